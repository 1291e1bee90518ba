"""The checker says no to whatever is not so."""

from dataclasses import replace

import pytest

from permeate.core.matching.rings.checking import Checker, Claim
from permeate.core.matching.rings.problem import Caps

pytestmark = pytest.mark.once

# 0 ⇄ 1, 1 → 2 → 0; the giver 3 → 2.
ARCS = [(0, 1), (1, 0), (1, 2), (2, 0), (3, 2)]
PART = {
    "bound": 3,
    "vertices": [0, 1, 2, 3],
    "proof": "rings",
    "prices": [[0, 1.0], [1, 1.0], [2, 1.0]],
    "cuts": [],
}
TRUE = Claim([[0, 1]], [[3, 2]], 3, 3, True, [PART])


def faults(claim: Claim, caps: Caps | None = None) -> str:
    return " ".join(Checker(3, 1, ARCS, caps or Caps()).check(claim).faults)


def test_a_true_claim_has_no_faults() -> None:
    assert faults(TRUE) == ""


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"cycles": [[0, 2]]}, "0 → 2, which is not an arc"),
        ({"cycles": [[0, 1], [1, 2, 0]]}, "0 is in [0, 1] and in [1, 2, 0]"),
        ({"cycles": [[0, 1]], "chains": []}, "place 2, not 3"),
        ({"chains": [[2, 0]]}, "does not begin with a giver"),
        ({"cycles": [[0, 9]]}, "not there"),
        ({"bound": 2}, "below the value"),
        ({"proven": False}, "“proven” does not follow"),
        ({"certificate": [{**PART, "prices": [[0, 1.0], [1, 1.0]]}]}, "worth more"),
        ({"certificate": [{**PART, "prices": [*PART["prices"], [3, 1.0]]}]}, "sum to 4.0"),
        ({"certificate": [{**PART, "prices": [[0, 4.0], [1, -1.0]]}]}, "negative"),
        ({"certificate": [{**PART, "vertices": [0, 1, 2]}]}, "leaves its part"),
    ],
)
def test_each_lie_is_named(change, words) -> None:
    assert words in faults(replace(TRUE, **change))


def test_rings_beyond_the_caps_are_named() -> None:
    ring = replace(TRUE, cycles=[[0, 1, 2]], chains=[])
    assert "reaches 3 releases; the cap is 2" in faults(ring, Caps(2, 3))


def test_without_a_certificate_the_bound_is_taken_on_trust() -> None:
    verdict = Checker(3, 1, ARCS, Caps()).check(replace(TRUE, certificate=[]))
    assert verdict.fine
    assert "not checked" in verdict.unproven[0]


def test_cuts_count_only_for_rings_with_two_of_their_three() -> None:
    half = [[0, 0.5], [1, 0.5], [2, 0.5]]
    cut = {"vertices": [0, 1, 2], "price": 1.0}
    part = {**PART, "bound": 2, "prices": half, "cuts": [cut]}
    claim = Claim([[0, 1]], [], 2, 2, True, [part])
    words = " ".join(Checker(3, 1, ARCS, Caps(3, 3)).check(claim).faults)
    assert "[3, 2] is worth more" in words  # the chain meets one of the three, and costs 0.5
