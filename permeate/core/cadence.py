"""When a check-in, a prompt, a chaser or a return plan is due. Dates in, dates out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

CHECK_IN_EVERY_DAYS: Mapping[str, int] = {"SHORT": 14, "LONG": 42}
SHORT_PLACEMENT_DAYS = 92
CHASE_AFTER_DAYS = (3, 10)
# After two chasers, whoever runs the scheme is told.
FOLLOW_UP_AFTER_DAYS = (*CHASE_AFTER_DAYS, 17)
TOLD_TO_COORDINATOR = len(FOLLOW_UP_AFTER_DAYS)
MORNING = 7
LONDON = ZoneInfo("Europe/London")
RETURN_PLAN_BEFORE_DAYS = 91
RETURN_REMINDER_BEFORE_DAYS = 28
EVALUATION_AFTER_DAYS = 7
CLOSE_AFTER_DAYS = 60
PROMPT_EVERY_DAYS = 7
HOLD_PLACE_DAYS = 5
OPPORTUNITY_STALE_AFTER_DAYS = 90
OPPORTUNITY_WARN_BEFORE_DAYS = 14
DECISION_DUE_DAYS = 60


def check_in_dates(starts_on: date, ends_on: date, last_day: date | None = None) -> list[date]:
    """Dates on which the three parties check in, both ends inclusive.

    A first one after two weeks, then every fortnight in a placement of up to three
    months and every six weeks in a longer one; always one in the last week. A placement
    under two weeks has none. One that ends early, on ``last_day``, keeps its rhythm.
    """
    last_day = last_day or ends_on
    if (last_day - starts_on).days < 13:
        return []
    short = (ends_on - starts_on).days <= SHORT_PLACEMENT_DAYS
    step = CHECK_IN_EVERY_DAYS["SHORT" if short else "LONG"]
    last = last_day - timedelta(days=4)
    due = starts_on + timedelta(days=14)
    dates = []
    while due < last - timedelta(days=6):
        dates.append(due)
        due += timedelta(days=step)
    dates.append(last)
    return dates


def prompt_dates(starts_on: date, ends_on: date, weekday: int) -> list[date]:
    """Weekly prompt dates on ``weekday`` (Monday is 0), after day one, to the last day."""
    first = starts_on + timedelta(days=1)
    due = first + timedelta(days=(weekday - first.weekday()) % 7)
    dates = []
    while due <= ends_on:
        dates.append(due)
        due += timedelta(days=PROMPT_EVERY_DAYS)
    return dates


def chase_number(
    due_on: date, today: date, chased: int, *, after: Sequence[int] = CHASE_AFTER_DAYS
) -> int | None:
    """Which chaser (1, 2, …) is due today after ``chased`` earlier ones, if any.

    Where several fell due since the last one (the worker stood still), only the newest is.
    """
    reached = sum(today >= due_on + timedelta(days=days) for days in after)
    return reached if reached > chased else None


def not_at_night(now: datetime) -> datetime:
    """``now``, or seven in the morning of that London day where it is earlier than that."""
    local = now.astimezone(LONDON)
    if local.hour >= MORNING:
        return now
    return local.replace(hour=MORNING, minute=0, second=0, microsecond=0)


def is_overdue(due_on: date, today: date) -> bool:
    """Whether something asked for on ``due_on`` is late: from its first chaser on."""
    return today >= due_on + timedelta(days=CHASE_AFTER_DAYS[0])


def return_plan_due(starts_on: date, ends_on: date) -> date:
    """Three months before the end, but never before the middle of the placement."""
    middle = starts_on + (ends_on - starts_on) // 2
    return max(middle, ends_on - timedelta(days=RETURN_PLAN_BEFORE_DAYS))


def return_reminder_due(ends_on: date) -> date:
    """Four weeks before the end: the plan is read again by whoever comes back and to whom."""
    return ends_on - timedelta(days=RETURN_REMINDER_BEFORE_DAYS)


def evaluation_due(last_day: date) -> date:
    """A week after the last day, the three parties say how it went."""
    return last_day + timedelta(days=EVALUATION_AFTER_DAYS)


def closes_on(last_day: date) -> date:
    """When a placement that has ended closes, evaluated or not."""
    return last_day + timedelta(days=CLOSE_AFTER_DAYS)
