"""Placements that began and ended, as events of the published schema."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from typing import Any

from django.utils import timezone

from permeate.models import Membership, Placement
from permeate.models.placements import NOT_STARTED

AT_ONCE = 2_000


def placement_events(pseudonym: Callable[[str], str], row: Callable[..., Any]) -> Iterator[Any]:
    """Those that took place; ``row`` makes an event of a kind, a name, a time and the rest."""
    bands = _bands()
    rows = (
        Placement.objects.exclude(status__in=NOT_STARTED)
        .exclude(booking__status="NO_SHOW")
        .select_related("participant", "home", "host", "host_manager", "opportunity__programme")
        .order_by("id")
    )
    for one in rows.iterator(AT_ONCE):
        programme = one.opportunity.programme
        yield row(
            "PLACEMENT_STARTED",
            one.reference,
            one.started_at,
            on=one.starts_on,
            band=bands.get((one.participant_id, one.home_id), ""),
            actor=pseudonym(one.participant.reference),
            organisation=one.home.reference,
            programme=programme.reference if programme else None,
            placement=one.reference,
            home=one.home.reference,
            host=one.host.reference,
            kind=one.kind,
            planned_end=one.ends_on.isoformat(),
            host_manager=pseudonym(one.host_manager.reference),
            host_manager_grade=bands.get((one.host_manager_id, one.host_id), ""),
        )
        if one.ended_on and one.status != "ACTIVE":
            at = timezone.make_aware(datetime.combine(one.ended_on, time(23, 59)))
            yield row(
                "PLACEMENT_ENDED",
                one.reference,
                at,
                placement=one.reference,
                cause=one.end_cause,
            )


def _bands() -> dict[tuple[int, int], str]:
    """Band by person and organisation, of memberships with a grade."""
    rows = Membership.objects.filter(grade__isnull=False)
    return {
        (person, organisation): band
        for person, organisation, band in rows.values_list(
            "person_id", "organisation_id", "grade__band"
        )
    }
