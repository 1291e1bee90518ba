"""What is in somebody's calendar: placements, check-ins, returns, booked days."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q

from permeate.core.calendars import Entry
from permeate.models import Booking, CalendarFeed, CheckIn, Person, Placement

BACK_DAYS = 400  # how far back events are listed
SHOWN = ("AGREED", "ACTIVE", "RETURNED", "ENDED_EARLY", "CLOSED", "CANCELLED")


def hash_of(secret: str) -> str:
    """What is kept of a feed's secret: SHA-256 in 64 hex digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def feed_with(secret: str) -> CalendarFeed | None:
    """The feed of this secret, if its person still has an account."""
    return (
        CalendarFeed.objects.filter(secret_hash=hash_of(secret), person__is_active=True)
        .select_related("person")
        .first()
    )


def entries_of(person: Person, *, today: date) -> list[Entry]:
    """The person's events, in order of their days; four queries."""
    since = today - timedelta(days=BACK_DAYS)
    found = [*_placements(person, since), *_check_ins(person, since), *_bookings(person, since)]
    return sorted(found, key=lambda entry: (entry.first, entry.uid))


def _three(person: Person, prefix: str = "") -> Q:
    names = ("participant", "home_manager", "host_manager")
    return Q(*((f"{prefix}{name}", person) for name in names), _connector=Q.OR)


def _who(placement: Placement, person: Person) -> str:
    if placement.participant_id == person.id:
        return f"You at {placement.host.name}"
    return f"{placement.participant.name} at {placement.host.name}"


def _placements(person: Person, since: date) -> Iterator[Entry]:
    rows = (
        Placement.objects.filter(_three(person), booking=None, status__in=SHOWN, ends_on__gte=since)
        .select_related("participant", "host", "return_plan")
        .order_by("id")
    )
    for row in rows:
        address = f"/placements/{row.reference}/"
        off = row.status == "CANCELLED"
        who = _who(row, person)
        for uid, title, day in (
            ("first", f"First day: {who}", row.starts_on),
            ("last", f"Last day: {who}", max(row.last_day, row.starts_on)),
        ):
            yield Entry(f"{row.reference}-{uid}", title, day, day, address=address, cancelled=off)
        plan = getattr(row, "return_plan", None)
        if plan:
            day = plan.meeting_on
            title = f"Meeting about the return: {who}"
            yield Entry(f"{row.reference}-return", title, day, day, address=address, cancelled=off)


def _check_ins(person: Person, since: date) -> Iterator[Entry]:
    rows = (
        CheckIn.objects.filter(_three(person, "placement__"), due_on__gte=since)
        .select_related("placement__participant", "placement__host")
        .order_by("id")
    )
    for row in rows:
        what = "Say how it went" if row.closing else "Check-in"
        title = f"{what}: {_who(row.placement, person)}"
        address = f"/placements/check-ins/{row.reference}/"
        yield Entry(row.reference, title, row.due_on, row.due_on, address=address)


def _bookings(person: Person, since: date) -> Iterator[Entry]:
    """Each day of a booked run, with its hours; called off, they say so."""
    rows = (
        Booking.objects.filter(
            Q(person=person) | Q(date__opportunity__host_manager=person),
            status__in=("BOOKED", "ATTENDED", "CANCELLED"),
            date__ends_on__gte=since,
        )
        .select_related("person", "date__opportunity__host")
        .order_by("id")
    )
    for row in rows:
        date_, opportunity = row.date, row.date.opportunity
        mine = row.person_id == person.id
        title = opportunity.title if mine else f"{row.person.name}: {opportunity.title}"
        days = (date_.ends_on - date_.starts_on).days + 1
        for day in (date_.starts_on + timedelta(days=step) for step in range(days)):
            yield Entry(
                uid=f"{row.reference}-{day:%Y%m%d}",
                title=f"{title} ({opportunity.host.name})" if mine else title,
                first=day,
                last=day,
                from_time=date_.from_time,
                to_time=date_.to_time,
                place=opportunity.location,
                address=f"/bookings/{row.reference}/",
                cancelled=row.status == "CANCELLED",
            )
