"""Writes about the service's own pages and the concerns people report."""

from datetime import datetime

from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Concern, Person


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
