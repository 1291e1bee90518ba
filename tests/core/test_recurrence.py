"""A programme's dates: regular, never on a bank holiday, the same however often asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core.bank_holidays import is_bank_holiday
from permeate.core.recurrence import Rule, check_rule, dates, months_later, words
from permeate.core.refusals import Refused


def rule(**fields) -> Rule:
    return Rule(
        **{
            "weekday": 2,
            "week_of_month": 2,
            "every_months": 1,
            "starts_on": date(2026, 11, 1),
            "ends_on": None,
            "nation": "ENGLAND",
            **fields,
        }
    )


def test_the_second_wednesday_of_each_month() -> None:
    found = dates(rule(), first=date(2026, 11, 3), last=date(2027, 2, 28))

    assert [held for _, held in found] == [
        date(2026, 11, 11),
        date(2026, 12, 9),
        date(2027, 1, 13),
        date(2027, 2, 10),
    ]


def test_every_third_month_counts_from_the_month_it_starts() -> None:
    found = dates(rule(every_months=3), first=date(2027, 1, 1), last=date(2027, 9, 1))

    assert [held.month for _, held in found] == [2, 5, 8]


def test_a_bank_holiday_moves_a_date_by_a_week() -> None:
    early_may = rule(weekday=0, week_of_month=1, starts_on=date(2027, 5, 1))

    assert dates(early_may, first=date(2027, 5, 1), last=date(2027, 5, 31)) == [
        (date(2027, 5, 3), date(2027, 5, 10))
    ]


def test_two_bank_holidays_in_a_row_move_it_twice() -> None:
    last_friday = rule(weekday=4, week_of_month=5, starts_on=date(2026, 12, 1))

    assert dates(last_friday, first=date(2026, 12, 1), last=date(2026, 12, 31)) == [
        (date(2026, 12, 25), date(2027, 1, 8))
    ]


def test_each_nation_keeps_its_own_days() -> None:
    st_andrews = {"weekday": 1, "week_of_month": 5, "starts_on": date(2027, 11, 1)}
    span = {"first": date(2027, 11, 1), "last": date(2027, 11, 30)}

    assert dates(rule(**st_andrews, nation="SCOTLAND"), **span)[0][1] == date(2027, 12, 7)
    assert dates(rule(**st_andrews, nation="ENGLAND"), **span)[0][1] == date(2027, 11, 30)


def test_nothing_before_its_start_or_after_its_end() -> None:
    found = dates(
        rule(starts_on=date(2026, 11, 12), ends_on=date(2027, 1, 13)),
        first=date(2026, 1, 1),
        last=date(2028, 1, 1),
    )

    assert [held for _, held in found] == [date(2026, 12, 9), date(2027, 1, 13)]


@given(
    weekday=st.integers(0, 4),
    week_of_month=st.integers(1, 5),
    every_months=st.integers(1, 12),
    starts_on=st.dates(date(2020, 1, 1), date(2060, 1, 1)),
    nation=st.sampled_from(["ENGLAND", "SCOTLAND", "NORTHERN_IRELAND", "UNITED_KINGDOM", ""]),
    cut=st.integers(0, 900),
)
def test_no_date_is_a_holiday_and_windows_join(
    weekday, week_of_month, every_months, starts_on, nation, cut
) -> None:
    one = rule(
        weekday=weekday,
        week_of_month=week_of_month,
        every_months=every_months,
        starts_on=starts_on,
        nation=nation,
    )
    last = starts_on + timedelta(days=900)
    middle = starts_on + timedelta(days=cut)

    whole = dates(one, first=starts_on, last=last)

    assert all(held.weekday() == weekday for _, held in whole)
    assert not any(is_bank_holiday(held, nation) for _, held in whole)
    assert len({held for _, held in whole}) == len(whole) >= 900 // 31 // every_months - 1
    assert whole == dates(one, first=starts_on, last=middle) + dates(
        one, first=middle + timedelta(days=1), last=last
    )


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "Second Wednesday of every month"),
        ({"weekday": 4, "week_of_month": 5}, "Last Friday of every month"),
        ({"every_months": 3}, "Second Wednesday of every third month"),
        ({"every_months": 12}, "Second Wednesday of every twelfth month"),
    ],
)
def test_a_rule_reads_as_people_say_it(fields, text) -> None:
    assert words(rule(**fields)) == text


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"weekday": 6}, "weekday"),
        ({"ends_on": date(2026, 10, 1)}, "ends_on"),
        ({"starts_on": date(2026, 1, 1), "ends_on": date(2026, 11, 3)}, "ends_on"),
    ],
)
def test_a_rule_that_gives_no_date_is_refused(fields, field) -> None:
    with pytest.raises(Refused) as refusal:
        check_rule(rule(**fields), today=date(2026, 11, 3))
    assert refusal.value.field == field


def test_months_are_added_to_the_last_day_there_is() -> None:
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 11, 3), 14) == date(2028, 1, 3)
