"""Reads about invitations: what is open, who is in already, whom a link is for."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet

from permeate.models import Invitation, Membership, Organisation, Person


def visible(person: Person) -> QuerySet[Invitation]:
    """Invitations the person may see, with all their pages show."""
    return Invitation.objects.visible_to(person).select_related("organisation", "invited_by")


def by_link() -> QuerySet[Invitation]:
    """Every invitation, for the holder of its link."""
    return Invitation.objects.select_related("organisation", "invited_by")


def unanswered(organisation: Organisation) -> QuerySet[Invitation]:
    """Neither accepted nor withdrawn, newest first; expired ones are among them."""
    return (
        Invitation.objects.filter(organisation=organisation, accepted_at=None, withdrawn_at=None)
        .select_related("invited_by")
        .order_by("-invited_at", "-id")
    )


def person_with_address(address: str) -> Person | None:
    """Who signs in with this address, confirmed or as their main one."""
    confirmed = EmailAddress.objects.filter(email__iexact=address, verified=True).values("user_id")
    return Person.objects.filter(
        Q(email__iexact=address) | Q(id__in=confirmed), erased_at=None
    ).first()


def people_with_addresses(addresses: Iterable[str]) -> dict[str, Person]:
    """Address → who signs in with it; addresses in small letters."""
    wanted = list(addresses)
    found: dict[str, Person] = {}
    for some in _chunks(wanted):
        for row in EmailAddress.objects.filter(email__in=some, verified=True).select_related(
            "user"
        ):
            found[row.email] = row.user
        for person in Person.objects.filter(email__in=some, erased_at=None):
            found[person.email] = person
    return found


def already_in(
    organisation: Organisation, addresses: Iterable[str], *, now: datetime
) -> dict[str, str]:
    """Address → why it needs no invitation: a member, or one that is still open."""
    wanted = list(addresses)
    reasons: dict[str, str] = {}
    for some in _chunks(wanted):
        for address in (
            Invitation.objects.open_at(now)
            .filter(organisation=organisation, email__in=some)
            .values_list("email", flat=True)
        ):
            reasons[address] = "was invited before, and the invitation is still open"
    people = people_with_addresses(wanted)
    members = set(
        Membership.objects.active()
        .filter(organisation=organisation)
        .values_list("person_id", flat=True)
    )
    for address, person in people.items():
        if person.id in members:
            reasons[address] = "belongs to the organisation already"
    return reasons


def _chunks(values: list[str], size: int = 500) -> Iterable[list[str]]:
    """Some at a time: SQLite takes only so many values in one query."""
    return (values[start : start + size] for start in range(0, len(values), size))
