"""A delegation ends on its day: before, it decides; after, never."""

from datetime import date, timedelta

import pytest

from permeate.core.delegations import Given, check_decides, check_delegation, warning_due
from permeate.core.refusals import Refused

pytestmark = pytest.mark.once
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
MANAGER, STAND_IN, OTHER = 1, 2, 3
GIVEN = [Given(STAND_IN, FIRST, LAST)]


@pytest.mark.parametrize("day", [FIRST, LAST])
def test_both_its_days_count(day) -> None:
    check_decides(by=STAND_IN, manager=MANAGER, given=GIVEN, today=day)


@pytest.mark.parametrize("day", [FIRST - timedelta(days=1), LAST + timedelta(days=1)])
def test_outside_them_it_never_decides_and_the_manager_always_does(day) -> None:
    with pytest.raises(Refused, match="30 November 2026"):
        check_decides(by=STAND_IN, manager=MANAGER, given=GIVEN, today=day)
    check_decides(by=MANAGER, manager=MANAGER, given=GIVEN, today=day)


def test_taken_back_or_of_somebody_else_it_does_not_decide() -> None:
    for given, by in (([Given(STAND_IN, FIRST, LAST, ended=True)], STAND_IN), (GIVEN, OTHER)):
        with pytest.raises(Refused):
            check_decides(by=by, manager=MANAGER, given=given, today=FIRST)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"to_person": MANAGER}, "to_person"),
        ({"ends_on": FIRST - timedelta(days=1)}, "ends_on"),
        ({"ends_on": FIRST + timedelta(days=400)}, "ends_on"),
    ],
)
def test_what_cannot_be_given(changes, field) -> None:
    asked = {"from_person": MANAGER, "to_person": STAND_IN, "starts_on": FIRST, "ends_on": LAST}
    with pytest.raises(Refused) as told:
        check_delegation(**{**asked, **changes}, today=FIRST)
    assert told.value.field == field


def test_it_is_told_two_weeks_before_it_ends_and_once() -> None:
    due = LAST - timedelta(days=14)
    assert not warning_due(ends_on=LAST, warned=False, today=due - timedelta(days=1))
    assert warning_due(ends_on=LAST, warned=False, today=due)
    assert not warning_due(ends_on=LAST, warned=True, today=due)
    assert not warning_due(ends_on=LAST, warned=False, today=LAST + timedelta(days=1))
