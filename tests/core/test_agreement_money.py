"""An agreement's money becomes terms; lines that people type are read or refused by name."""

from datetime import date
from decimal import Decimal as D

import pytest

from permeate.core.agreements.money import ending_on, is_countable, money_faults, terms_of
from permeate.core.costs.terms import Model
from tests.money import TERMS

DAYS = {"starts_on": "2027-01-11", "ends_on": "2027-07-09"}


def content(**changes) -> dict[str, str]:
    return {**TERMS, **DAYS, **changes}


@pytest.mark.parametrize(
    ("payer", "cap", "model"),
    [
        ("HOST", "", Model.FULL),
        ("HOST", "20000", Model.CAPPED),
        ("SHARED", "20000", Model.SHARED),
        ("HOME", "", Model.NIL),
        ("NOBODY", "20000", Model.NIL),
    ],
)
def test_which_model_it_is(payer, cap, model) -> None:
    terms = terms_of(content(payer=payer, cap=cap, host_share="50"))
    assert terms.model is model
    assert terms.cap == (D(20000) if cap and model is not Model.NIL else None)


@pytest.mark.parametrize("day", ["1 April 2027", "1 Apr 2027", "2027-04-01", "01/04/2027"])
def test_a_pay_award_is_read_from_its_line(day) -> None:
    terms = terms_of(content(pay_awards=f"\n{day}: £46,350.50\n"))
    assert terms.pay.salary.at(date(2027, 3, 31)) == 45000
    assert terms.pay.salary.at(date(2027, 4, 1)) == D("46350.50")


@pytest.mark.parametrize(
    ("field", "line", "told"),
    [
        ("pay_awards", "Expected in April", "must be like 1 April 2027: 46,350"),
        ("pay_awards", "soon: 46350", "must begin with a day"),
        ("agreed_sums", "2 March 2027: 450", "must be like 2 November 2026: training: 450"),
        ("agreed_sums", "2 March 2028: training: 450", "not within the placement’s days"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(field, line, told) -> None:
    (refusal,) = money_faults(content(**{field: line}))
    assert refusal.field == field
    assert told in refusal.reason


def test_agreed_sums_after_another_last_day_fall_away() -> None:
    terms = terms_of(content(agreed_sums="2 March 2027: training: 450\n2 June 2027: travel: 90"))
    assert [extra.what for extra in ending_on(terms, date(2027, 4, 1)).extras] == ["training"]


def test_terms_without_a_salary_are_not_counted() -> None:
    assert not is_countable(content(salary=""))
