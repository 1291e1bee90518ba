"""What holds for any numbers."""

import random
from fractions import Fraction as F

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from permeate.core import measures as m
from permeate.core.measures.tables import merged, square

pytestmark = pytest.mark.once
few = settings(max_examples=40, deadline=None)
sizes = st.integers(2, 4)


@st.composite
def tables(draw, most=12):
    size = draw(sizes)
    return [[draw(st.integers(0, most)) for _ in range(size)] for _ in range(size)]


@st.composite
def watched(draw):
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 30), st.sampled_from([None, "A", "R"])),
            min_size=1,
            max_size=25,
        )
    )
    return [day for day, _ in rows], [cause for _, cause in rows]


@few
@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_share_lies_in_its_interval(share):
    figure = m.wilson(*share)
    assert 0 <= figure.low <= figure.value <= figure.high <= 1


@few
@given(watched(), st.randoms())
def test_order_changes_nothing(rows, chance):
    days, causes = rows
    mixed = list(zip(days, causes, strict=True))
    chance.shuffle(mixed)
    again = [day for day, _ in mixed], [cause for _, cause in mixed]
    assert m.aalen_johansen(days, causes) == m.aalen_johansen(*again)
    assert m.kaplan_meier(days, [c == "A" for c in causes]) == m.kaplan_meier(
        again[0], [c == "A" for c in again[1]]
    )


@few
@given(watched())
def test_curves_fall_from_1_and_stay_above_0(rows):
    days, causes = rows
    s = [F(1), *m.kaplan_meier(days, causes).survival]
    assert all(0 <= b < a <= 1 for a, b in zip(s, s[1:], strict=False))


@few
@given(watched())
def test_probabilities_add_up_to_1(rows):
    found = m.aalen_johansen(*rows)
    for at, left in enumerate(found.survival):
        assert left + sum(found[cause][at] for cause in found.causes) == 1


@few
@given(watched())
def test_one_cause_alone_is_kaplan_meier_and_with_others_is_less(rows):
    days, causes = rows
    alone = m.kaplan_meier(days, [cause == "A" for cause in causes])
    naive = 1 - (alone.survival[-1] if alone.survival else 1)
    assert m.aalen_johansen(days, causes).final.get("A", 0) <= naive
    only = m.aalen_johansen(days, [cause == "A" and "A" for cause in causes])
    assert only.survival == alone.survival


@few
@given(watched(), st.integers(1, 20))
def test_watching_longer_changes_nothing_before(rows, longer):
    """Below every end of watching, S stays as it was when watching goes on."""
    days, causes = rows
    ends = [day for day, cause in zip(days, causes, strict=True) if not cause]
    assume(ends)
    later = [day + longer * (not cause) for day, cause in zip(days, causes, strict=True)]
    before, after = m.kaplan_meier(days, causes), m.kaplan_meier(later, causes)
    for day in range(min(ends)):
        assert before.at(day) == after.at(day)


@few
@given(tables(), st.integers(2, 5))
def test_scaling_a_table_changes_no_index(table, times):
    more = [[count * times for count in row] for row in table]
    assert m.balance(table).value == m.balance(more).value
    assert m.reciprocity(table).value == m.reciprocity(more).value
    assert m.assortativity(table).value == m.assortativity(more).value
    assert m.concentration(table[0]).hhi == m.concentration(more[0]).hhi


@few
@given(tables())
def test_reciprocity_is_at_most_balance(table):
    rho = m.reciprocity(table).value
    assume(rho is not None)
    assert 0 <= rho <= m.balance(table).value <= 1


@few
@given(tables())
def test_turning_a_table_round_swaps_in_and_out(table):
    turned = [list(row) for row in zip(*table, strict=True)]
    there, back = square(table), square(turned)
    assert (there.out, there.into) == (back.into, back.out)
    assert m.balance(table).value == m.balance(turned).value


@few
@given(tables(), st.randoms())
def test_names_change_only_names(table, chance):
    order = list(range(len(table)))
    chance.shuffle(order)
    renamed = [[table[i][j] for j in order] for i in order]
    ours, theirs = m.balance(table), m.balance(renamed, order)
    assert ours.value == theirs.value
    assert {k: v.value for k, v in ours.by.items()} == {k: v.value for k, v in theirs.by.items()}
    assert m.assortativity(table).value == m.assortativity(renamed).value


@few
@given(tables())
def test_merging_types_keeps_everybody(table):
    labels = square(table)
    assert merged(labels, {0: 1}).total == labels.total


@few
@given(st.lists(st.integers(0, 50), min_size=1, max_size=12))
def test_concentration_lies_between_even_and_one(counts):
    found = m.concentration(counts)
    assume(found.hhi is not None)
    assert 1 / len(counts) - 1e-12 <= found.hhi <= 1
    assert -1e-12 <= found.gini <= 1 - 1 / len(counts) + 1e-12


people = st.sets(st.integers(0, 15), max_size=10)


@few
@given(people, st.lists(people, max_size=4), people)
def test_reach_never_falls_by_sharing_again(audience, heard, more):
    before, after = m.reach([audience], heard), m.reach([audience], [*heard, more])
    assume(before.value is not None)
    assert 0 <= before.value <= after.value <= 1
    assert m.reach([audience] * 3, heard * 3) == before  # shared again to the same people


@few
@given(st.lists(st.integers(1, 10), max_size=8))
def test_splitting_one_share_into_five_keeps_continuity(shares):
    assert m.continuity(10, shares).coverage == m.continuity(10, shares * 5).coverage


@few
@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab")), min_size=1))
def test_who_is_asked_first_does_not_change_agreement(pairs):
    first, second = zip(*pairs, strict=True)
    one, other = m.kappa_of(first, second), m.kappa_of(second, first)
    assert (one.value, one.observed) == (other.value, other.observed)


@settings(max_examples=15, deadline=None)
@given(tables(most=30))
def test_what_is_suppressed_is_never_recovered(table):
    shown = m.protect(table, 5, zeros_are_safe=True)
    for (i, j), (low, high) in shown.ranges.items():
        assert high - low > 5
        if i >= 0 and j >= 0:
            assert low <= table[i][j] <= high
            assert shown.cells[i][j] is None
    small = {(i, j) for i, row in enumerate(table) for j, n in enumerate(row) if 0 < n < 5}
    assert small <= set(shown.ranges)


@few
@given(st.integers(0, 400), st.integers(1, 25))
def test_rounding_moves_by_half_a_base_at_most(n, base):
    rounded = m.round_half_up(n, base)
    assert rounded % base == 0
    assert -base < 2 * (n - rounded) <= base - 1 or 2 * (rounded - n) == base


def test_a_seed_gives_the_same_interval():
    chance = random.Random(5)
    sums = [(chance.randint(0, 5), 5) for _ in range(30)]
    assert m.share_of_sums(sums) == m.share_of_sums(sums)
    assert m.share_of_sums(sums, seed=2) != m.share_of_sums(sums)
