"""A booking's steps through the actions, for tests that begin further on."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from permeate.actions import attendance, bookings, evidence
from permeate.queries.bookings import by_link, confirmation_of

LINES = {
    "what": "I sat with the triage team.",
    "so_what": "They answer in a day.",
    "now_what": "I will try their form.",
}


def ask(date, person, now, **answers):
    given = {"purpose": "How you triage.", "has_conflict": False, "confidential": True, **answers}
    return bookings.request_booking(
        date=date,
        membership=person.memberships.select_related("organisation", "manager").get(ended_at=None),
        answers=bookings.Request(**given),
        by=person,
        now=now,
    )


def seen(booking):
    return confirmation_of(by_link().get(id=booking.id)).hash


def approve(booking, now, **change):
    given = {"by": booking.home_manager, "seen_hash": seen(booking), **change}
    return bookings.approve_booking(booking=booking, now=now, **given)


def confirm(booking, now, **change):
    host = booking.date.opportunity.host_manager
    given = {"by": host, "seen_hash": seen(booking), "authority": "Host manager", **change}
    return bookings.confirm_booking(booking=booking, now=now, **given)


def booked(date, person, now):
    return confirm(approve(ask(date, person, now), now), now)


def day_after(booking) -> datetime:
    """Eight in the morning, London time, after the last day."""
    on = booking.date.ends_on + timedelta(days=1)
    return datetime.combine(on, time(8), ZoneInfo("Europe/London"))


def attended(booking, **change):
    given = {"name": "A. Host", "hours": Decimal(7), "by": None, **change}
    return attendance.confirm_attendance(booking=booking, now=day_after(booking), **given)


def reflected(booking, **change):
    given = {**LINES, "by": booking.person, "now": day_after(booking), **change}
    return evidence.reflect(booking=booking, **given)
