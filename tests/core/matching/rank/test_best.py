"""A million rows' short way gives what comparing one by one gives."""

import random
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.matching.rank.best import BACKENDS, best_rows, suggest
from permeate.core.matching.rank.columns import columns_of
from permeate.core.matching.rank.explaining import explain
from permeate.core.matching.rank.facts import Offer, Seeker
from permeate.core.matching.rank.limits import fitting, hindrances
from permeate.core.matching.rank.query import index_of, query_of
from permeate.core.matching.rank.rules import Rules
from permeate.core.matching.rank.scoring import score, spread, tie
from tests.core.matching.rank import making

pytestmark = pytest.mark.once


def brute(seeker, offers, rules, top):
    """Every offer compared by itself, best first."""
    possible = [offer for offer in offers if not hindrances(seeker, offer, rules)]
    possible.sort(
        key=lambda one: (
            -score(seeker, one, rules),
            tie(spread(seeker.key), spread(one.key)),
            one.key,
        )
    )
    return possible[:top]


@pytest.mark.parametrize("backend", ["compiled", "numpy"])
@settings(max_examples=60, deadline=None)
@given(making.offers(), making.seekers(), making.rules, st.integers(1, 12))
def test_the_best_are_those_of_comparing_one_by_one(backend, offers, seeker, rules, top) -> None:
    index = index_of(columns_of(offers))
    wanted = brute(seeker, offers, rules, top)

    rows, scores = BACKENDS[backend](query_of(seeker, index, rules), index, top)

    found = index.columns.offers(rows)
    assert [one.key for one in found] == [one.key for one in wanted]
    assert scores.tolist() == [score(seeker, one, rules) for one in wanted]
    for got, want in zip(found, wanted, strict=True):
        assert got == replace(want, slots=(fitting(seeker, want, rules),))


@settings(max_examples=15, deadline=None)
@given(making.offers(), making.seekers(), making.rules, st.randoms())
def test_the_order_of_the_file_changes_nothing(offers, seeker, rules, chance) -> None:
    shuffled = chance.sample(offers, len(offers))
    once, again = (suggest(seeker, index_of(columns_of(one)), rules) for one in (offers, shuffled))
    assert once == again
    assert once == [explain(seeker, one, rules) for one in brute(seeker, offers, rules, 20)]


