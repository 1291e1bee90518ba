"""Reads about bookable dates and bookings."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from permeate.core.bookings import check_date_is_open, proposed_hours
from permeate.core.confirmations import Confirmation, Day, confirmation
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Kind, Place, Vetting
from permeate.models import (
    AgreementVersion,
    Booking,
    Membership,
    OpportunityDate,
    Organisation,
    Person,
)
from permeate.models.bookings import LIVE

PAGE_OF_BOOKINGS = 100


def with_all(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    """The bookings with every row their pages and mails name, in one query."""
    return bookings.select_related(
        "date__opportunity__host",
        "date__opportunity__host_manager",
        "person",
        "home",
        "home_manager",
        "decided_by",
        "reflection",
        "evidence",
        "placement",
    )


def visible(person: Person) -> QuerySet[Booking]:
    """Bookings the person may see, with all their page shows."""
    return with_all(Booking.objects.visible_to(person))


def by_link() -> QuerySet[Booking]:
    """Bookings that a signed link may name."""
    return with_all(Booking.objects.all())


def visible_dates(person: Person) -> QuerySet[OpportunityDate]:
    """Dates of opportunities the person may see, with how many seats are taken or waited for."""
    return (
        OpportunityDate.objects.visible_to(person)
        .select_related("opportunity__host", "opportunity__host_manager")
        .annotate(
            seated=Count("bookings", filter=Q(bookings__seat__isnull=False)),
            waiting=Count("bookings", filter=Q(bookings__status="WAITING")),
        )
    )


def memberships_of(person: Person) -> list[Membership]:
    """The person's memberships now, with organisation and manager."""
    return list(
        Membership.objects.active()
        .filter(person=person)
        .select_related("organisation", "manager")
        .order_by("organisation__name")
    )


def works_at(person: Person | None, organisation: Organisation) -> bool:
    """Whether the person belongs to the organisation now."""
    return (
        person is not None
        and Membership.objects.active().filter(person=person, organisation=organisation).exists()
    )


def has_left(person: Person, organisation: Organisation) -> bool:
    """Whether the person once belonged to the organisation and does no longer."""
    ended = Membership.objects.filter(person=person, organisation=organisation).values_list(
        "ended_at", flat=True
    )
    return bool(ended) and all(ended)


def seats_taken(day: OpportunityDate) -> set[int]:
    """Numbers of the seats somebody holds on this date."""
    held = Booking.objects.filter(date=day, seat__isnull=False)
    return set(held.values_list("seat", flat=True))


def place_in_line(booking: Booking) -> int:
    """Where somebody stands on the waiting list, the first being 1."""
    earlier = Q(requested_at__lt=booking.requested_at) | Q(
        requested_at=booking.requested_at, id__lt=booking.id
    )
    return 1 + Booking.objects.filter(earlier, date=booking.date, status="WAITING").count()


def hours_of(booking: Booking):
    """Hours the host confirmed or, before that, days × hours a day (a Decimal)."""
    day = booking.date
    return booking.hours or proposed_hours(day.starts_on, day.ends_on, day.opportunity.hours_a_day)


def agreed_version(booking: Booking) -> AgreementVersion | None:
    """The version of the one page that home, or home and host, confirmed; None before."""
    return (
        AgreementVersion.objects.filter(agreement__placement__booking=booking)
        .exclude(agreement__current=None)
        .order_by("-number")
        .prefetch_related("signatures__signed_by")
        .first()
    )


def confirmation_of(booking: Booking) -> Confirmation:
    """The one page for home and host: as confirmed or, before that, as it would be now."""
    version = agreed_version(booking)
    if version:
        return Confirmation(version.content, version.text, version.content_hash)
    return confirmation(_day(booking))


def _day(booking: Booking) -> Day:
    opportunity = booking.date.opportunity
    return Day(
        kind=Kind(opportunity.kind),
        title=opportunity.title,
        participant=booking.person.name,
        home=booking.home.name,
        home_manager=booking.home_manager.name,
        host=opportunity.host.name,
        host_manager=opportunity.host_manager.name,
        objectives=list(opportunity.objectives.values_list("text", "measure")),
        purpose=booking.purpose,
        brings=booking.brings,
        conflict=booking.conflict,
        starts_on=booking.date.starts_on,
        ends_on=booking.date.ends_on,
        from_time=booking.date.from_time,
        to_time=booking.date.to_time,
        hours=proposed_hours(booking.date.starts_on, booking.date.ends_on, opportunity.hours_a_day),
        place=Place(opportunity.place),
        location=opportunity.location,
        vetting=Vetting(opportunity.vetting),
    )


def own(person: Person) -> Sequence[Booking]:
    """The person's own bookings, the latest date first."""
    mine = with_all(Booking.objects.filter(person=person))
    return mine.order_by("-date__starts_on", "-id")[:PAGE_OF_BOOKINGS]


def of_my_team(person: Person) -> Sequence[Booking]:
    """Bookings this person decides on as home manager, the latest date first."""
    team = with_all(Booking.objects.filter(home_manager=person))
    return team.order_by("-date__starts_on", "-id")[:PAGE_OF_BOOKINGS]


def hosted(person: Person) -> Sequence[Booking]:
    """Bookings of days that this person hosts, the latest date first."""
    guests = with_all(Booking.objects.filter(date__opportunity__host_manager=person))
    return guests.order_by("-date__starts_on", "-id")[:PAGE_OF_BOOKINGS]


def why_closed(day: OpportunityDate, *, today: date) -> str:
    """Why nobody can book this date any more; empty while it is open."""
    try:
        check_date_is_open(**openness(day), today=today)
    except Refused as refusal:
        return refusal.reason
    return ""


def openness(day: OpportunityDate) -> dict[str, Any]:
    """The plain values on which it depends whether a date can be booked."""
    return {
        "kind": day.opportunity.kind,
        "published": day.opportunity.status == "PUBLISHED",
        "cancelled": day.cancelled_at is not None,
        "starts_on": day.starts_on,
        "closes_on": day.opportunity.closes_on,
    }


def is_booked_by(person: Person, day: OpportunityDate) -> bool:
    """Whether the person has a live booking of this date."""
    return Booking.objects.filter(date=day, person=person, status__in=LIVE).exists()
