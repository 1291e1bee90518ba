"""Small answers worked with pen and paper, and what is refused; needs no other file."""

from datetime import date
from decimal import Decimal
from fractions import Fraction as F
from math import isnan

import pytest

from permeate.core import measures as m
from permeate.core.measures import Status
from permeate.core.measures.continuity import elapsed_windows, window_of
from permeate.core.measures.differencing import check_filters
from permeate.core.measures.disclosure import quarter_end
from permeate.core.measures.tables import merged, square
from permeate.core.refusals import Refused

pytestmark = pytest.mark.once
TABLE = [[12, 8, 3], [9, 15, 11], [14, 10, 18]]


def test_a_curve_by_hand():
    # Four: day 2 happened, day 3 stopped watching, day 5 happened twice.
    curve = m.kaplan_meier([2, 3, 5, 5], [1, 0, 1, 1])
    assert curve.survival == [F(3, 4), F(0)]
    assert curve.at_risk == [4, 2]
    assert curve.median == 5
    assert curve.rmst(4) == 2 + 2 * F(3, 4)
    assert (curve.std_error[1], curve.low[1], curve.high[1]) == (None, None, None)


def test_day_0_counts():
    assert m.kaplan_meier([0, 4], [1, 0]).survival == [F(1, 2)]
    assert m.aalen_johansen([0, 4], ["adopt", None]).final == {"adopt": F(1, 2)}


def test_a_median_that_was_not_reached_is_none():
    curve = m.kaplan_meier([5, 9, 9], [1, 0, 0])
    assert curve.median is None
    assert curve.at(9).value == F(2, 3)
    assert curve.at(10).status is Status.NOT_DEFINED  # nobody was watched so long
    assert curve.rmst(10) is None


def test_two_causes_by_hand():
    found = m.aalen_johansen([1, 2, 3, 4], ["A", 0, "R", "A"])
    assert found["A"] == [F(1, 4), F(1, 4), F(5, 8)]
    assert found["R"] == [F(0), F(3, 8), F(3, 8)]
    assert found.survival == [F(3, 4), F(3, 8), F(0)]


def test_nobody_is_not_defined_and_never_zero():
    nothing = [
        m.wilson(0, 0),
        m.newcombe(0, 0, 1, 2),
        m.garwood(3, 0),
        m.balance([[4]]),
        m.balance([]),
        m.reciprocity({}),
        m.assortativity([[3, 0], [0, 0]]),
        m.assortativity([[0, 0], [0, 0]]),
        m.kaplan_meier([], []).at(3),
        m.kappa([[0, 0], [0, 0]]),
        m.kappa([[5, 0], [0, 0]]),
        m.openness(3, None, 90),
        m.reach([], []),
        m.retention(0, 0, 0).complete,
        m.coverage([0, 0], [1, 1]).coverage,
        m.bootstrap([], lambda totals: totals[:, 0]),
    ]
    for figure in nothing:
        assert (figure.value, figure.status) == (None, "not defined")
    assert m.concentration([0, 0]).hhi is None
    assert m.aalen_johansen([], []).status is Status.NOT_DEFINED


def test_too_few_are_not_enough():
    few = [
        m.audited_ratio([10] * 9, [5] * 9, 40).ratio,
        m.mean_gains([(3, 2, 4)] * 19).shift,
        m.coverage([1], [0]).dissimilarity,
    ]
    assert {figure.status for figure in few} == {Status.NOT_ENOUGH}
    assert m.audited_ratio([10] * 10, [5] * 10, 40).ratio.value == 0.5
    assert m.mean_gains([(3, 2, 4)] * 20).shift.value == -1


def test_the_ends_of_a_share_are_exact():
    assert m.wilson(0, 8).low == 0
    assert m.wilson(8, 8).high == 1
    assert m.garwood(0, 2).low == 0


