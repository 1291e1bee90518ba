"""Dates, times and hours in words, for what is written down once: credentials and packs."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day(on: date) -> str:
    """``3 March 2027``."""
    return f"{on.day} {on:%B %Y}"


def days(first: date, last: date) -> str:
    """``3 to 5 March 2027``, ``30 March to 2 April 2027`` or one day alone."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def moment(at: datetime) -> str:
    """``3 March 2027 at 2:05pm``, London time."""
    local = at.astimezone(LONDON)
    clock = f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    return f"{day(local.date())} at {clock}"


def hours(value: Decimal) -> str:
    """``7 hours``, ``7.5 hours``, ``1 hour``."""
    text = f"{value.normalize():f}"
    return f"{text} {'hour' if text == '1' else 'hours'}"
