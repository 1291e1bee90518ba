"""What the calendar does to placements; each may run at any hour, any number of times."""

import logging
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from permeate.actions import check_ins, placement_moves, placements, returns
from permeate.core.cadence import (
    CHASE_AFTER_DAYS,
    CLOSE_AFTER_DAYS,
    RETURN_PLAN_BEFORE_DAYS,
    RETURN_REMINDER_BEFORE_DAYS,
    TOLD_TO_COORDINATOR,
)
from permeate.core.placements import ENDED
from permeate.core.refusals import Refused
from permeate.models import CheckIn, Placement

LOG = logging.getLogger(__name__)
NEVER_AGREED = "It was not agreed by all sides before its last day."


def move_placements(now: datetime | None = None) -> int:
    """Start what is agreed and due, end what is over, close what is done; how many moved."""
    now, today = _when(now)
    rows = Placement.objects.order_by("id")
    # A booked day is its booking's to call off.
    stale = rows.filter(status="PLANNED", ends_on__lt=today, booking=None)
    moved = _each(
        stale,
        lambda row: placements.cancel_placement(
            placement=row, by=None, reason=NEVER_AGREED, now=now
        ),
    )
    moved += _each(
        rows.filter(status="AGREED", starts_on__lte=today),
        lambda row: placement_moves.start_placement(placement=row, today=today, now=now),
    )
    over = Q(ended_on=None, ends_on__lt=today) | Q(ended_on__lt=today)
    moved += _each(
        rows.filter(over, status="ACTIVE"),
        lambda row: placement_moves.return_placement(placement=row, today=today, now=now),
    )
    done = rows.filter(status__in=ENDED, ended_on__lte=today - timedelta(days=CLOSE_AFTER_DAYS))
    return moved + _each(
        done, lambda row: placement_moves.close_placement(placement=row, by=None, now=now)
    )


def follow_check_ins(now: datetime | None = None) -> int:
    """Ask for check-ins on their day and chase what is missing; how many were."""
    now, today = _when(now)
    live = CheckIn.objects.filter(
        placement__status__in=("ACTIVE", *ENDED), completed_at=None
    ).select_related("placement")
    asked = _each(
        live.filter(asked_at=None, due_on__lte=today),
        lambda row: check_ins.ask_check_in(check_in=row, today=today, now=now),
    )
    late = live.filter(
        asked_at__lt=now - timedelta(days=CHASE_AFTER_DAYS[0] - 1), chased__lt=TOLD_TO_COORDINATOR
    )
    return asked + _each(
        late, lambda row: check_ins.chase_check_in(check_in=row, today=today, now=now)
    )


def follow_returns(now: datetime | None = None) -> int:
    """Ask for return plans, chase them, remind of them; how many were."""
    now, today = _when(now)
    rows = Placement.objects.filter(status="ACTIVE", kind="SECONDMENT").order_by("id")
    unplanned = rows.filter(return_plan=None)
    ends = _ends_by(today + timedelta(days=RETURN_PLAN_BEFORE_DAYS))
    asked = _each(
        unplanned.filter(ends, return_asked_at=None),
        lambda row: returns.ask_return_plan(placement=row, today=today, now=now),
    )
    chased = _each(
        unplanned.filter(return_asked_at__isnull=False, return_chased__lt=TOLD_TO_COORDINATOR),
        lambda row: returns.chase_return_plan(placement=row, today=today, now=now),
    )
    soon = _ends_by(today + timedelta(days=RETURN_REMINDER_BEFORE_DAYS))
    return (
        asked
        + chased
        + _each(
            rows.filter(soon, return_plan__reminded_at=None, return_plan__isnull=False),
            lambda row: returns.remind_of_return(placement=row, today=today, now=now),
        )
    )


def _ends_by(day: date) -> Q:
    return Q(ended_on__lte=day) | Q(ended_on=None, ends_on__lte=day)


def _when(now: datetime | None) -> tuple[datetime, date]:
    moment = now or timezone.now()
    return moment, timezone.localtime(moment).date()


def _each(rows: Iterable[Any], act: Callable[[Any], Any]) -> int:
    """Act on every row in its own transaction; how many were done.

    What a rule refuses waits for the next run. What breaks is written to the log and must
    not keep the others waiting.
    """
    done = 0
    for row in rows:
        try:
            done += bool(act(row))
        except Refused:
            continue
        except Exception:  # whatever it is, the next row is somebody else's
            LOG.exception("%s %s was left as it is", row._meta.model_name, row.reference)
    return done
