"""Reads about arrangements: the placements they belong to, and who has seen them."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from permeate.core.events import Event
from permeate.core.roles import Role
from permeate.models import Arrangements, AuditEvent, Person, Placement

SIGHTINGS_SHOWN = 50


@dataclass(frozen=True)
class Sighting:
    """Somebody looked at one part of somebody's arrangements."""

    who: str
    part: str
    at: datetime


def visible(person: Person) -> QuerySet[Placement]:
    """Placements whose arrangements the person may need to see."""
    return Placement.objects.arranged_for(person).select_related(
        "participant", "home", "host", "home_manager", "host_manager", "opportunity"
    )


def arrangements_of(placement: Placement) -> Arrangements | None:
    """What the participant gave, if anything."""
    return Arrangements.objects.filter(placement=placement).first()


def sightings(placement: Placement) -> list[Sighting]:
    """Who saw what and when, newest first, from the history; two queries."""
    events = list(
        AuditEvent.objects.filter(
            subject_type="placement",
            subject=placement.reference,
            event=Event.ARRANGEMENTS_SEEN.value,
        ).order_by("-sequence")[:SIGHTINGS_SHOWN]
    )
    names = dict(
        Person.objects.filter(reference__in={event.actor for event in events}).values_list(
            "reference", "name"
        )
    )
    return [
        Sighting(names.get(event.actor, "Somebody who has left"), event.facts["part"], event.at)
        for event in events
    ]


def security_of(organisation_id: int) -> list[Person]:
    """Who lets people in at an organisation."""
    return list(
        Person.objects.filter(
            is_active=True,
            memberships__organisation_id=organisation_id,
            memberships__ended_at=None,
            memberships__roles__role=Role.SECURITY.value,
        ).distinct()
    )
