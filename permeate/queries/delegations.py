"""Reads about delegations."""

from datetime import date, timedelta

from django.db.models import QuerySet

from permeate.core.delegations import WARN_BEFORE_DAYS, Given
from permeate.models import Delegation, Membership, Person


def visible(person: Person) -> QuerySet[Delegation]:
    """Delegations the person gave or holds, with their people."""
    return Delegation.objects.visible_to(person).select_related(
        "from_person", "to_person", "organisation"
    )


def given_by(manager_id: int | None, organisation_id: int) -> list[Given]:
    """Every delegation of this manager in the organisation, as plain values."""
    rows = Delegation.objects.filter(from_person_id=manager_id, organisation_id=organisation_id)
    return [
        Given(row.to_person_id, row.starts_on, row.ends_on, row.ended_at is not None)
        for row in rows
    ]


def stand_ins(manager_id: int | None, organisation_id: int, today: date) -> list[Person]:
    """Who may decide for this manager today."""
    return list(
        Person.objects.filter(
            is_active=True,
            delegations_held__in=Delegation.objects.standing(today).filter(
                from_person_id=manager_id, organisation_id=organisation_id
            ),
        )
        .distinct()
        .order_by("id")
    )


def stands_in(person: Person, manager_id: int | None, organisation_id: int, today: date) -> bool:
    """Whether this person may decide for that manager today."""
    return (
        Delegation.objects.standing(today)
        .filter(from_person_id=manager_id, to_person=person, organisation_id=organisation_id)
        .exists()
    )


def managed_in(person: Person) -> list[Membership]:
    """The person's live memberships, as places to delegate in."""
    return list(Membership.objects.active().filter(person=person).select_related("organisation"))


def possible_stand_ins(person: Person, organisation_ids: frozenset[int]) -> QuerySet[Person]:
    """People of these organisations who could decide for somebody else."""
    return (
        Person.objects.filter(
            is_active=True,
            memberships__organisation_id__in=organisation_ids,
            memberships__ended_at=None,
        )
        .exclude(id=person.id)
        .distinct()
        .order_by("name", "id")
    )


def ending(today: date) -> QuerySet[Delegation]:
    """Delegations that end soon and whose giver was not warned."""
    return (
        Delegation.objects.standing(today)
        .filter(warned_at=None, ends_on__lte=today + timedelta(days=WARN_BEFORE_DAYS))
        .order_by("id")
    )
