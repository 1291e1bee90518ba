"""Writes about the service's own pages and the concerns people report."""

from datetime import datetime

from permeate.core.events import Event
from permeate.core.pages import PAGES
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Concern, Page, Person


@write
def report_concern(*, body: str, reply_to: str, by: Person | None, now: datetime) -> Concern:
    """Keep a concern and tell every operator; Refused where it says nothing."""
    if not body.strip():
        raise Refused("Say what your concern is.", field="body")
    concern = Concern.objects.create(
        body=body.strip(), reply_to=reply_to, reported_by=by, reported_at=now
    )
    record(Event.CONCERN_REPORTED, concern, by=by, now=now)
    for operator in Person.objects.filter(is_operator=True, is_active=True):
        notify(Event.CONCERN_REPORTED, to=operator, wording="concern_reported", now=now)
    return concern


@write
def edit_page(*, slug: str, body: str, by: Person, now: datetime) -> Page:
    """Write one of the service's own pages anew; Refused where it would be empty."""
    if not body.strip():
        raise Refused("Write what the page says.", field="body")
    page, _ = Page.objects.update_or_create(
        slug=slug,
        defaults={
            "title": PAGES[slug],
            "body": body.replace("\r\n", "\n").strip(),
            "edited_by": by,
            "edited_at": now,
        },
    )
    record(Event.PAGE_EDITED, page, by=by, now=now, slug=slug)
    return page


@write
def close_concern(*, concern: Concern, by: Person, now: datetime) -> Concern:
    """Say that it is dealt with; Refused where it was."""
    concern = Concern.objects.select_for_update().get(id=concern.id)
    if concern.closed_at:
        raise Refused("This concern is dealt with already.")
    concern.closed_at, concern.closed_by = now, by
    concern.save(update_fields=["closed_at", "closed_by"])
    record(Event.CONCERN_CLOSED, concern, by=by, now=now)
    return concern


@write
def make_operator(*, person: Person, now: datetime) -> None:
    """Let somebody run the service; Refused where they do, or where the account is closed."""
    person = Person.objects.select_for_update().get(id=person.id)
    if not person.is_active:
        raise Refused("This account is closed.")
    if person.is_operator:
        raise Refused("This person is an operator already.")
    person.is_operator = True
    person.save(update_fields=["is_operator"])
    record(Event.OPERATOR_MADE, person, by=None, now=now)
