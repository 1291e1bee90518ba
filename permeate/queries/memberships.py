"""Reads about who belongs to an organisation."""

from django.db.models import Q, QuerySet

from permeate.core.roles import Role
from permeate.models import Membership, Organisation, Person, Placement


def visible(person: Person) -> QuerySet[Membership]:
    """Memberships the person may see, with all their pages show."""
    return Membership.objects.visible_to(person).select_related(
        "person", "organisation", "grade", "manager"
    )


def own(person: Person) -> QuerySet[Membership]:
    """Where the person belongs now, with their roles."""
    return (
        Membership.objects.active()
        .filter(person=person)
        .select_related("organisation", "grade", "manager")
        .prefetch_related("roles")
        .order_by("organisation__name")
    )


def members(
    organisation: Organisation, *, search: str = "", role: str = ""
) -> QuerySet[Membership]:
    """Who belongs to it now, by name; each word of ``search`` must be found."""
    found = Membership.objects.active().filter(organisation=organisation)
    for word in search.split():
        found = found.filter(
            Q(person__name__icontains=word)
            | Q(person__email__icontains=word)
            | Q(job_title__icontains=word)
            | Q(team__icontains=word)
        )
    if role:
        found = found.filter(roles__role=role)
    return (
        found.select_related("person", "grade", "manager")
        .prefetch_related("roles")
        .order_by("person__name", "id")
    )


def member_ids(organisation: Organisation) -> set[int]:
    """Ids of the people who belong to it now."""
    return set(
        Membership.objects.active()
        .filter(organisation=organisation)
        .values_list("person_id", flat=True)
    )


def other_coordinators(membership: Membership) -> int:
    """How many more coordinators the organisation has."""
    return (
        Membership.objects.active()
        .filter(organisation_id=membership.organisation_id, roles__role=Role.COORDINATOR.value)
        .exclude(id=membership.id)
        .count()
    )


def coordinators(organisation: Organisation) -> set[int]:
    """Ids of the memberships that coordinate the organisation now."""
    return set(
        Membership.objects.active()
        .filter(organisation=organisation, roles__role=Role.COORDINATOR.value)
        .values_list("id", flat=True)
    )


def roles_of(membership: Membership) -> list[str]:
    """The values of the roles held in it."""
    return sorted(membership.roles.values_list("role", flat=True))


def taking_part(membership: Membership) -> list[Placement]:
    """The member's own placements from there that are not over: leaving does not end them."""
    return list(
        Placement.objects.filter(
            participant_id=membership.person_id,
            home_id=membership.organisation_id,
            status__in=["PLANNED", "AGREED", "ACTIVE"],
        ).select_related("opportunity", "host")
    )
