"""The days over which a scheme counts."""

from dataclasses import dataclass
from datetime import date, timedelta

from permeate.core.cpd.member import Member
from permeate.core.cpd.scheme import MonthDay, Window

NEW_YEAR = (1, 1)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date


def anniversary(year: int, start: MonthDay) -> date:
    """The day in this year on which a member's year begins; 28 February for the 29th."""
    month, day = start
    return date(year, month, 28 if (month, day) == (2, 29) else day)


def start_of(window: Window, member: Member) -> MonthDay:
    """The first day of the year: the scheme's, else the member's, else 1 January."""
    if window.starts:
        return window.starts
    if member.period_start:
        return member.period_start.month, member.period_start.day
    return member.year_start or NEW_YEAR


def year_at(start: MonthDay, day: date) -> Span:
    """The year beginning on ``start`` that this day is in."""
    year = day.year if anniversary(day.year, start) <= day else day.year - 1
    return Span(anniversary(year, start), anniversary(year + 1, start) - DAY)


def span_at(window: Window, years: int, member: Member, day: date) -> Span:
    """The window of so many years that this day is in.

    Without the member's own first day, a window of several years is taken to end with the
    present one.
    """
    start = start_of(window, member)
    present = year_at(start, day)
    ahead = 0
    if member.period_start and not window.rolling and years > 1:
        done = present.first.year - year_at(start, member.period_start).first.year
        ahead = years - 1 - done % years
    first = anniversary(present.first.year + ahead - years + 1, start)
    return Span(first, anniversary(present.first.year + ahead + 1, start) - DAY)


def years_of(window: Window, member: Member, span: Span) -> list[Span]:
    """The single years of a window."""
    start = start_of(window, member)
    return [
        Span(anniversary(year, start), anniversary(year + 1, start) - DAY)
        for year in range(span.first.year, span.last.year + 1)
        if span.first <= anniversary(year, start) <= span.last
    ]


def assumed(window: Window, member: Member) -> list[str]:
    """In words, what was taken for granted because the member did not say."""
    told = []
    if window.starts is None and not member.year_start and not member.period_start:
        told.append("The member’s year is taken to begin on 1 January.")
    if window.years > 1 and not window.rolling and not member.period_start:
        told.append(f"The {window.years} years are taken to end with the present one.")
    return told
