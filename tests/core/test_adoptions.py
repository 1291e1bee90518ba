"""Who may attest and raise what; when use is checked."""

from datetime import date
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core.adoptions import (
    check_can_answer_in_use,
    check_can_attest,
    check_can_raise,
    checks_due,
    months_after,
)
from permeate.core.refusals import Refused

DAY = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("months", "then"), [(6, date(2027, 2, 28)), (12, date(2027, 8, 31)), (18, date(2028, 2, 29))]
)
def test_months_end_with_the_shorter_month(months, then) -> None:
    assert months_after(DAY, months) == then


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.sampled_from([6, 12]))
def test_so_many_months_later_is_that_many_months(day, months) -> None:
    then = months_after(day, months)
    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day <= day.day


@pytest.mark.parametrize(
    ("asked", "today", "due"),
    [
        (set(), date(2027, 2, 27), []),
        (set(), date(2027, 2, 28), [6]),
        ({6}, date(2027, 8, 30), []),
        ({6}, date(2027, 8, 31), [12]),
        (set(), date(2028, 1, 1), [12]),
        ({12}, date(2028, 1, 1), []),
    ],
)
def test_use_is_checked_at_6_and_12_months_once(asked, today, due) -> None:
    assert [months for months, _ in checks_due(DAY, asked, today)] == due


def attest(**changed) -> None:
    facts = {
        "is_author": False,
        "is_origin": False,
        "already": False,
        "merged": False,
        "evidence": "On the duty desk.",
        "adopted_on": DAY,
        "today": DAY,
    }
    check_can_attest(**{**facts, **changed})


@pytest.mark.parametrize("what", ["is_author", "is_origin", "already", "merged"])
def test_the_adopter_itself_attests_once(what) -> None:
    attest()
    with pytest.raises(Refused):
        attest(**{what: True})


def test_given_up_says_why() -> None:
    check_can_answer_in_use(answered=False, in_use="YES", note="")
    with pytest.raises(Refused) as no:
        check_can_answer_in_use(answered=False, in_use="NO", note=" ")
    assert no.value.field == "note"


def allowed(**facts) -> bool:
    try:
        check_can_raise(**facts)
    except Refused:
        return False
    return True


def test_every_level_takes_whom_it_takes_and_follows_the_one_before() -> None:
    """All 256 combinations against the definition, written out."""
    for level, to, author, adopter, origin, evidence in product(
        range(4), range(1, 5), *([[False, True]] * 4)
    ):
        fits = not author and to == level + 1 and to <= 3
        if to == 1:
            fits &= adopter
        elif to == 2:
            fits &= adopter and evidence
        else:
            fits &= not adopter and not origin
        assert fits == allowed(
            level=level,
            to=to,
            is_author=author,
            is_adopter=adopter,
            is_origin=origin,
            has_evidence=evidence,
        )
