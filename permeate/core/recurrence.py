"""Which dates a programme's rule gives. Dates in, dates out."""

from dataclasses import dataclass
from datetime import date, timedelta

from permeate.core.bank_holidays import is_bank_holiday, nth_weekday
from permeate.core.refusals import Refused, refuse_all

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "last"}
ORDINALS = (
    *("second", "third", "fourth", "fifth", "sixth", "seventh"),
    *("eighth", "ninth", "tenth", "eleventh", "twelfth"),
)


@dataclass(frozen=True)
class Rule:
    """``weekday`` (Monday is 0) of ``week_of_month`` (1 to 4; 5 is the last), every so many
    months counted from the month of ``starts_on``; ``ends_on`` is included.
    """

    weekday: int
    week_of_month: int
    every_months: int
    starts_on: date
    ends_on: date | None
    nation: str


def words(rule: Rule) -> str:
    """``Second Wednesday of every month``, ``Last Friday of every third month``."""
    often = f"{ORDINALS[rule.every_months - 2]} month" if rule.every_months > 1 else "month"
    week = WEEKS[rule.week_of_month].capitalize()
    return f"{week} {WEEKDAYS[rule.weekday]} of every {often}"


def held_on(planned: date, nation: str) -> date:
    """The planned date, or a week later for as long as that is a bank holiday."""
    while is_bank_holiday(planned, nation):
        planned += timedelta(days=7)
    return planned


def dates(rule: Rule, *, first: date, last: date) -> list[tuple[date, date]]:
    """(planned, held) dates whose planned date lies from ``first`` to ``last``, both included."""
    begin = max(first, rule.starts_on)
    end = min(last, rule.ends_on) if rule.ends_on else last
    found = []
    month = rule.starts_on.year * 12 + rule.starts_on.month - 1
    while (month // 12, month % 12 + 1) <= (end.year, end.month):
        planned = nth_weekday(month // 12, month % 12 + 1, rule.weekday, rule.week_of_month)
        if begin <= planned <= end:
            found.append((planned, held_on(planned, rule.nation)))
        month += rule.every_months
    return found


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    month = day.year * 12 + day.month - 1 + months
    following = date((month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = following - timedelta(days=1)
    return last.replace(day=min(day.day, last.day))


def check_rule(rule: Rule, *, today: date) -> None:
    """Refused where the rule would give no date."""
    found = []
    if rule.weekday > 4:
        found.append(Refused("Choose a day from Monday to Friday.", field="weekday"))
    if rule.ends_on and rule.ends_on < rule.starts_on:
        found.append(Refused("The last date must be after the first.", field="ends_on"))
    elif rule.ends_on and rule.ends_on <= today:
        found.append(Refused("The end has passed already.", field="ends_on"))
    refuse_all(found)
