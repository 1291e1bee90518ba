"""Opening a private calendar address, and closing it."""

import secrets
from datetime import datetime

from permeate.core.events import Event
from permeate.journal.record import record, write
from permeate.models import CalendarFeed, Person
from permeate.queries.calendars import hash_of


@write
def open_feed(*, by: Person, now: datetime) -> str:
    """A new secret for the person's calendar; an earlier address stops working at once."""
    secret = secrets.token_urlsafe(32)
    CalendarFeed.objects.update_or_create(
        person=by, defaults={"secret_hash": hash_of(secret), "opened_at": now}
    )
    record(Event.CALENDAR_OPENED, by, by=by, now=now)
    return secret


@write
def close_feed(*, by: Person, now: datetime) -> None:
    """Stop the person's calendar address."""
    gone, _ = CalendarFeed.objects.filter(person=by).delete()
    if gone:
        record(Event.CALENDAR_CLOSED, by, by=by, now=now)
