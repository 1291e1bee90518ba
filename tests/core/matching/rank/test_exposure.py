"""First places are spread, and nobody pays more for it than the tolerance."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.matching.rank.exposure import balance, gini, share_of
from permeate.core.matching.rank.rules import Rules

pytestmark = pytest.mark.once
TOLERANCE = 10
RULES = Rules(tolerance=TOLERANCE, slack=1)


@st.composite
def shortlists(draw):
    found = {}
    for person in range(draw(st.integers(1, 12))):
        scores = draw(st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(50, 80), max_size=6))
        found[f"P{person}"] = sorted(scores.items(), key=lambda one: (-one[1], one[0]))
    return found


@settings(max_examples=80, deadline=None)
@given(
    shortlists(), st.integers(1, 3), st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(1, 4))
)
def test_what_is_promised(lists, slack, taken) -> None:
    rules = Rules(tolerance=TOLERANCE, slack=slack)
    balanced = balance(lists, rules, taken)
    firsts = Counter(taken)
    firsts.update(one[0][0] for one in balanced.shortlists.values() if one)
    for person, before in lists.items():
        after = balanced.shortlists[person]
        assert sorted(after) == sorted(before)
        if not before:
            continue
        key, points = after[0]
        assert points >= before[0][1] - TOLERANCE
        assert after[1:] == [one for one in before if one[0] != key]
        if firsts[key] > max(balanced.share, taken.get(key, 0)):
            for other, score in before:
                if score >= before[0][1] - TOLERANCE:
                    assert firsts[other] >= balanced.share
    assert balanced.after.first_places == balanced.before.first_places == firsts.total()
    assert balanced == balance(dict(reversed(lists.items())), rules, taken)


def test_everybody_wants_the_same_and_half_see_the_next_first() -> None:
    lists = {f"P{number}": [("A", 80), ("B", 75), ("C", 60)] for number in range(6)}
    balanced = balance(lists, Rules(tolerance=5, slack=1))
    assert balanced.share == 2
    assert (balanced.before.most, balanced.before.with_none) == (6, 2)
    # Two see A first as their share, two see B; C is too far below, so the last two keep A.
    assert Counter(one[0][0] for one in balanced.shortlists.values()) == {"A": 4, "B": 2}
    assert (balanced.after.most, balanced.after.with_none, balanced.moved) == (4, 1, 2)
    assert balanced.after.by_count == ((0, 1), (2, 1), (4, 1))
    wide = balance(lists, Rules(tolerance=20, slack=1))
    assert Counter(one[0][0] for one in wide.shortlists.values()) == {"A": 2, "B": 2, "C": 2}
    assert wide.after.gini == pytest.approx(0)


def test_the_highest_score_has_the_first_place_before_others() -> None:
    lists = {"P1": [("A", 70), ("B", 69)], "P2": [("A", 90), ("B", 85)]}
    balanced = balance(lists, RULES)
    assert [balanced.shortlists[who][0][0] for who in ("P1", "P2")] == ["B", "A"]


def test_shares() -> None:
    assert share_of(1000, 100, 2) == 20
    assert share_of(1, 100, 2) == 1
    assert share_of(0, 0, 2) == 1


def test_gini() -> None:
    assert gini([2, 2, 2]) == pytest.approx(0)
    assert gini([0, 0, 0, 10]) == pytest.approx(0.75)
    assert gini([1, 3]) == pytest.approx(0.25)
    assert gini([]) == gini([0, 0]) == 0
