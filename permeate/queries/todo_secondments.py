"""What is to be done on the way to a secondment: decide, choose, answer, fill in, sign."""

from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from permeate.core.roles import Role
from permeate.models import Agreement, Application, Opportunity, Person, Release, Signature
from permeate.queries.applications import WAITING
from permeate.queries.tasks import Task

SHOWN = 50


def releases_to_decide(person: Person, today: date) -> list[Task]:
    """For a home manager: who asks to be released."""
    waiting = Release.objects.filter(manager=person, status="REQUESTED").select_related(
        "person", "opportunity"
    )[:SHOWN]
    return [
        Task(
            text=f"Decide whether to release {release.person.name}",
            route="release",
            reference=release.reference,
            detail=release.opportunity.title,
            due_on=timezone.localdate(release.requested_at),
        )
        for release in waiting
    ]


def managers_to_name(person: Person, today: date) -> list[Task]:
    """For a home coordinator: who has nobody to decide, or whose manager does not."""
    homes = person.standing.organisations_as(Role.COORDINATOR)
    if not homes:
        return []
    waiting = (
        Release.objects.filter(Q(manager=None) | Q(chased__gte=3))
        .filter(home_id__in=homes, status="REQUESTED")
        .select_related("person", "opportunity", "manager")[:SHOWN]
    )
    return [
        Task(
            text=f"{release.manager.name} has not decided on {release.person.name}’s release"
            if release.manager
            else f"Name a manager for {release.person.name}",
            route="name_manager",
            reference=release.reference,
            detail=release.opportunity.title,
            due_on=timezone.localdate(release.requested_at),
        )
        for release in waiting
    ]


def releases_to_use(person: Person, today: date) -> list[Task]:
    """For the person: they are released and have not applied yet."""
    applied = Application.objects.filter(release=OuterRef("id"))
    granted = (
        Release.objects.filter(person=person, status="GRANTED", opportunity__status="PUBLISHED")
        .exclude(opportunity__closes_on__lt=today)
        .exclude(Exists(applied))
        .select_related("opportunity__host")[:SHOWN]
    )
    return [
        Task(
            text=f"Apply for {release.opportunity.title}",
            route="apply",
            reference=release.reference,
            detail=f"You are released. {release.opportunity.host.name}",
            due_on=release.opportunity.closes_on,
        )
        for release in granted
    ]


def people_to_choose(person: Person, today: date) -> list[Task]:
    """For the host: opportunities with people who wait for an answer."""
    mine = Q(host_manager=person) | Q(
        host_id__in=person.standing.organisations_as(Role.COORDINATOR)
    )
    open_ones = Q(applications__status__in=WAITING)
    waiting = (
        Opportunity.objects.filter(mine)
        .annotate(
            people=Count("applications", filter=open_ones),
            due_on=Min("applications__outcome_due_on", filter=open_ones),
            since=Min("applications__submitted_at", filter=open_ones),
        )
        .filter(people__gt=0)
        .order_by("due_on", "since")[:SHOWN]
    )
    return [
        Task(
            text=f"Give an outcome to {_people(opportunity.people)}"
            if opportunity.due_on
            else f"Choose from {_people(opportunity.people)}",
            route="applications",
            reference=opportunity.reference,
            detail=opportunity.title,
            due_on=opportunity.due_on or timezone.localdate(opportunity.since),
        )
        for opportunity in waiting
    ]


def _people(count: int) -> str:
    return "1 person who applied" if count == 1 else f"{count} people who applied"


def offers_to_answer(person: Person, today: date) -> list[Task]:
    """For the person: a place is offered."""
    offers = Application.objects.filter(person=person, status="OFFERED").select_related(
        "opportunity__host"
    )[:SHOWN]
    return [
        Task(
            text=f"Answer the offer: {offer.opportunity.title}",
            route="answer_offer",
            reference=offer.reference,
            detail=offer.opportunity.host.name,
            due_on=timezone.localdate(offer.offered_at) if offer.offered_at else None,
        )
        for offer in offers
    ]


def agreements_to_sign(person: Person, today: date) -> list[Task]:
    """For each party: an open agreement its side has not signed."""
    signatory = person.standing.organisations_as(Role.SIGNATORY)
    home = Q(placement__home_manager=person) | Q(placement__home_id__in=signatory)
    host = Q(placement__host_manager=person) | Q(placement__host_id__in=signatory)
    self_ = Q(placement__participant=person)
    waiting = (
        Agreement.objects.filter(status="OPEN")
        .filter(
            (self_ & _unsigned("PARTICIPANT"))
            | (home & ~self_ & _unsigned("HOME"))
            | (host & ~self_ & _unsigned("HOST"))
        )
        .select_related("placement__participant", "placement__host")
        .order_by("placement__starts_on")[:SHOWN]
    )
    return [
        Task(
            text=f"Sign the agreement: {one.placement.participant.name}",
            route="sign_agreement",
            reference=one.reference,
            detail=f"At {one.placement.host.name}, before the first day",
            due_on=one.placement.starts_on,
        )
        for one in waiting
    ]


def _unsigned(party: str) -> Q:
    standing = Signature.objects.filter(
        version_id=OuterRef("current_id"), party=party, lapsed_at=None
    )
    return ~Q(Exists(standing))


def agreements_to_fill_in(person: Person, today: date) -> list[Task]:
    """For the two managers: drafts that nobody can sign yet."""
    drafts = (
        Agreement.objects.filter(status="DRAFT", placement__status__in=("PLANNED", "AGREED"))
        .filter(Q(placement__home_manager=person) | Q(placement__host_manager=person))
        .select_related("placement__participant", "placement__host")
        .order_by("placement__starts_on")[:SHOWN]
    )
    return [
        Task(
            text=f"Complete the agreement and open it: {one.placement.participant.name}",
            route="agreement",
            reference=one.reference,
            detail=f"At {one.placement.host.name}, before the first day",
            due_on=one.placement.starts_on,
        )
        for one in drafts
    ]


FINDERS = (
    agreements_to_fill_in,
    agreements_to_sign,
    managers_to_name,
    offers_to_answer,
    people_to_choose,
    releases_to_decide,
    releases_to_use,
)
