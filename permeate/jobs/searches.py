"""Tell people what is new in their saved searches."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.searches import alert
from permeate.queries.searches import alerting


def send_search_alerts(now: datetime | None = None) -> int:
    """How many mails were written; each search's is a write of its own."""
    now = now or timezone.now()
    return sum(alert(search=search, now=now) > 0 for search in list(alerting()))