@pytest.mark.parametrize(
    "flows",
    [
        [[0, 3], [1, 0]],
        {"a": {"b": 3}, "b": {"a": 1}},
        {("a", "b"): 3, ("b", "a"): 1},
        [("a", "b", 3), ("b", "a", 1)],
        [("a", "b"), ("a", "b"), ("a", "b"), ("b", "a")],
    ],
)
def test_flows_come_in_any_plain_shape(flows):
    assert m.balance(flows).value == F(1, 2)
    assert m.reciprocity(flows).value == F(1, 2)


def test_a_ring_is_balanced_and_not_reciprocal():
    ring = [("a", "b", 4), ("b", "c", 4), ("c", "a", 4)]
    assert m.balance(ring).value == 1
    assert m.reciprocity(ring).value == 0


def test_how_balanced_chance_alone_is():
    means = {n: round(float(m.expected_balance(n)), 3) for n in (2, 4, 6, 11, 20, 50)}
    assert means == {2: 0.5, 4: 0.625, 6: 0.688, 11: 0.754, 20: 0.824, 50: 0.888}
    assert "0.625" in m.balance([("a", "b", 2), ("b", "a", 2)]).by["a"].note


def test_merging_keeps_everybody():
    table = square({("a", "b"): 3, ("b", "c"): 2, ("c", "a"): 1})
    together = merged(table, {"c": "b"})
    assert together.total == table.total == 6
    assert together.inside == 2


def test_ties_come_as_pairs_or_neighbours():
    assert m.betweenness({"a": ["b", "c"], "b": ["a"]})["a"] == 1
    assert isnan(m.constraint([("a", "b")], nodes=["z"])["z"])
    assert all(isnan(one) for one in m.betweenness([("a", "b")]).values())
    with pytest.raises(Refused, match="pair of organisations"):
        m.betweenness(["ab"])


def test_who_cuts_others_off():
    # a – b – c with d hanging on c: without b, a is cut off from c and d.
    cut = m.cut_off([("a", "b"), ("b", "c"), ("c", "d")])
    assert cut["b"] == pytest.approx(2 / 3)
    assert cut["a"] == 0
    assert isnan(m.cut_off([("a", "b")])["a"])


def test_relabelling_few_organisations_tries_every_way():
    types = {"a": "LC", "b": "LC", "c": "CG", "d": "CG"}
    # Both cross. Of the six ways to give two types, four let both cross.
    assert m.mixing_p([("a", "c"), ("b", "d")], types) == pytest.approx(4 / 6)
    assert m.mixing_p([("a", "c")], dict.fromkeys("abcd", "LC")) is None


def test_windows():
    assert [window_of(day) for day in (0, 13, 14)] == [1, 1, 2]
    assert [elapsed_windows(days) for days in (-3, 13, 14, 27)] == [0, 0, 1, 1]
    assert m.continuity(4, []).coverage.value == 0
    assert m.continuity(4, []).end_load.status is Status.NOT_DEFINED
    assert m.continuity(0, []).coverage.status is Status.NOT_DEFINED
    assert m.continuity(4, [1], completed=False).end_load.status is Status.NOT_DEFINED


def test_an_acknowledgement_from_outside_the_audience_does_not_count():
    assert m.reach([["p", "q"]], [["p", "stranger"]]).value == 0.5


def test_few_answers_bring_bounds():
    few = m.response(100, 60, 30)
    assert (few.lowest.value, few.highest.value) == (0.3, 0.7)
    assert m.response(100, 70, 30).lowest is None


def test_kappa_of_two_lists():
    assert m.kappa_of(["new", "new", "old"], ["new", "old", "old"]).value == F(2, 5)
    same = m.kappa_of(["new", "old"], ["new", "old"])
    assert (same.value, same.note) == (1, "")


@pytest.mark.parametrize(
    ("n", "base", "rounded"),
    [
        (6, 5, 5),
        (7, 5, 5),
        (8, 5, 10),
        (2.5, 5, 5),
        (12.5, 5, 15),
        (7.5, 5, 10),
        (22.5, 5, 25),
        (0.5, 1, 1),
        (1.5, 1, 2),
        (2.5, 1, 3),
        (-2.5, 5, 0),
        (2.675, 0.01, Decimal("2.68")),
        (Decimal("0.125"), Decimal("0.01"), Decimal("0.13")),
    ],
)
def test_halves_go_up(n, base, rounded):
    assert m.round_half_up(n, base) == rounded


