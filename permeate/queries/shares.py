"""Reads of what was shared: with us, waiting for our decision."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from permeate.core.cadence import chase_number
from permeate.core.roles import Role
from permeate.models import (
    Acknowledgement,
    Decision,
    Organisation,
    Person,
    ShareAudience,
    ShareEvent,
    ShareFile,
)

# A decision on a practice settles every share of it with that organisation.
SETTLED = (
    Decision.objects.filter(organisation=OuterRef("organisation"))
    .filter(
        Q(share=OuterRef("share")) | Q(practice__isnull=False, practice=OuterRef("share__practice"))
    )
    .exclude(verdict="DEFER")
)


def visible(person: Person) -> QuerySet[ShareEvent]:
    """Shares the person may read, with everybody's word on them."""
    return (
        ShareEvent.objects.visible_to(person)
        .select_related("shared_by", "practice", "organisation_at_time")
        .prefetch_related(
            "audiences__organisation",
            "audiences__delegate",
            Prefetch("file", ShareFile.objects.defer("content")),
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
    """Audiences that are asked and have no decision other than a deferral."""
    return ShareAudience.objects.filter(
        ~Exists(SETTLED), decision_due_on__isnull=False
    ).select_related("share__shared_by", "share__practice", "organisation", "delegate")


def to_decide(person: Person) -> QuerySet[ShareAudience]:
    """What waits for this senior or delegate; not what they shared themselves."""
    standing = person.standing
    return (
        undecided()
        .filter(
            Q(organisation_id__in=standing.organisations_as(Role.SENIOR))
            | Q(delegate=person, organisation_id__in=standing.organisations)
        )
        .exclude(share__shared_by=person)
        .order_by(F("decision_due_on").asc(), "id")
    )


def may_decide_for(share: ShareEvent, person: Person) -> list[Organisation]:
    """Organisations of the audience for which the person, as a senior, can still decide."""
    return [audience.organisation for audience in to_decide(person).filter(share=share)]


def audience_of(share: ShareEvent, person: Person) -> ShareAudience | None:
    """What of this share the person, as a senior, may leave to somebody else."""
    seniors = person.standing.organisations_as(Role.SENIOR)
    return to_decide(person).filter(share=share, organisation_id__in=seniors).first()


def file_of(share: ShareEvent) -> ShareFile | None:
    """The file with its content, where one was shared."""
    return ShareFile.objects.filter(share=share).first()


def decisions_on(ids: Iterable[int], person: Person) -> QuerySet[Decision]:
    """Decisions on these practices that the person may read, the oldest first."""
    return (
        Decision.objects.visible_to(person)
        .filter(practice_id__in=ids)
        .select_related("organisation", "decided_by", "delegated_by")
    )


def shares_of(ids: Iterable[int], person: Person) -> QuerySet[ShareEvent]:
    """Shares of these practices that the person may read."""
    return visible(person).filter(practice_id__in=ids)


def decisions_to_chase(today: date) -> list[tuple[ShareAudience, int]]:
    """(audience, which chaser) for decisions overdue today."""
    overdue = undecided().filter(decision_due_on__lt=today)
    numbered = [(a, chase_number(a.decision_due_on, today, a.chased)) for a in overdue]
    return [(audience, number) for audience, number in numbered if number]
