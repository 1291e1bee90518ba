"""Runs of days with one price: never over the end of a month, a change or a pause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from permeate.core.costs.oncosts import WORKING_DAYS_A_YEAR
from permeate.core.costs.terms import Proration

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last``, both included, within one calendar month."""

    first: date
    last: date


@dataclass(frozen=True)
class Length:
    """``days`` out of ``whole``, as they are counted, and which share of a year that is."""

    days: int
    whole: int
    of_year: Fraction


def month_of(day: date) -> tuple[date, date]:
    """First and last day of its month."""
    first = day.replace(day=1)
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return first, following - DAY


def spans(
    first: date, last: date, cuts: Iterable[date], paused: Iterable[tuple[date, date]] = ()
) -> Iterator[Span]:
    """The spans of these days, cut before each day in ``cuts``, without paused ones."""
    paused = sorted(paused)
    starts = {*cuts, *(one for one, _ in paused), *(end + DAY for _, end in paused)}
    day = first
    while day <= last:
        end = min(last, month_of(day)[1], *(cut - DAY for cut in starts if day < cut <= last))
        if not any(one <= day <= other for one, other in paused):
            yield Span(day, end)
        day = end + DAY


def weekdays(first: date, last: date) -> int:
    """Mondays to Fridays among these days."""
    days = (last - first).days + 1
    weeks, rest = divmod(days, 7)
    return weeks * 5 + sum((first.weekday() + step) % 7 < 5 for step in range(rest))


def length_of(span: Span, proration: Proration) -> Length:
    """How long a span is by this way of counting; a whole month is a twelfth of the year."""
    first, last = month_of(span.first)
    if proration is Proration.CALENDAR_DAYS:
        days, whole = (span.last - span.first).days + 1, (last - first).days + 1
        return Length(days, whole, Fraction(days, whole * 12))
    days = weekdays(span.first, span.last)
    if proration is Proration.DAY_RATE:
        return Length(days, WORKING_DAYS_A_YEAR, Fraction(days, WORKING_DAYS_A_YEAR))
    whole = weekdays(first, last)
    return Length(days, whole, Fraction(days, whole * 12))
