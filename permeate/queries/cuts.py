"""Stored cuts, and which have yet to be made."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from permeate.core.roles import Role
from permeate.models import MeasureCut, Organisation, Person, Placement, Programme
from permeate.models.placements import NOT_STARTED

Scope = Organisation | Programme
KEPT = 12  # quarters offered to choose from


@dataclass(frozen=True)
class Quarters:
    """The cut that is shown, and the days there are others of."""

    cut: MeasureCut | None
    days: list[date]


def quarters(scope: Scope, asked: str) -> Quarters:
    """The cut of the day asked for, else the newest; two queries."""
    rows = of(scope)
    days = list(rows.values_list("at", flat=True)[:KEPT])
    chosen = next((day for day in days if day.isoformat() == asked), days[0] if days else None)
    return Quarters(rows.get(at=chosen) if chosen else None, days)


def of(scope: Scope) -> QuerySet[MeasureCut]:
    """The scope's cuts, the newest first."""
    if isinstance(scope, Programme):
        return MeasureCut.objects.filter(programme=scope).order_by("-at")
    return MeasureCut.objects.filter(organisation=scope).order_by("-at")


def measured(person: Person) -> QuerySet[Organisation]:
    """Organisations whose measures this person may read as a coordinator or senior."""
    roles = person.standing.organisations_as(Role.COORDINATOR, Role.SENIOR)
    return Organisation.objects.filter(id__in=roles)


def without_cut(day: date) -> tuple[list[Programme], list[Organisation]]:
    """Programmes and organisations with a placement begun by that day and no cut of it."""
    begun = Placement.objects.exclude(status__in=NOT_STARTED).filter(starts_on__lte=day)
    cuts = MeasureCut.objects.filter(at=day)
    programmes = Programme.objects.filter(
        ~Exists(cuts.filter(programme=OuterRef("pk"))),
        Exists(begun.filter(opportunity__programme=OuterRef("pk"))),
    )
    organisations = Organisation.objects.filter(
        ~Exists(cuts.filter(organisation=OuterRef("pk"))),
        Exists(begun.filter(Q(home=OuterRef("pk")) | Q(host=OuterRef("pk")))),
    )
    return list(programmes), list(organisations)
