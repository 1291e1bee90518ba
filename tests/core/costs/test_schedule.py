"""The schedule: dated rates, ways to count, caps, splitting, variations."""

from datetime import date, timedelta
from decimal import Decimal as D

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.costs.adjusting import COLUMNS, adjust
from permeate.core.costs.dated import From, Table, steady
from permeate.core.costs.rates import RATES, Rates
from permeate.core.costs.schedule import invoice_of, schedule_of
from permeate.core.costs.splitting import charged_between, split
from permeate.core.costs.terms import (
    Extra,
    FteMethod,
    Invoices,
    Model,
    Pay,
    Proration,
    Terms,
    Treatment,
    Vat,
)
from permeate.core.refusals import Refused, SeveralRefused

pytestmark = pytest.mark.once
COUNTS = ("salary", "national_insurance", "pension", "levy")


def pay(salary=45000, pension=20, fte=1):
    def table(what, value):
        return value if isinstance(value, Table) else steady(what, D(value))

    return Pay(table("salary", salary), table("pension rate", pension), table("fte", fte))


def terms(first, last, who=None, model=Model.FULL, **more):
    return Terms(first, last, pay=who or pay(), model=model, **more)


days = st.dates(date(2025, 5, 1), date(2030, 12, 31))
amounts = st.decimals(0, 180_000, places=2)
percents = st.decimals(0, 40, places=2)


@st.composite
def any_terms(draw):
    first = draw(days)
    last = min(first + timedelta(days=draw(st.integers(0, 800))), date(2031, 4, 5))
    awards = draw(st.lists(st.tuples(st.dates(first, last), amounts), max_size=2))
    salary = Table("salary", [From(date.min, draw(amounts)), *(From(*one) for one in awards)])
    fte = draw(st.decimals("0.01", 1, places=2))
    model = draw(st.sampled_from(Model))
    extras = draw(st.lists(st.tuples(st.dates(first, last), amounts), max_size=2))
    return terms(
        first,
        last,
        pay(salary, draw(percents), fte),
        model,
        host_share=draw(st.decimals(1, 99, places=2)) if model is Model.SHARED else D(100),
        cap=draw(amounts) if model is Model.CAPPED else None,
        fte_method=draw(st.sampled_from(FteMethod)),
        proration=draw(st.sampled_from(Proration)),
        levy=draw(st.booleans()),
        extras=tuple(Extra(on, f"Travel {at}", sum_) for at, (on, sum_) in enumerate(extras)),
        vat=Vat(draw(st.sampled_from(Treatment)), "Why.", draw(st.sampled_from(["", "Finance"]))),
    )


@given(any_terms())
@settings(max_examples=60, deadline=None)
def test_parts_add_up_to_lines_and_lines_to_totals(agreed) -> None:
    schedule = schedule_of(agreed)
    for line in schedule.lines:
        if line.whole:
            assert line.cost == sum(getattr(line, name) for name in COUNTS)
        assert line.cost == line.charged + line.home_bears
        assert min(*(getattr(line, name) for name in (*COUNTS, "charged", "home_bears"))) >= 0
        assert line.gross is None or line.gross == line.charged + line.vat
    totals = schedule.totals
    for name in ("cost", "charged", "home_bears"):
        assert getattr(totals, name) == sum(getattr(line, name) for line in schedule.lines)


@given(any_terms(), st.lists(days, max_size=6))
@settings(max_examples=60, deadline=None)
def test_splitting_a_period_never_changes_the_sum_by_a_penny(agreed, cuts) -> None:
    lines = schedule_of(agreed).lines
    for line in (one for one in lines if one.whole):
        parts = split(line, cuts, agreed.proration)
        for name in (*COUNTS, "cost", "charged", "home_bears", "proposed_vat"):
            assert sum(getattr(part, name) for part in parts) == getattr(line, name)
    whole = sum(line.charged for line in lines)
    edges = sorted({agreed.starts_on, *(c for c in cuts if agreed.starts_on < c <= agreed.ends_on)})
    ends = [*(edge - timedelta(days=1) for edge in edges[1:]), agreed.ends_on]
    runs = [
        charged_between(lines, one, end, agreed.proration)
        for one, end in zip(edges, ends, strict=True)
    ]
    assert sum(runs) == whole


@given(any_terms(), any_terms())
@settings(max_examples=40, deadline=None)
def test_a_variation_and_its_reversal_sum_to_nothing(one, other) -> None:
    before, after = schedule_of(one).lines, schedule_of(other).lines
    there = adjust(before, after)
    back = adjust([*before, *there], before)
    for name in COLUMNS:
        assert sum(getattr(line, name) for line in [*there, *back]) == 0
        varied = sum(getattr(line, name) for line in [*before, *there])
        assert varied == sum(getattr(line, name) for line in after)
    assert adjust([*before, *there, *back], before) == []


def test_a_variation_adds_lines_for_the_months_that_change_only() -> None:
    year = (date(2026, 6, 1), date(2027, 5, 31))
    before = schedule_of(terms(*year)).lines
    extended = schedule_of(terms(year[0], date(2027, 6, 30))).lines
    (added,) = adjust(before, extended)
    assert (added.first, added.charged) == (date(2027, 6, 1), D("5018.75"))
    shorter = schedule_of(terms(year[0], date(2027, 5, 10))).lines
    (credited,) = adjust(before, shorter)
    assert credited.charged == D("1618.95") - D("5018.75")


