"""When a saved search may send a mail, and which opportunities it is about."""

from datetime import datetime, timedelta

FROM_HOUR = 7  # local time; one mail a day at most
# A write under way may commit an opportunity a moment after its time of publication.
SETTLING = timedelta(minutes=2)
MOST_SEARCHES = 50  # one person keeps


def may_alert(*, last: datetime, now: datetime) -> bool:
    """Whether a mail may go now, the last having gone then; both in local time."""
    return last.date() < now.date() and now.hour >= FROM_HOUR


def settled(now: datetime) -> datetime:
    """The newest time of publication that a mail sent now is about."""
    return now - SETTLING
