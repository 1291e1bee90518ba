"""When check-ins, prompts, chasers and the return plan fall due."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core import cadence

START = date(2027, 1, 11)


def test_six_months_have_a_check_in_every_six_weeks_and_one_in_the_last_week() -> None:
    assert cadence.check_in_dates(START, date(2027, 7, 9)) == [
        date(2027, 1, 25),
        date(2027, 3, 8),
        date(2027, 4, 19),
        date(2027, 5, 31),
        date(2027, 7, 5),
    ]


def test_three_months_have_one_a_fortnight() -> None:
    dates = cadence.check_in_dates(START, START + timedelta(days=60))
    assert {(b - a).days for a, b in itertools.pairwise(dates)} == {14}


def test_a_few_days_have_none() -> None:
    assert cadence.check_in_dates(START, START + timedelta(days=4)) == []


@given(st.integers(min_value=13, max_value=900))
def test_check_ins_fall_within_the_placement_and_not_close_together(length: int) -> None:
    end = START + timedelta(days=length)
    dates = cadence.check_in_dates(START, end)
    assert dates
    assert dates[0] > START
    assert dates[-1] <= end
    assert (end - dates[-1]).days < 7
    assert all((b - a).days >= 6 for a, b in itertools.pairwise(dates))


@pytest.mark.parametrize(
    ("days", "chased", "due"), [(2, 0, None), (3, 0, 1), (3, 1, None), (10, 1, 2), (40, 2, None)]
)
def test_chasers_come_after_three_and_ten_days(days, chased, due) -> None:
    assert cadence.chase_number(START, START + timedelta(days=days), chased) == due


def test_after_a_standstill_only_the_newest_chaser_is_sent() -> None:
    assert cadence.chase_number(START, START + timedelta(days=11), 0) == 2


def test_weekly_prompts_fall_on_the_chosen_weekday() -> None:
    dates = cadence.prompt_dates(START, date(2027, 7, 9), weekday=3)
    assert {day.weekday() for day in dates} == {3}
    assert dates[0] == date(2027, 1, 14)


def test_the_return_plan_is_due_three_months_before_the_end_never_before_the_middle() -> None:
    assert cadence.return_plan_due(START, date(2028, 1, 11)) == date(2027, 10, 12)
    assert cadence.return_plan_due(START, date(2027, 3, 12)) == date(2027, 2, 10)


def test_late_means_from_the_first_chaser_on() -> None:
    assert not cadence.is_overdue(START, START + timedelta(days=2))
    assert cadence.is_overdue(START, START + timedelta(days=3))