def test_a_pay_award_within_a_month_makes_two_lines() -> None:
    salary = Table("salary", [From(date.min, D(45000)), From(date(2027, 4, 10), D(46350))])
    lines = schedule_of(terms(date(2027, 4, 1), date(2027, 4, 30), pay(salary))).lines
    assert [(line.first.day, line.days) for line in lines] == [(1, 9), (10, 21)]
    assert [line.month_rate for line in lines] == [D("5018.75"), D("5171.19")]
    assert [line.cost for line in lines] == [D("1505.63"), D("3619.83")]


def test_an_award_that_changes_nothing_makes_no_line() -> None:
    salary = Table("salary", [From(date.min, D(45000)), From(date(2027, 4, 10), D(45000))])
    assert len(schedule_of(terms(date(2027, 4, 1), date(2027, 4, 30), pay(salary))).lines) == 1


def test_a_tax_year_that_changes_the_rate_cuts_the_month() -> None:
    lines = schedule_of(terms(date(2025, 4, 1), date(2025, 4, 30))).lines
    assert [line.first.day for line in lines] == [1, 6]
    assert lines[0].month_rate == D("4931.60")  # 13.8% over £9,100: £4,954.20 a year of NI


def test_a_day_beyond_the_known_rates_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="National Insurance for 6 April 2031"):
        schedule_of(terms(date(2031, 4, 1), date(2031, 4, 30)))


def test_another_rate_of_vat_counts_from_its_day() -> None:
    vat = Table("rate of VAT", [From(date.min, D(20)), From(date(2027, 1, 1), D("17.5"))])
    rates = Rates(RATES.national_insurance, RATES.levy, vat)
    confirmed = Vat(Treatment.STANDARD, "A supply of staff.", "Finance")
    agreed = terms(date(2026, 12, 1), date(2027, 1, 31), vat=confirmed)
    assert [line.vat for line in schedule_of(agreed, rates=rates).lines] == [
        D("1003.75"),
        D("878.28"),
    ]


@pytest.mark.parametrize("treatment", Treatment)
def test_vat_takes_effect_only_when_confirmed(treatment) -> None:
    days = (date(2026, 6, 1), date(2026, 6, 30))
    proposed = schedule_of(terms(*days, vat=Vat(treatment, "Why."))).lines[0]
    assert (proposed.vat, proposed.gross) == (None, None)
    confirmed = schedule_of(terms(*days, vat=Vat(treatment, "Why.", "Finance"))).lines[0]
    due = D("1003.75") if treatment is Treatment.STANDARD else D(0)
    assert confirmed.vat == due == proposed.proposed_vat


def test_working_days_and_day_rates() -> None:
    september = (date(2026, 9, 15), date(2026, 9, 30))
    working = schedule_of(terms(*september, proration=Proration.WORKING_DAYS)).lines[0]
    assert (working.days, working.whole, working.cost) == (12, 22, D("2737.50"))
    by_day = schedule_of(terms(*september, proration=Proration.DAY_RATE)).lines[0]
    assert (by_day.days, by_day.whole, by_day.cost) == (12, 260, D("2779.62"))


def test_the_host_pays_up_to_the_cap_and_no_more() -> None:
    agreed = terms(date(2026, 6, 1), date(2026, 8, 31), model=Model.CAPPED, cap=D(12000))
    assert [line.charged for line in schedule_of(agreed).lines] == [
        D("5018.75"),
        D("5018.75"),
        D("1962.50"),
    ]
    assert schedule_of(agreed).totals.home_bears == D("3056.25")


def test_paused_days_cost_nothing() -> None:
    pause = (date(2026, 7, 10), date(2026, 8, 9))
    lines = schedule_of(terms(date(2026, 6, 1), date(2026, 8, 31), paused=(pause,))).lines
    assert [(line.first, line.days) for line in lines] == [
        (date(2026, 6, 1), 30),
        (date(2026, 7, 1), 9),
        (date(2026, 8, 10), 22),
    ]


def test_agreed_travel_is_a_line_of_its_own_in_the_hosts_share() -> None:
    agreed = terms(
        date(2026, 6, 1),
        date(2026, 6, 30),
        model=Model.SHARED,
        host_share=D(40),
        extras=(Extra(date(2026, 6, 20), "Travel to London", D("210.10")),),
    )
    pay_line, travel = schedule_of(agreed).lines
    assert (travel.what, travel.charged) == ("Travel to London", D("84.04"))
    assert pay_line.charged == D("2007.50")


def test_which_invoice_a_line_stands_on() -> None:
    start, later = date(2026, 9, 15), date(2027, 1, 31)
    assert [invoice_of(later, start, every) for every in Invoices] == [5, 2, 1]


def test_all_faults_of_the_terms_are_named_at_once() -> None:
    agreed = terms(date(2026, 6, 2), date(2026, 6, 1), pay(fte=2), Model.SHARED, host_share=D(100))
    with pytest.raises(SeveralRefused) as told:
        schedule_of(agreed)
    assert [one.field for one in told.value.refusals] == ["ends_on", "host_share", "fte"]
