"""The checker confirms what solvers find and catches whatever is changed afterwards."""

import copy
import json
import re

import pytest
from hypothesis import given, settings

from permeate.core.matching.rounds.asked import Target
from permeate.core.matching.rounds.objectives import DEFAULT_ORDER
from permeate.core.matching.rounds.reporting import as_data, fingerprint
from permeate.core.matching.rounds.result import Method
from permeate.core.matching.rounds.solving import Way, solve
from permeate.core.matching.rounds.verdict import faults_of
from permeate.core.refusals import Refused
from tests.core.matching.rounds.small import asked, rounds

pytestmark = pytest.mark.once
few = settings(max_examples=25, deadline=None)


@few
@given(rounds(limits=True))
def test_every_method_is_confirmed(round_) -> None:
    for method in Method:
        try:
            result = solve(round_, Way(method, seed=5))
        except Refused:
            continue
        data = json.loads(json.dumps(as_data(round_, result)))
        assert faults_of(round_, data) == []


@few
@given(rounds(pairs=True))
def test_colleagues_are_confirmed(round_) -> None:
    for method in (Method.STABLE, Method.FAIR):
        try:
            result = solve(round_, Way(method, seed=5))
        except Refused:
            continue
        assert faults_of(round_, as_data(round_, result)) == []


def market():
    """Six people, three places: everybody wishes all, ties, one target that binds."""
    people = [{0: 1, 1: 2, 2: 3}] * 3 + [{1: 1, 0: 1, 2: 2}] * 3
    places = [
        {n: n // 2 + 1 for n in range(6)},
        {n: 6 - n for n in range(6)},
        dict.fromkeys(range(6), 1),
    ]
    target = Target("type", "department", "region", "E", least=1, most=2)
    return asked(people, places, [2, 2, 1], targets=(target,))


def told(method: Method = Method.FAIR):
    round_ = market()
    return round_, as_data(round_, solve(round_, Way(method, seed=1, allow_short=True)))


def changed(data, change):
    other = copy.deepcopy(data)
    change(other)
    return other


def test_the_market_is_fair_and_confirmed() -> None:
    round_, data = told()
    assert faults_of(round_, data) == []
    assert [claim["name"] for claim in data["certificate"]["objectives"]][:2] == list(
        DEFAULT_ORDER[:2]
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d["matches"].append(d["matches"][0]), "matched twice"),
        (lambda d: d["matches"].pop(), "“unplaced” is not everybody"),
        (lambda d: d["matches"][0].update(place="h9"), "not in the inputs"),
        (lambda d: [m.update(place="h2") for m in d["matches"][:2]], "h2 holds"),
        (
            lambda d: d["matches"].append({"person": d["unplaced"].pop(), "place": "h2"}),
            "h2 holds 2, at most 1",
        ),
        (lambda d: d["certificate"]["objectives"][0].update(value=4, bound=4), "placed: 5, not 4"),
        (lambda d: d["certificate"]["objectives"][-1].update(bound=-1), "“proven” is not"),
        (lambda d: d["certificate"].update(blocking_pairs=77), "pairs block, not 77"),
        (
            lambda d: d["certificate"]["placed"].update(value=5, bound=4),
            "More people are placed|passes its bound",
        ),
    ],
)
def test_a_changed_result_is_caught(change, words) -> None:
    round_, data = told()
    faults = faults_of(round_, changed(data, change), seconds=5)
    assert any(re.search(words, fault) for fault in faults), faults


def test_a_bound_below_what_can_be_reached_is_caught() -> None:
    round_, data = told()
    worse = data["matches"]
    first = next(m for m in worse if m["place"] == "h2")
    other = next(m for m in worse if m["place"] == "h1")
    first["place"], other["place"] = "h1", "h2"
    for claim in data["certificate"]["objectives"]:
        claim["bound"], claim["proven"] = claim["value"], True
    assert faults_of(round_, data, seconds=5)


def test_another_stable_result_is_not_the_one_of_the_method() -> None:
    """Two stable answers: each side’s best. The other side’s is refused under this name."""
    round_ = asked([{0: 1, 1: 2}, {1: 1, 0: 2}], [{1: 1, 0: 2}, {0: 1, 1: 2}], [1, 1])
    data = as_data(round_, solve(round_, Way(Method.HOST_STABLE)))
    assert faults_of(round_, data) == []
    data["method"] = "stable"
    assert any("not the result of the method stable" in one for one in faults_of(round_, data))


def test_another_seed_is_caught() -> None:
    round_ = asked([{0: 1}, {0: 1}, {0: 1}, {0: 1}], [dict.fromkeys(range(4), 1)], [1])
    data = as_data(round_, solve(round_, Way(seed=1)))
    winners = {
        seed: as_data(round_, solve(round_, Way(seed=seed)))["matches"][0]["person"]
        for seed in range(12)
    }
    other = next(seed for seed, winner in winners.items() if winner != winners[1])
    assert faults_of(round_, {**data, "seed": other})


def test_a_missed_limit_never_passes() -> None:
    round_ = asked([{0: 1, 1: 2}] * 2, [{0: 1, 1: 2}] * 2, [2, 2], [0, 1])
    data = as_data(round_, solve(round_, Way(allow_short=True)))
    assert data["certificate"]["feasible"] is False
    assert any("at least 1" in fault for fault in faults_of(round_, data))


def test_the_fingerprint_sees_every_input_but_not_the_order_of_rows() -> None:
    round_ = market()
    again = asked(
        [{0: 1, 1: 2, 2: 3}] * 3 + [{0: 1, 1: 1, 2: 2}] * 3,
        [
            {n: n // 2 + 1 for n in range(6)},
            {n: 6 - n for n in range(6)},
            dict.fromkeys(range(6), 1),
        ],
        [2, 2, 1],
        targets=round_.targets,
    )
    assert fingerprint(round_) == fingerprint(again)
    other = asked([{0: 1}] * 6, [dict.fromkeys(range(6), 1)] * 3, [2, 2, 1])
    assert fingerprint(round_) != fingerprint(other)


def test_the_same_inputs_and_seed_give_the_same_bytes() -> None:
    for method in Method:
        assert json.dumps(told(method)[1]) == json.dumps(told(method)[1])


def test_people_are_told_why() -> None:
    round_ = asked([{0: 1, 1: 2}, {0: 1, 1: 2}, {0: 1}], [{0: 1, 1: 2}, {1: 1}], [1, 1])
    data = as_data(round_, solve(round_, Way()))
    says = [one["says"] for one in data["explanations"]]
    assert says[0] == "You go to h0, your first choice."
    assert says[1] == (
        "You go to h1, which you ranked 2. The last place at h0 went to someone h0 ranked above "
        "you; your next was h1."
    )
    assert "h0 did not rank you" in says[2]
    drawn = asked([{0: 1}, {0: 1}], [{0: 1, 1: 1}], [1])
    lost = next(
        one["says"]
        for one in as_data(drawn, solve(drawn, Way()))["explanations"]
        if one["place"] is None
    )
    assert "ranked the same as you, who was drawn before you in the lottery" in lost
