"""What each way to cover leaves of the budget, by month."""

from datetime import date
from decimal import Decimal as D

import pytest

from permeate.core.costs.cover import options
from permeate.core.costs.terms import Model
from permeate.core.vocabulary import Cover
from tests.core.costs.test_worked_figures import COVER, pay, terms

pytestmark = pytest.mark.once


def by_cover(found) -> dict[str, D]:
    return {one.cover: one.net for one in found}


@pytest.mark.parametrize(
    ("model", "share", "net"), [(Model.FULL, "100", "9485.00"), (Model.SHARED, "50", "-20627.50")]
)
def test_recruiting_at_38000(model, share, net) -> None:
    found = options(terms(model=model, host_share=D(share)), recruit=COVER)
    assert by_cover(found)[Cover.RECRUIT] == D(net)
    assert next(one.cost for one in found if one.cover == Cover.RECRUIT) == D("50740.00")


def test_acting_up_costs_the_difference_only() -> None:
    found = options(terms(), acting=pay("42000", "20"), deputy=pay("38000", "20"))
    acting = next(one for one in found if one.cover == Cover.ACT_UP)
    # 4,000 more of pay, with 15% National Insurance, 20% pension and 0.5% levy on it.
    assert acting.cost == D("5420.00")


def test_a_vacant_post_keeps_the_recharge_and_an_exchange_moves_nothing() -> None:
    nets = by_cover(options(terms()))
    assert nets == {Cover.LEAVE_VACANT: D("60225.00"), Cover.EXCHANGE: D("0.00")}


def test_months_add_up_and_none_is_left_out() -> None:
    half = terms((date(2026, 9, 15), date(2027, 3, 14)))
    for option in options(half, recruit=COVER):
        assert [month.first.month for month in option.months] == [9, 10, 11, 12, 1, 2, 3]
        assert sum(month.net for month in option.months) == option.net
