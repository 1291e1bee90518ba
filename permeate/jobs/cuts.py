"""Cuts of measures after each quarter, one job a scope: solvers are loaded here alone."""

from datetime import date, datetime

from django.utils import timezone

from permeate.actions.cuts import store_cut
from permeate.journal.later import enqueue
from permeate.models import Organisation, Programme
from permeate.queries.cuts import without_cut
from permeate.queries.measures.events import events_of
from permeate.queries.measures.scope import Scope


def cut_measures(now: datetime | None = None) -> int:
    """Put the cuts of the last whole quarter that are missing into the queue; how many."""
    from permeate.core.measures.disclosure import quarter_end

    day = quarter_end(timezone.localdate(now or timezone.now()))
    programmes, organisations = without_cut(day)
    for programme in programmes:
        enqueue("cut_measures_of", at=day.isoformat(), programme=programme.reference)
    for organisation in organisations:
        enqueue("cut_measures_of", at=day.isoformat(), organisation=organisation.reference)
    return len(programmes) + len(organisations)


def cut_measures_of(
    at: str, programme: str = "", organisation: str = "", now: datetime | None = None
) -> bool:
    """Compute and keep one cut; False where it was there already."""
    from permeate.core.measures.cut.assembling import cut
    from permeate.core.measures.disclosure import Audience
    from permeate.core.measures.log import log_from

    scope = Scope(
        programme=Programme.objects.get(reference=programme) if programme else None,
        organisation=Organisation.objects.get(reference=organisation) if organisation else None,
    )
    events = events_of(scope)
    log = log_from(*events.parts)
    content = cut(log, at=date.fromisoformat(at), audience=Audience.INTERNAL)
    stored = store_cut(
        content=content,
        programme=scope.programme,
        organisation=scope.organisation,
        now=now or timezone.now(),
    )
    return stored is not None
