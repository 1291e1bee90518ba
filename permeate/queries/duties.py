"""What waits for one person as manager in one organisation, and so needs somebody."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from permeate.core.roles import Role
from permeate.models import (
    Application,
    Booking,
    Membership,
    Opportunity,
    Organisation,
    Person,
    Placement,
    Programme,
    Release,
)
from permeate.models.bookings import LIVE

OVER = ["CLOSED", "CANCELLED"]
APPLYING = ["SUBMITTED", "SHORTLISTED", "OFFERED"]


@dataclass(frozen=True)
class Duties:
    """Everything that hangs on one person, in lists; ``reports`` are their team's memberships."""

    releases: list[Release]
    bookings: list[Booking]
    sent: list[Placement]  # where they are the home manager
    hosted: list[Placement]  # where they are the host manager
    opportunities: list[Opportunity]
    programmes: list[Programme]
    reports: list[Membership]

    def count(self) -> int:
        return sum(len(rows) for rows in vars(self).values())

    def participants(self) -> set[int]:
        """Ids of the people whose requests and placements these are."""
        return {
            *(row.person_id for row in (*self.releases, *self.bookings)),
            *(row.participant_id for row in (*self.sent, *self.hosted)),
        }

    def roles(self) -> set[Role]:
        """The roles that whoever takes over needs, to find it on their pages."""
        needed = set()
        if self.releases or self.bookings or self.sent or self.reports:
            needed.add(Role.MANAGER)
        if self.hosted or self.opportunities:
            needed.add(Role.HOST)
        if self.programmes:
            needed.add(Role.PROGRAMME_OWNER)
        return needed

    def lines(self) -> Iterator[str]:
        """Each in a line that people can read."""
        for release in self.releases:
            yield f"Release of {release.person.name} for {release.opportunity.title}"
        for booking in self.bookings:
            yield f"Booking of {booking.person.name} for {booking.date.opportunity.title}"
        for placement in (*self.sent, *self.hosted):
            yield f"Placement of {placement.participant.name}: {placement.opportunity.title}"
        for opportunity in self.opportunities:
            yield f"Opportunity: {opportunity.title}"
        for programme in self.programmes:
            yield f"Programme: {programme.name}"
        for report in self.reports:
            yield f"Manager of {report.person.name}"


def duties(person: Person, organisation: Organisation, *, of: Person | None = None) -> Duties:
    """What waits for the person there; with ``of``, only what they manage for that one."""
    mine = Q() if of is None else Q(person=of)
    for_all = Q() if of is None else Q(pk__in=[])
    placements = _placements(person, organisation)
    return Duties(
        releases=list(_releases(person, organisation).filter(mine)),
        bookings=list(_bookings(person, organisation).filter(mine)),
        sent=[
            one
            for one in placements
            if (one.home_manager_id, one.home_id) == (person.id, organisation.id)
            and of in (None, one.participant)
        ],
        hosted=[
            one
            for one in placements
            if (one.host_manager_id, one.host_id) == (person.id, organisation.id) and of is None
        ],
        opportunities=list(_opportunities(person, organisation).filter(for_all)),
        programmes=list(
            Programme.objects.filter(owner=person, organisation=organisation).filter(for_all)
        ),
        reports=list(
            Membership.objects.active()
            .filter(mine, manager=person, organisation=organisation)
            .select_related("person")
        ),
    )


def _releases(person: Person, organisation: Organisation) -> QuerySet[Release]:
    """Undecided ones, and granted ones that are still on their way to a placement."""
    applying = Application.objects.filter(release=OuterRef("pk"))
    return (
        Release.objects.filter(manager=person, home=organisation)
        .filter(
            Q(status="REQUESTED")
            | (
                Q(status="GRANTED")
                & (~Exists(applying) | Exists(applying.filter(status__in=APPLYING)))
            )
        )
        .select_related("person", "opportunity")
    )


def _bookings(person: Person, organisation: Organisation) -> QuerySet[Booking]:
    return Booking.objects.filter(
        home_manager=person, home=organisation, status__in=LIVE
    ).select_related("person", "date__opportunity__host_manager")


def _placements(person: Person, organisation: Organisation) -> list[Placement]:
    """Those that are not over, managed at home or hosted there."""
    return list(
        Placement.objects.filter(
            Q(home_manager=person, home=organisation) | Q(host_manager=person, host=organisation)
        )
        .exclude(status__in=OVER)
        .select_related("participant", "home_manager", "host_manager", "opportunity")
    )


def _opportunities(person: Person, organisation: Organisation) -> QuerySet[Opportunity]:
    """Those on offer or in draft, and closed ones that people are still asking for."""
    booked = Booking.objects.filter(date__opportunity=OuterRef("pk"), status__in=LIVE)
    asked = Application.objects.filter(opportunity=OuterRef("pk"), status__in=APPLYING)
    return Opportunity.objects.filter(host_manager=person, host=organisation).filter(
        Q(status__in=["DRAFT", "PUBLISHED"])
        | (Q(status="CLOSED") & (Exists(booked) | Exists(asked)))
    )


def waiting_for(opportunity: Opportunity) -> list[Person]:
    """Who has asked for an opportunity and still waits, or is coming."""
    booked = Booking.objects.filter(date__opportunity=opportunity, status__in=LIVE)
    asked = Application.objects.filter(opportunity=opportunity, status__in=APPLYING)
    return list(
        Person.objects.filter(
            Q(id__in=booked.values("person_id")) | Q(id__in=asked.values("person_id"))
        )
    )