def many(count: int):
    """More different days and shares than a column has steps."""
    return [
        Offer(
            key=f"O{number:05}",
            host=making.HOSTS[1 + number % 4],
            slots=((first := making.DAY + timedelta(days=number * 7 % 501), first),),
            kind="SHADOWING",
            place=making.PLACES[number % 14],
            fte=1 + number * 13 % 100,
            gives=frozenset(making.TOPICS[: number % 7]),
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("backend", ["compiled", "numpy"])
@pytest.mark.parametrize("start", [0, 3, 77, 250, 499, 501])
def test_days_between_two_steps_are_looked_at_themselves(backend, start) -> None:
    offers, rules = many(1500), Rules()
    seeker = Seeker(
        "P",
        making.HOSTS[0],
        learn=frozenset(making.TOPICS),
        free_from=making.DAY + timedelta(days=start),
        free_to=making.DAY + timedelta(days=start + 9),
        fte=(20, 83),
    )
    index = index_of(columns_of(offers))
    rows, _ = BACKENDS[backend](query_of(seeker, index, rules), index, 2000)
    found = [one.key for one in index.columns.offers(rows)]
    assert found == [one.key for one in brute(seeker, offers, rules, 2000)]
    assert bool(found) == (start < 501)


@pytest.mark.parametrize("number", range(6))
def test_what_is_dropped_unread_could_not_be_among_the_best(number) -> None:
    """Thousands of rows and few places, so that most are never looked at."""
    chance = random.Random(number)

    def some(values):
        return frozenset(chance.sample(values, chance.randrange(len(values))))

    offers = [
        replace(
            one,
            profession=chance.choice(["", "LEGAL", "FINANCE"]),
            band=chance.choice(["", "OFFICER", "SENIOR_OFFICER"]),
            gives=some(making.TOPICS),
            wants=some(making.TOPICS),
            terms=some(making.TERMS),
        )
        for one in many(3000)
    ]
    seeker = Seeker(
        f"P{number}", making.HOSTS[0], region="NORTH_EAST", profession="LEGAL", band="OFFICER",
        learn=frozenset(making.TOPICS[:5]), brings=frozenset(making.TOPICS[2:]),
        terms={term: term for term in making.TERMS[1:]}, had={"E": 2, "C": 1},
    )  # fmt: skip
    rules = Rules({**Rules().weights, "words": 13, "distance": 20, "contrast": 17, "learn": 9})
    index = index_of(columns_of(offers))
    for backend in BACKENDS.values():
        rows, _ = backend(query_of(seeker, index, rules), index, 25)
        found = [one.key for one in index.columns.offers(rows)]
        assert found == [one.key for one in brute(seeker, offers, rules, 25)]


def test_the_compiled_way_is_taken_where_it_can_be() -> None:
    assert set(BACKENDS) == {"compiled", "numpy"}
    index = index_of(columns_of(many(100)))
    query = query_of(Seeker("P", making.HOSTS[0]), index, Rules())
    assert (
        best_rows(query, index, 5)[0].tolist() == BACKENDS["compiled"](query, index, 5)[0].tolist()
    )


@pytest.mark.parametrize("backend", ["compiled", "numpy"])
@pytest.mark.parametrize("region", ["LONDON", "WALES", ""])
def test_whole_words_of_rows_before_and_after_ones_own_region(backend, region) -> None:
    offers = [replace(one, place="LONDON") for one in many(128)]
    index, seeker = index_of(columns_of(offers)), Seeker("P", making.HOSTS[0], region=region)
    rows, _ = BACKENDS[backend](query_of(seeker, index, Rules()), index, 200)
    assert len(rows) == 128


def test_slots_on_both_sides_of_a_word_are_one_opportunity() -> None:
    days = [making.DAY + timedelta(days=day) for day in range(300)]
    slots = tuple((day, day) for day in days)
    offers = [
        replace(one, slots=slots, place=place)
        for one, place in zip(many(3), ("LONDON", "WALES", "REMOTE"), strict=True)
    ]
    index = index_of(columns_of(offers))
    for backend in BACKENDS.values():
        seeker = Seeker("P", making.HOSTS[0], region="WALES", free_from=days[5])
        rows, _ = backend(query_of(seeker, index, Rules()), index, 3)
        found = index.columns.offers(rows)
        assert sorted(one.key for one in found) == ["O00000", "O00001", "O00002"]
        assert {one.slots[0][0] for one in found} == {days[5]}


def test_more_topics_than_a_word_has_bits() -> None:
    own = [f"Own {number}" for number in range(300)]
    offers = [
        replace(one, gives=frozenset({own[at]}), wants=frozenset({own[-at - 1]}))
        for at, one in enumerate(many(300))
    ]
    seeker = Seeker("P", making.HOSTS[0], learn=frozenset({own[170]}), brings=frozenset({own[3]}))
    index = index_of(columns_of(offers))
    for backend in BACKENDS.values():
        rows, _ = backend(query_of(seeker, index, Rules()), index, 2)
        found = {one.key for one in index.columns.offers(rows)}
        assert found == {"O00170", "O00296"}


WITHOUT_NUMBA = """
import sys
sys.modules["numba"] = None
from permeate.core.matching.rank.best import BACKENDS, suggest
from permeate.core.matching.rank.columns import columns_of
from permeate.core.matching.rank.query import index_of
from permeate.core.matching.rank.rules import Rules
from permeate.core.matching.rank.facts import Seeker
from tests.core.matching.rank import making
from tests.core.matching.rank.test_best import many
seeker = Seeker("P", making.HOSTS[0], learn=frozenset(making.TOPICS))
print(*BACKENDS, *(one.key for one in suggest(seeker, index_of(columns_of(many(300))), Rules())))
"""


def test_without_numba_the_answer_is_the_same() -> None:
    told = subprocess.run(
        [sys.executable, "-c", WITHOUT_NUMBA], capture_output=True, text=True, check=True
    ).stdout.split()
    seeker = Seeker("P", making.HOSTS[0], learn=frozenset(making.TOPICS))
    found = suggest(seeker, index_of(columns_of(many(300))), Rules())
    assert told == ["numpy", *(one.key for one in found)]
