"""What time does to bookings: requests lapse, hosts are asked, people are reminded."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from permeate.actions import attendance, bookings
from permeate.core.cadence import CHASE_AFTER_DAYS
from permeate.models import Booking, OpportunityDate

AT_ONCE = 500


def lapse_bookings(now: datetime | None = None) -> int:
    """End what was not decided in time and fill free places; how many bookings changed."""
    now = now or timezone.now()
    due = Booking.objects.filter(
        status__in=["REQUESTED", "WAITING", "APPROVED"], held_until__lte=now
    )
    lapsed = _each(due, lambda one: bookings.lapse_booking(booking=one, now=now) is not None)
    waited_for = OpportunityDate.objects.filter(
        bookings__status="WAITING", cancelled_at=None, starts_on__gt=timezone.localdate(now)
    ).distinct()
    return lapsed + _each(waited_for, lambda one: bookings.fill_places(date=one, now=now))


def ask_attendance(now: datetime | None = None) -> int:
    """Ask hosts who came, the day after; how many were asked."""
    now = now or timezone.now()
    over = Booking.objects.filter(
        status="BOOKED", attendance_asked_at=None, date__ends_on__lt=timezone.localdate(now)
    )
    return _each(over, lambda one: attendance.ask_attendance(booking=one, now=now))


def chase_bookings(now: datetime | None = None) -> int:
    """Remind whoever has not decided, confirmed or answered; how many were reminded."""
    now = now or timezone.now()
    waiting = Booking.objects.filter(
        status__in=list(attendance.ASK_AGAIN),
        asked_at__lte=now - timedelta(days=CHASE_AFTER_DAYS[0] - 1),
        chased__lt=len(CHASE_AFTER_DAYS),
    )
    return _each(waiting, lambda one: attendance.chase_booking(booking=one, now=now))


def _each(rows: QuerySet[Any], act: Callable[[Any], int]) -> int:
    """Each row in a transaction of its own, taken anew and checked again by the action."""
    return sum(int(act(row)) for row in list(rows[:AT_ONCE]))
