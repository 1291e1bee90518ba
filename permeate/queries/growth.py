"""Reads of what a person gained: skills of a placement, and their whole story."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Prefetch, Sum

from permeate.core.growth import OVER, Growth
from permeate.models import (
    Activity,
    Adoption,
    LearningEntry,
    Membership,
    Person,
    PersonSkill,
    Placement,
    SkillRating,
)

MOST = 200


def skills_to_rate(placement: Placement) -> list[str]:
    """Skills named where the placement was offered, and those rated already."""
    rated = placement.ratings.values_list("skill", flat=True)
    named = placement.opportunity.topics.filter(kind="SKILL").values_list("value", flat=True)
    return list(dict.fromkeys([*rated, *named]))


def growth_of(rating: SkillRating) -> Growth:
    """A rating as plain levels."""
    return Growth(rating.before, rating.start_now, rating.now, rating.host)


@dataclass(frozen=True)
class Story:
    """Everything a person's own page tells, in rows."""

    person: Person
    jobs: list[Membership]
    placements: list[Placement]  # with `ratings`
    directions: dict[str, int]
    adoptions: list[Adoption]
    hours: Decimal
    activities: int
    skills: list[str]


def story(person: Person) -> Story:
    """The person's own story, in a fixed number of queries."""
    placements = (
        Placement.objects.filter(participant=person, status__in=("ACTIVE", *OVER))
        .select_related("opportunity", "host", "home")
        .prefetch_related(Prefetch("ratings", SkillRating.objects.order_by("id")))
        .order_by("-starts_on")[:MOST]
    )
    counted = (
        LearningEntry.objects.filter(author=person)
        .order_by()
        .values_list("direction")
        .annotate(Count("id"))
    )
    log = Activity.objects.filter(person=person).aggregate(Sum("hours"), Count("id"))
    adoptions = Adoption.objects.filter(author=person).select_related("practice", "organisation")
    return Story(
        person=person,
        jobs=list(
            Membership.objects.filter(person=person)
            .select_related("organisation")
            .order_by("-started_at")
        ),
        placements=list(placements),
        directions=dict(counted),
        adoptions=list(adoptions.order_by("-adopted_on")[:MOST]),
        hours=log["hours__sum"] or Decimal(0),
        activities=log["id__count"],
        skills=list(PersonSkill.objects.filter(person=person).values_list("skill", flat=True)),
    )
