"""Reads of what was shared: with us, waiting for our decision."""

from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet

from permeate.core.cadence import chase_number
from permeate.core.roles import Role
from permeate.models import (
    Acknowledgement,
    Decision,
    Organisation,
    Person,
    ShareAudience,
    ShareEvent,
)

SETTLED = Decision.objects.filter(
    share=OuterRef("share"), organisation=OuterRef("organisation")
).exclude(verdict="DEFER")


def visible(person: Person) -> QuerySet[ShareEvent]:
    """Shares the person may read, with everybody's word on them."""
    return (
        ShareEvent.objects.visible_to(person)
        .select_related("shared_by", "entry__placement__home", "entry__placement__host")
        .prefetch_related(
            "audiences__organisation",
            Prefetch("decisions", Decision.objects.select_related("organisation", "decided_by")),
            Prefetch(
                "acknowledgements",
                Acknowledgement.objects.select_related("person", "organisation"),
            ),
        )
    )


def received(person: Person) -> QuerySet[ShareEvent]:
    """What others put before the person's organisations, newest first."""
    return visible(person).exclude(shared_by=person)


def undecided() -> QuerySet[ShareAudience]:
    """Audiences without a decision other than a deferral."""
    return ShareAudience.objects.filter(~Exists(SETTLED)).select_related(
        "share__shared_by", "organisation"
    )


def to_decide(person: Person) -> QuerySet[ShareAudience]:
    """What waits for this senior's decision; not what they shared themselves."""
    return (
        undecided()
        .filter(organisation_id__in=person.standing.organisations_as(Role.SENIOR))
        .exclude(share__shared_by=person)
        .order_by(F("decision_due_on").asc(), "id")
    )


def may_decide_for(share: ShareEvent, person: Person) -> list[Organisation]:
    """Organisations of the audience for which the person, as a senior, can still decide."""
    return [audience.organisation for audience in to_decide(person).filter(share=share)]


def decisions_to_chase(today: date) -> list[tuple[ShareAudience, int]]:
    """(audience, which chaser) for decisions overdue today."""
    overdue = undecided().filter(decision_due_on__lt=today)
    numbered = [(a, chase_number(a.decision_due_on, today, a.chased)) for a in overdue]
    return [(audience, number) for audience, number in numbered if number]
