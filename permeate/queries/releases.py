"""Reads about releases."""

from datetime import date

from django.db.models import Q, QuerySet

from permeate.models import Membership, Opportunity, Person, Placement, Release


def visible(person: Person) -> QuerySet[Release]:
    """Releases the person may see, with all their page shows."""
    return Release.objects.visible_to(person).select_related(
        "person", "home", "manager", "opportunity__host", "decided_by", "need"
    )


def memberships_of(person: Person) -> QuerySet[Membership]:
    """Where the person could be released from, with the manager named there."""
    return (
        Membership.objects.active().filter(person=person).select_related("organisation", "manager")
    )


def possible_managers(release: Release) -> QuerySet[Person]:
    """People of home who could decide; never the person whose release it is."""
    return (
        Person.objects.filter(
            is_active=True,
            memberships__organisation_id=release.home_id,
            memberships__ended_at=None,
        )
        .exclude(id=release.person_id)
        .distinct()
        .order_by("name", "id")
    )


def live_release(opportunity: Opportunity, person: Person) -> Release | None:
    """The person's request for this opportunity that waits or was granted."""
    return Release.objects.filter(
        person=person, opportunity=opportunity, status__in=("REQUESTED", "GRANTED")
    ).first()


def undecided() -> QuerySet[Release]:
    """Every request that waits for a decision, oldest first."""
    return Release.objects.filter(status="REQUESTED").order_by("requested_at")


def own_with_applications(person: Person) -> QuerySet[Release]:
    """The person's own requests, newest first, each with the applications on it."""
    return (
        Release.objects.filter(person=person)
        .select_related("opportunity__host")
        .prefetch_related("applications")
        .order_by("-requested_at")
    )


def also_away(release: Release, first: date, last: date) -> QuerySet[Placement]:
    """Others of the manager's team who are away on some of these days, or will be."""
    return (
        Placement.objects.filter(
            home_id=release.home_id,
            home_manager_id=release.manager_id,
            starts_on__lte=last,
            status__in=("PLANNED", "AGREED", "ACTIVE"),
        )
        .filter(Q(ended_on=None, ends_on__gte=first) | Q(ended_on__gte=first))
        .exclude(participant_id=release.person_id)
        .select_related("participant", "host")
        .order_by("starts_on", "id")
    )
