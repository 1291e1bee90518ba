"""Reads of adoptions, checks of use and outcomes."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch, QuerySet

from permeate.core.adoptions import checks_due
from permeate.core.cadence import chase_number
from permeate.core.roles import Role
from permeate.models import (
    Adoption,
    Decision,
    EvidenceFile,
    InUseCheck,
    Membership,
    Organisation,
    Outcome,
    OutcomeStep,
    Person,
    Practice,
)

OFFICES = (Role.SENIOR, Role.COORDINATOR)


def visible(person: Person) -> QuerySet[Adoption]:
    """Adoptions the person may read, with checks and outcomes."""
    steps = OutcomeStep.objects.select_related("by", "organisation").prefetch_related(
        Prefetch("file", EvidenceFile.objects.defer("content"))
    )
    return (
        Adoption.objects.visible_to(person)
        .select_related("practice", "organisation", "origin", "attested_by", "decision")
        .prefetch_related(
            Prefetch("checks", InUseCheck.objects.select_related("answered_by")),
            Prefetch(
                "outcomes",
                Outcome.objects.select_related("claimed_by").prefetch_related(
                    Prefetch("steps", steps)
                ),
            ),
        )
    )


def adoptions_of(ids: Iterable[int], person: Person) -> QuerySet[Adoption]:
    """Adoptions of these practices with their outcomes, the oldest first."""
    return (
        Adoption.objects.visible_to(person)
        .filter(practice_id__in=ids)
        .select_related("organisation", "attested_by")
        .prefetch_related("outcomes")
    )


def visible_checks(person: Person) -> QuerySet[InUseCheck]:
    """Checks of use at the person's organisations."""
    return InUseCheck.objects.visible_to(person).select_related(
        "adoption__practice", "adoption__organisation", "answered_by"
    )


def visible_outcomes(person: Person) -> QuerySet[Outcome]:
    """Outcomes the person may read, with their steps."""
    return (
        Outcome.objects.visible_to(person)
        .select_related("adoption__practice", "adoption__organisation", "claimed_by")
        .prefetch_related("steps")
    )


def adopters_for(practice: Practice, person: Person) -> list[Organisation]:
    """Organisations for which the person can attest that they work like this."""
    done = Adoption.objects.filter(practice=practice).values("organisation")
    return list(
        Organisation.objects.filter(id__in=person.standing.organisations_as(*OFFICES))
        .exclude(id=practice.origin_id)
        .exclude(id__in=done)
        .order_by("name")
    )


def decision_of(practice: Practice, organisation: Organisation) -> Decision | None:
    """The decision that led to it, if there was one."""
    return Decision.objects.filter(
        practice=practice, organisation=organisation, verdict__in=("ADOPT", "ADAPT")
    ).last()


def who_carries_it(adoption: Adoption) -> list[Person]:
    """Whoever attested it, while they are there, and the adopter's coordinators."""
    members = Membership.objects.active().filter(organisation=adoption.organisation)
    offices = members.filter(roles__role=Role.COORDINATOR.value)
    people = Person.objects.filter(id__in=offices.values("person"), is_active=True)
    found = {person.id: person for person in people}
    if members.filter(person=adoption.attested_by_id).exists():
        found[adoption.attested_by_id] = adoption.attested_by
    return [found[key] for key in sorted(found)]


def third_organisation(adoption: Adoption, person: Person) -> Organisation | None:
    """Where the person has an office and where it was neither adopted nor begun."""
    offices = person.standing.organisations_as(*OFFICES, Role.EDITOR)
    there = offices - {adoption.organisation_id, adoption.origin_id}
    return Organisation.objects.filter(id__in=there).order_by("id").first()


def checks_to_ask(today: date) -> list[tuple[Adoption, int]]:
    """(adoption, months) of checks whose day has come."""
    live = (
        Adoption.objects.filter(ended_on=None)
        .select_related("organisation", "practice", "attested_by")
        .prefetch_related("checks")
    )
    return [
        (adoption, months)
        for adoption in live
        for months, _ in checks_due(
            adoption.adopted_on, {check.months for check in adoption.checks.all()}, today
        )
    ]


def checks_to_chase(today: date) -> list[tuple[InUseCheck, int]]:
    """(check, which chaser) for checks overdue today."""
    overdue = InUseCheck.objects.filter(in_use="", due_on__lt=today).select_related(
        "adoption__organisation", "adoption__practice", "adoption__attested_by"
    )
    numbered = [(check, chase_number(check.due_on, today, check.chased)) for check in overdue]
    return [(check, number) for check, number in numbered if number]


def file_of(outcome: Outcome, level: int) -> EvidenceFile | None:
    """The evidence of a level, with its content."""
    return EvidenceFile.objects.filter(step__outcome=outcome, step__level=level).first()
