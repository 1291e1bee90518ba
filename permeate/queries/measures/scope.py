"""Whose numbers: the whole service, an organisation, or a programme."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from permeate.models import (
    Adoption,
    LearningEntry,
    Organisation,
    Outcome,
    Placement,
    Practice,
    Programme,
    ShareEvent,
)
from permeate.models.placements import NOT_STARTED


@dataclass(frozen=True)
class Scope:
    """At most one of both; neither is the whole service."""

    organisation: Organisation | None = None
    programme: Programme | None = None

    @property
    def whole(self) -> bool:
        """Everything."""
        return self.organisation is None and self.programme is None

    def placements(self) -> QuerySet:
        """Started placements: from or to the organisation, or of the programme."""
        rows = Placement.objects.exclude(status__in=NOT_STARTED).exclude(booking__status="NO_SHOW")
        if self.programme:
            return rows.filter(opportunity__programme=self.programme)
        if self.organisation:
            return rows.filter(Q(home=self.organisation) | Q(host=self.organisation))
        return rows

    def entries(self) -> QuerySet:
        """What was learned on those placements, or by the organisation's people."""
        rows = LearningEntry.objects.all()
        if self.whole:
            return rows
        mine = Q(placement__in=self.placements().values("id"))
        if self.organisation:
            mine |= Q(organisation_at_time=self.organisation)
        return rows.filter(mine)

    def shares(self) -> QuerySet:
        """What came of those entries, and what was put before the organisation."""
        rows = ShareEvent.objects.all()
        if self.whole:
            return rows
        entries = self.entries().values("id")
        mine = Q(entry__in=entries) | Q(practice__entries__entry__in=entries)
        if self.organisation:
            mine |= Q(audiences__organisation=self.organisation)
        return ShareEvent.objects.filter(id__in=rows.filter(mine).values("id"))

    def practices(self) -> QuerySet:
        """Practices that come from those entries, or from or to the organisation."""
        rows = Practice.objects.all()
        if self.whole:
            return rows
        mine = Q(entries__entry__in=self.entries().values("id"))
        mine |= Q(shares__in=self.shares().values("id"))
        if self.organisation:
            mine |= Q(origin=self.organisation)
        return Practice.objects.filter(id__in=rows.filter(mine).values("id"))

    def adoptions(self) -> QuerySet:
        """Adoptions of those practices."""
        rows = Adoption.objects.all()
        return rows if self.whole else rows.filter(practice__in=self.practices().values("id"))

    def outcomes(self) -> QuerySet:
        """What changed at those adopters."""
        rows = Outcome.objects.all()
        return rows if self.whole else rows.filter(adoption__in=self.adoptions().values("id"))
