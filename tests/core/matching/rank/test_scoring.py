"""Points that people can add up themselves, and the words beside them."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.matching.rank.explaining import explain, why_not
from permeate.core.matching.rank.facts import (
    NEIGHBOURS,
    Host,
    Offer,
    Seeker,
    nearness,
    spelt_terms,
    terms_of,
)
from permeate.core.matching.rank.rules import PARTS, Rules
from permeate.core.matching.rank.scoring import common, points, score, spread, tie
from permeate.core.refusals import Refused
from tests.core.matching.rank import making

pytestmark = pytest.mark.once
DAY = date(2027, 3, 1)
HOME = Host("A", "Ashby", "LOCAL_GOVERNMENT", "District")
SEEKER = Seeker(
    "P", HOME, region="LONDON", profession="FINANCE", band="MANAGER",
    learn=frozenset({"HOUSING", "HEALTH", "DIGITAL", "WASTE"}), brings=frozenset({"CASEWORK"}),
    terms=spelt_terms("Discharges from hospital"),
)  # fmt: skip
BEST = Offer(
    "O", Host("B", "Bram", "NHS", "Trust"), ((DAY, DAY),), "SHADOWING", place="LONDON",
    profession="FINANCE", band="MANAGER", gives=frozenset({"HOUSING", "HEALTH", "DIGITAL"}),
    wants=frozenset({"CASEWORK", "EVALUATION"}), terms=terms_of("Hospitals discharging patients"),
)  # fmt: skip


def part(
    name: str, seeker: Seeker = SEEKER, offer: Offer = BEST, rules: Rules | None = None
) -> int:
    rules = rules or Rules()
    return points(seeker, common(seeker, offer), rules)[name]


def test_usual_weights_add_up_to_a_hundred_and_the_best_has_them_all() -> None:
    assert sum(one.weight for one in PARTS.values()) == 100
    assert score(SEEKER, BEST, Rules()) == 100


@pytest.mark.parametrize(
    ("name", "seeker", "offer", "expected"),
    [
        ("learn", {}, {"gives": frozenset({"WASTE", "CULTURE"})}, 28 // 3),
        ("learn", {}, {"gives": frozenset()}, 0),
        ("learn", {"learn": frozenset({"CULTURE"})}, {"gives": frozenset({"CULTURE"})}, 28),
        ("learn", {"learn": frozenset()}, {}, 0),
        ("bring", {"brings": frozenset({"CASEWORK", "TAX"})}, {}, 9),
        ("equivalent", {}, {"profession": "LEGAL"}, 0),
        ("equivalent", {"profession": ""}, {"profession": ""}, 0),
        ("contrast", {}, {"host": Host("B", "", "LOCAL_GOVERNMENT", "County")}, 6),
        ("contrast", {}, {"host": Host("B", "", "LOCAL_GOVERNMENT", "District")}, 0),
        ("contrast", {}, {"host": Host("B", "", "", "")}, 0),
        ("distance", {}, {"place": "SOUTH_EAST"}, 4),
        ("distance", {}, {"place": "WALES"}, 0),
        ("distance", {}, {"place": "REMOTE"}, 8),
        ("distance", {"region": ""}, {"place": ""}, 0),
        ("grade", {}, {"band": "SENIOR_OFFICER"}, 3),
        ("grade", {}, {"band": "SENIOR_MANAGER"}, 3),
        ("grade", {}, {"band": "OFFICER"}, 0),
        ("grade", {}, {"band": ""}, 0),
        ("share", {"had": {"B": 1}}, {}, 5),
        ("share", {"had": {"B": 7}}, {}, 0),
        ("share", {"had": {"C": 7}}, {}, 8),
        ("words", {}, {"terms": frozenset()}, 0),
        ("words", {"terms": spelt_terms("hospital wards")}, {}, 3),
    ],
)
def test_parts(name, seeker, offer, expected) -> None:
    assert part(name, replace(SEEKER, **seeker), replace(BEST, **offer)) == expected


@settings(max_examples=60, deadline=None)
@given(making.seekers(), making.offer("O1"), making.rules)
def test_lines_add_up_and_stay_within_their_weights(seeker, offer, rules) -> None:
    told = explain(seeker, offer, rules)
    assert told.score == sum(line.points for line in told.lines) == score(seeker, offer, rules)
    assert [line.part for line in told.lines] == list(PARTS)
    for line in told.lines:
        assert 0 <= line.points <= line.most == rules.weights[line.part]
        assert line.words.endswith(".")


@settings(max_examples=60, deadline=None)
@given(making.seekers(), making.offer("O1"), making.topics)
def test_more_in_common_never_costs_points(seeker, offer, more) -> None:
    better = replace(offer, gives=offer.gives | more, wants=offer.wants | more)
    assert score(seeker, better, Rules()) >= score(seeker, offer, Rules())


def test_words_in_common_are_told_as_the_person_wrote_them() -> None:
    words = explain(SEEKER, BEST, Rules()).lines[-1].words
    assert words == "Your words in its text: discharges, hospital."


def test_the_reason_says_what_says_most() -> None:
    assert explain(SEEKER, BEST, Rules()).reason == (
        "You want to learn about digital and data, health and wellbeing and housing and "
        "homelessness. They want what you bring: casework."
    )


def test_why_not() -> None:
    rules = Rules()
    far = replace(SEEKER, regions=frozenset({"WALES"}))
    ruled_out = why_not(far, BEST, rules, least=10)
    assert ruled_out.words == "It is ruled out, whatever speaks for it."
    assert [one.limit for one in ruled_out.hindrances] == ["PLACE"]
    poor = replace(BEST, gives=frozenset(), wants=frozenset())
    assert why_not(SEEKER, poor, rules, least=80).words == (
        "Nothing rules it out. Others had 80 points or more; it has 54."
    )
    assert "in place 3" in why_not(SEEKER, BEST, rules, least=80, place=3).words
    assert "not there yet" in why_not(SEEKER, BEST, rules, least=80).words


def test_equal_scores_come_in_an_order_of_each_persons_own() -> None:
    keys = [f"O{number}" for number in range(20)]
    first = [
        min(keys, key=lambda key, who=who: tie(spread(f"P{who}"), spread(key)))
        for who in range(400)
    ]
    assert len(set(first)) == 20
    assert max(first.count(key) for key in keys) < 60


def test_neighbours_go_both_ways_and_nobody_is_without_but_northern_ireland() -> None:
    regions = {region for pair in NEIGHBOURS for region in pair}
    assert len(regions) == 11
    assert nearness("LONDON", "SOUTH_EAST") == nearness("SOUTH_EAST", "LONDON") == 1


def test_words_that_stand_everywhere_say_nothing() -> None:
    assert terms_of("I would like to see the work of a local council’s team") == frozenset()
    assert terms_of("Housing, houses; housed!") == {"hous"}


@given(st.dictionaries(st.sampled_from([*PARTS, "gap_days"]), st.integers(-5, 120)))
@settings(max_examples=60, deadline=None)
def test_rules_are_taken_whole_or_refused(data) -> None:
    try:
        rules = Rules.read(data)
    except Refused:
        low = {name: 100 if name in PARTS else 1827 for name in data}
        bad = [name for name, value in data.items() if not 0 <= value <= low[name]]
        lowest = min(data.get("learn", 28), data.get("bring", 18))
        assert bad or data.get("words", 7) > lowest or not any(data.values())
    else:
        assert {name: rules.data()[name] for name in data} == data
        assert Rules.read(rules.data()) == rules


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"lern": 3}, "Did you mean “learn”?"),
        ({"learn": 3.5}, "whole number from 0 to 100"),
        ({"learn": True}, "whole number"),
        ({"words": 19}, "facts weigh more than prose"),
        (dict.fromkeys(PARTS, 0), "at least one weight"),
    ],
)
def test_rules_that_make_no_sense(data, words) -> None:
    with pytest.raises(Refused, match=words.replace("?", r"\?")):
        Rules.read(data)
