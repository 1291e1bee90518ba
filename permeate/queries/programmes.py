"""Reads about programmes: their dates and hosts, members, and what they have reached."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Min, Q, QuerySet

from permeate.core.programmes import COVERAGE_DAYS, Goal, Reach, Traits, reach
from permeate.core.recurrence import Rule
from permeate.core.roles import Role
from permeate.models import (
    Booking,
    Opportunity,
    OpportunityDate,
    Organisation,
    Person,
    Placement,
    Programme,
    ProgrammeDate,
)
from permeate.models.bookings import LIVE, SEATED

DATES_SHOWN = 12
HOSTING = (Role.HOST, Role.COORDINATOR)


def visible(person: Person) -> QuerySet[Programme]:
    """Programmes the person may see, with who runs them."""
    return Programme.objects.visible_to(person).select_related("organisation", "owner")


def visible_dates(person: Person) -> QuerySet[ProgrammeDate]:
    """Dates of programmes the person may see."""
    return ProgrammeDate.objects.visible_to(person).select_related("programme__organisation")


def listed(person: Person, *, today: date) -> QuerySet[Programme]:
    """As ``visible``, with ``next_on`` and ``member_count`` for a list."""
    ahead = Q(dates__held_on__gt=today, dates__cancelled_at=None)
    return (
        Programme.objects.filter(id__in=visible(person).values("id"))
        .select_related("organisation")
        .annotate(
            next_on=Min("dates__held_on", filter=ahead),
            member_count=Count("members", distinct=True),
        )
        .order_by("name")
    )


def rule_of(programme: Programme) -> Rule:
    """The programme's rule as plain values; its nation is that of whoever runs it."""
    return Rule(
        weekday=programme.weekday,
        week_of_month=programme.week_of_month,
        every_months=programme.every_months,
        starts_on=programme.starts_on,
        ends_on=programme.ends_on,
        nation=programme.organisation.nation,
    )


def members_of(programme: Programme) -> list[Organisation]:
    """Member organisations by name."""
    return list(
        Organisation.objects.filter(id__in=programme.members.values("organisation_id")).order_by(
            "name"
        )
    )


def next_dates(
    programme: Programme, *, today: date, limit: int = DATES_SHOWN
) -> list[ProgrammeDate]:
    """Its next dates that stand."""
    return list(programme.dates.upcoming(today)[:limit])


def days_on(dates: Iterable[ProgrammeDate], person: Person) -> dict[int, list[OpportunityDate]]:
    """What is offered on each programme date, by its id, as far as the person may see it.

    Each with ``taken`` and ``waiting`` counted.
    """
    offered = (
        OpportunityDate.objects.filter(
            programme_date__in=list(dates), cancelled_at=None, opportunity__status="PUBLISHED"
        )
        .filter(opportunity__in=Opportunity.objects.visible_to(person).values("id"))
        .select_related("opportunity__host")
        .annotate(
            taken=Count("bookings", filter=Q(bookings__status__in=SEATED)),
            waiting=Count("bookings", filter=Q(bookings__status="WAITING")),
        )
        .order_by("opportunity__host__name")
    )
    found: dict[int, list[OpportunityDate]] = {}
    for day in offered:
        found.setdefault(day.programme_date_id, []).append(day)
    return found


def own_bookings(programme: Programme, person: Person) -> dict[int, Booking]:
    """The person's live bookings under this programme, by the id of the date."""
    bookings = Booking.objects.filter(
        person=person, date__opportunity__programme=programme, status__in=LIVE
    )
    return {booking.date_id: booking for booking in bookings}


def possible_hosts(programme: Programme, person: Person) -> list[Organisation]:
    """Members for which the person hosts, by name."""
    ids = person.standing.organisations_as(*HOSTING)
    if not ids:
        return []
    return list(
        Organisation.objects.live()
        .filter(id__in=programme.members.filter(organisation_id__in=ids).values("organisation_id"))
        .order_by("name")
    )


def hosted_before(programme: Programme, hosts: Iterable[Organisation]) -> list[Opportunity]:
    """What these hosts offered under the programme and may offer again, newest first."""
    return list(
        programme.opportunities.filter(
            host__in=list(hosts), status__in=["PUBLISHED", "CLOSED"]
        ).select_related("host")[:10]
    )


def hosts_on(day: ProgrammeDate, host: Organisation | None = None) -> int:
    """How many days are offered on a date, by one host or by anybody."""
    offered = day.hosted.filter(cancelled_at=None).exclude(opportunity__status="WITHDRAWN")
    return (offered.filter(opportunity__host=host) if host else offered).count()


def dates_to_host(programme: Programme, host: Organisation, *, today: date) -> list[date]:
    """Days on which a member still hosts under the programme."""
    return list(
        OpportunityDate.objects.filter(
            opportunity__programme=programme,
            opportunity__host=host,
            cancelled_at=None,
            starts_on__gt=today,
        ).values_list("starts_on", flat=True)
    )


def goals_of(programme: Programme) -> list[Goal]:
    """What it wants to reach, by dimension."""
    rows = programme.coverage.order_by("dimension", "value")
    return [Goal(row.dimension, row.value, row.wanted) for row in rows]


def reached(programme: Programme, goals: list[Goal], *, today: date) -> list[Reach]:
    """How far each goal is reached in a year up to now, with what is booked ahead."""
    since = today - timedelta(days=COVERAGE_DAYS)
    booked = Booking.objects.filter(
        date__opportunity__programme=programme,
        status__in=["BOOKED", "ATTENDED"],
        date__starts_on__gte=since,
    )
    placed = Placement.objects.filter(
        opportunity__programme=programme, booking=None, starts_on__gte=since
    ).exclude(status="CANCELLED")
    hosted = OpportunityDate.objects.filter(
        opportunity__programme=programme,
        opportunity__status__in=["PUBLISHED", "CLOSED"],
        cancelled_at=None,
        starts_on__gte=since,
    )
    return reach(
        goals,
        people=[*_counts(booked, "home"), *_counts(placed, "home")],
        hosted=_counts(hosted, "opportunity__host"),
        members=_counts(programme.members.all(), "organisation"),
    )


def _counts(rows: QuerySet, organisation: str) -> list[tuple[Traits, int]]:
    columns = [f"{organisation}__{name}" for name in ("sector", "region", "organisation_type")]
    counted = rows.order_by().values(*columns).annotate(n=Count("pk", distinct=True))
    return [(Traits(*(row[column] for column in columns)), row["n"]) for row in counted]


def types_in_register() -> list[str]:
    """The registers' own words for types of live organisations."""
    live = Organisation.objects.live().exclude(organisation_type="")
    return list(
        live.order_by("organisation_type").values_list("organisation_type", flat=True).distinct()
    )
