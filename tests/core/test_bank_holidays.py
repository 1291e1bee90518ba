"""Bank holidays, against the lists that GOV.UK published for these years."""

from datetime import date

import pytest

from permeate.core.bank_holidays import bank_holidays, easter_sunday, is_bank_holiday, nth_weekday


def days(year: int, *month_days: tuple[int, int]) -> set[date]:
    return {date(year, month, day) for month, day in month_days}


@pytest.mark.parametrize(
    ("nation", "expected"),
    [
        (
            "ENGLAND",
            days(2026, (1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)),
        ),
        (
            "WALES",
            days(2027, (1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)),
        ),
        (
            "ENGLAND",
            days(2028, (1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)),
        ),
        (
            "SCOTLAND",
            days(
                2027,
                *((1, 1), (1, 4), (3, 26), (5, 3), (5, 31), (8, 2), (11, 30), (12, 27), (12, 28)),
            ),
        ),
        (
            "SCOTLAND",
            days(
                2033,
                *((1, 3), (1, 4), (4, 15), (5, 2), (5, 30), (8, 1), (11, 30), (12, 26), (12, 27)),
            ),
        ),
        (
            "NORTHERN_IRELAND",
            days(
                2026,
                *((1, 1), (3, 17), (4, 3), (4, 6), (5, 4)),
                *((5, 25), (7, 13), (8, 31), (12, 25), (12, 28)),
            ),
        ),
    ],
)
def test_each_nation_has_its_own(nation: str, expected: set[date]) -> None:
    year = next(iter(expected)).year
    assert bank_holidays(year, nation) == expected


def test_the_whole_kingdom_has_those_of_any_nation() -> None:
    for nation in ("ENGLAND", "SCOTLAND", "NORTHERN_IRELAND"):
        assert bank_holidays(2029, nation) <= bank_holidays(2029, "UNITED_KINGDOM")
    assert bank_holidays(2029, "") == bank_holidays(2029, "UNITED_KINGDOM")


def test_a_nation_works_on_anothers_holiday() -> None:
    assert is_bank_holiday(date(2027, 11, 30), "SCOTLAND")
    assert not is_bank_holiday(date(2027, 11, 30), "ENGLAND")


@pytest.mark.parametrize(
    "day",
    [(2024, 3, 31), (2025, 4, 20), (2026, 4, 5), (2027, 3, 28), (2038, 4, 25), (2285, 3, 22)],
)
def test_easter_is_when_it_was_published(day: tuple[int, int, int]) -> None:
    assert easter_sunday(day[0]) == date(*day)


def test_the_last_weekday_of_a_month_is_in_that_month() -> None:
    for month in range(1, 13):
        for weekday in range(7):
            last = nth_weekday(2027, month, weekday, 5)
            assert (last.month, last.weekday()) == (month, weekday)
            assert last >= nth_weekday(2027, month, weekday, 4)
            assert last.day > 21
