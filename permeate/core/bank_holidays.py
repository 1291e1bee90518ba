"""Bank holidays by rule: the fixed days with their substitutes, and those that hang on Easter.

Source of the rules: Banking and Financial Dealings Act 1971 and the yearly lists on GOV.UK.
Days proclaimed once (a coronation) follow no rule and are not here.
"""

from datetime import date, timedelta
from functools import cache

from permeate.core.vocabulary import Nation

MONDAY = 0


def easter_sunday(year: int) -> date:
    """Western Easter, Gregorian calendar. Source: Meeus, Astronomical Algorithms, chapter 8."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The ``nth`` (1 to 4; 5 is the last) ``weekday`` (Monday is 0) of a month."""
    if nth == 5:
        following = date(year + month // 12, month % 12 + 1, 1)
        back = (following.weekday() - weekday - 1) % 7 + 1
        return following - timedelta(days=back)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _with_substitutes(days: list[date]) -> set[date]:
    """Each day, or where it is at a weekend or taken the next working day that is not."""
    found: set[date] = set()
    for day in sorted(days):
        while day.weekday() >= 5 or day in found:
            day += timedelta(days=1)
        found.add(day)
    return found


def _england_and_wales(year: int) -> set[date]:
    easter = easter_sunday(year)
    return {
        *_with_substitutes([date(year, 1, 1)]),
        easter - timedelta(days=2),
        easter + timedelta(days=1),
        nth_weekday(year, 5, MONDAY, 1),
        nth_weekday(year, 5, MONDAY, 5),
        nth_weekday(year, 8, MONDAY, 5),
        *_with_substitutes([date(year, 12, 25), date(year, 12, 26)]),
    }


def _northern_ireland(year: int) -> set[date]:
    return {
        *_england_and_wales(year),
        *_with_substitutes([date(year, 3, 17)]),
        *_with_substitutes([date(year, 7, 12)]),
    }


def _scotland(year: int) -> set[date]:
    return {
        *_with_substitutes([date(year, 1, 1), date(year, 1, 2)]),
        easter_sunday(year) - timedelta(days=2),
        nth_weekday(year, 5, MONDAY, 1),
        nth_weekday(year, 5, MONDAY, 5),
        nth_weekday(year, 8, MONDAY, 1),
        *_with_substitutes([date(year, 11, 30)]),
        *_with_substitutes([date(year, 12, 25), date(year, 12, 26)]),
    }


@cache
def bank_holidays(year: int, nation: str) -> frozenset[date]:
    """Bank holidays of a year in a nation; for the whole Kingdom, or none, those of any."""
    if nation in (Nation.ENGLAND.value, Nation.WALES.value):
        return frozenset(_england_and_wales(year))
    if nation == Nation.SCOTLAND.value:
        return frozenset(_scotland(year))
    if nation == Nation.NORTHERN_IRELAND.value:
        return frozenset(_northern_ireland(year))
    return frozenset(_northern_ireland(year) | _scotland(year))


def is_bank_holiday(day: date, nation: str) -> bool:
    """Whether banks are shut on this day in this nation, by rule."""
    return day in bank_holidays(day.year, nation)
