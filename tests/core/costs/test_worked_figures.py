"""Every figure of ``domain/costs.md``, to the penny."""

from datetime import date
from decimal import Decimal as D

import pytest

from permeate.core.costs.dated import steady
from permeate.core.costs.oncosts import time_value, year_of
from permeate.core.costs.pennies import pennies
from permeate.core.costs.rates import PENSIONS
from permeate.core.costs.schedule import schedule_of
from permeate.core.costs.terms import Backfill, FteMethod, Model, Pay, Terms, Treatment, Vat

pytestmark = pytest.mark.once
DAY = date(2026, 9, 15)
YEAR = (date(2026, 6, 1), date(2027, 5, 31))


def pay(salary, pension, fte="1"):
    return Pay(
        steady("salary", D(salary)), steady("pension rate", D(pension)), steady("fte", D(fte))
    )


OFFICER = pay("45000", "20")
COVER = pay("38000", "20")
NHS = Pay(steady("salary", D(52000)), PENSIONS["NHS"])


def terms(days=YEAR, who=OFFICER, model=Model.FULL, **more):
    return Terms(*days, pay=who, model=model, **more)


def test_a_council_officers_year_and_month() -> None:
    year = year_of(OFFICER, DAY)
    assert [
        pennies(one) for one in (year.national_insurance, year.pension, year.levy, year.total)
    ] == [D("6000.00"), D("9000.00"), D("225.00"), D("60225.00")]
    assert pennies(year.total / 12) == D("5018.75")


def test_with_vat_once_it_is_confirmed() -> None:
    vat = Vat(Treatment.STANDARD, "A supply of staff.", confirmed_by="Finance officer")
    schedule = schedule_of(terms(vat=vat))
    assert {line.gross for line in schedule.lines} == {D("6022.50")}
    assert schedule.totals.gross == D("72270.00")


def test_half_a_year_by_calendar_days() -> None:
    lines = schedule_of(terms((date(2026, 9, 15), date(2027, 3, 14)))).lines
    assert [line.cost for line in lines] == [D("2676.67"), *[D("5018.75")] * 5, D("2266.53")]
    assert sum(line.cost for line in lines) == D("30036.95")
    assert [(lines[0].days, lines[0].whole), (lines[-1].days, lines[-1].whole)] == [
        (16, 30),
        (14, 31),
    ]


def test_shared_in_halves() -> None:
    totals = schedule_of(terms(model=Model.SHARED, host_share=D(50))).totals
    assert (totals.charged, totals.home_bears) == (D("30112.50"), D("30112.50"))


def test_nothing_charged_is_value_in_kind() -> None:
    half = (date(2026, 10, 1), date(2027, 3, 31))
    totals = schedule_of(terms(half, model=Model.NIL)).totals
    assert (totals.charged, totals.value_in_kind) == (D("0.00"), D("30112.50"))


@pytest.mark.parametrize(
    ("model", "share", "net"), [(Model.FULL, "100", "9485.00"), (Model.SHARED, "50", "-20627.50")]
)
def test_what_cover_leaves_of_homes_budget(model, share, net) -> None:
    cover = Backfill(*YEAR, COVER)
    totals = schedule_of(terms(model=model, host_share=D(share), backfill=cover)).totals
    assert (totals.cover, totals.net_for_home) == (D("50740.00"), D(net))


def test_the_nhs_scheme_in_full_and_as_employers_pay_it() -> None:
    paid = Pay(steady("salary", D(52000)), PENSIONS["NHS_PAID"])
    assert pennies(year_of(NHS, DAY).total) == D("71675.60")
    assert pennies(year_of(paid, DAY).total) == D("66787.60")


def test_two_days_a_week_by_either_method() -> None:
    part = pay("52000", "23.78", "0.4")
    share = year_of(part, DAY)
    recomputed = year_of(part, DAY, method=FteMethod.PART_TIME_PAY)
    assert pennies(share.total) == D("28670.24")
    assert pennies(share.national_insurance) == D("2820.00")
    assert pennies(recomputed.national_insurance) == D("2370.00")
    assert pennies(recomputed.salary) == D("20800.00")


def test_ten_days_of_shadowing() -> None:
    assert time_value(year_of(OFFICER, DAY), 10) == D("2316.35")