def test_small_numbers_of_people_are_suppressed():
    internal, external = m.Audience.INTERNAL, m.Audience.EXTERNAL
    assert m.shown_count(4, internal).status is Status.SUPPRESSED
    assert m.shown_count(5, internal).value == 5
    assert m.shown_count(9, external).status is Status.SUPPRESSED
    assert m.shown_count(12, external).value == 10
    assert m.shown_count(0, internal).status is Status.SUPPRESSED
    assert m.shown_count(0, internal, zero_is_safe=True).value == 0
    assert m.shown_share(m.wilson(3, 4), internal).status is Status.SUPPRESSED
    assert m.shown_share(m.wilson(11, 22), external).status is Status.NOT_ENOUGH
    shown = m.shown_share(m.wilson(7, 23), external)
    assert (shown.value, shown.low, shown.high, shown.n) == (0.3, 0.16, 0.51, 25)


def test_a_hidden_cell_is_proven_safe_by_what_is_hidden_with_it():
    shown = m.protect(TABLE, 5)
    assert shown.cells[0][2] is None
    assert len(shown.ranges) == 4
    assert all(high - low > 5 for low, high in shown.ranges.values())


def test_a_table_of_one_row_hides_its_total_too():
    shown = m.protect([[3, 20]], 5)
    assert shown.cells[0][0] is None
    assert all(high - low > 5 for low, high in shown.ranges.values())
    assert not m.protect([[30, 20]], 5).hides


def test_a_published_number_is_held_against_those_before():
    log = m.QueryLog()
    assert log.publish({"a", "b"}, 47, date(2026, 6, 30)) == 45
    with pytest.raises(Refused, match="fewer than 5"):
        log.publish({"a"}, 44, date(2026, 6, 30))
    with pytest.raises(Refused, match="2026-03-31"):
        log.publish({"a"}, 20, date(2026, 4, 7))
    assert log.publish({"a"}, 20, date(2026, 6, 30)) == 20


def test_quarters_end():
    days = [date(2026, 3, 30), date(2026, 3, 31), date(2026, 12, 31)]
    assert [quarter_end(day) for day in days] == [
        date(2025, 12, 31),
        date(2026, 3, 31),
        date(2026, 12, 31),
    ]


def test_no_free_crossing():
    check_filters({"grade", "organisation"})
    with pytest.raises(Refused, match="Leave one out"):
        check_filters({"grade", "organisation", "topic", "year"})


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: m.wilson(3, 2), "at most n"),
        (lambda: m.wilson(-1, 2), "0 or more"),
        (lambda: m.wilson(1.5, 2), "whole number"),
        (lambda: m.wilson("1", 2), "whole number"),
        (lambda: m.kaplan_meier([1, 2], [1]), "as many marks"),
        (lambda: m.kaplan_meier([-1], [1]), "0 or more"),
        (lambda: m.balance([[0, 1, 2, 3], [1]]), "square"),
        (lambda: m.balance({"a": 3}), "square"),
        (lambda: m.concentration([-1]), "0 or more"),
        (lambda: m.continuity(3, [4]), "from 1 to 3"),
        (lambda: m.response(10, 11, 2), "at most"),
        (lambda: m.audited_ratio([1], [1, 2], 9), "claimed and its verified"),
        (lambda: m.feasible(TABLE, [(3, 0)]), "no cell"),
        (lambda: m.protect([[1], [1, 2]]), "same length"),
        (lambda: m.round_half_up("many", 5), "no number"),
        (lambda: m.round_half_up(3, 0), "above 0"),
    ],
)
def test_what_cannot_be_counted_is_refused(call, words):
    with pytest.raises(m.NotCountableError, match=words):
        call()
