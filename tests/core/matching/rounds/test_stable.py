"""Deferred acceptance, its certificate, ties by lottery and the largest, against everything."""

import numpy as np
import pytest
from hypothesis import given, settings

from permeate.core.matching.rounds import stability, stable, ties
from permeate.core.matching.rounds.dictionaries import from_dictionaries
from permeate.core.matching.rounds.largest import largest_stable
from permeate.core.matching.rounds.lottery import as_asked, lots, strict
from permeate.core.matching.rounds.reference import places_proposing, proposing
from permeate.core.matching.rounds.together import stable_together
from tests.core.matching.rounds.small import answers, asked, blocks, rounds

pytestmark = pytest.mark.once
few = settings(max_examples=60, deadline=None)


def ranks_of(problem, answer):
    """Each person’s rank; a large one without a place."""
    return np.array([problem.person_rank[wish] if wish >= 0 else 99 for wish in answer])


@few
@given(rounds(ties=False))
def test_best_for_people_is_stable_and_nobody_does_better_in_any_stable_answer(round_) -> None:
    problem = round_.problem
    answer = stable.best_for_people(problem)
    assert not blocks(problem, answer)
    assert not len(stability.blocking(problem, answer))
    for other in answers(problem):
        if not blocks(problem, other):
            assert np.all(ranks_of(problem, answer) <= ranks_of(problem, other))


@few
@given(rounds(ties=False))
def test_best_for_places_is_stable_and_nobody_does_worse_in_any_stable_answer(round_) -> None:
    problem, _ = strict(round_.problem, np.arange(9), np.arange(9))
    answer = stable.best_for_places(problem)
    assert not blocks(problem, answer)
    for other in answers(problem):
        if not blocks(problem, other):
            assert np.all(ranks_of(problem, answer) >= ranks_of(problem, other))


@few
@given(rounds())
def test_the_certificate_finds_blocking_pairs_exactly(round_) -> None:
    for number, answer in enumerate(answers(round_.problem)):
        assert bool(len(stability.blocking(round_.problem, answer))) == blocks(
            round_.problem, answer
        )
        if number > 40:
            break


@few
@given(rounds())
def test_a_lottery_keeps_stability_and_the_largest_is_the_largest(round_) -> None:
    problem = round_.problem
    drawn, order = strict(
        problem, lots(7, "person", round_.people.names), lots(7, "place", round_.places.names)
    )
    answer = stable.best_for_people(drawn)
    assert not blocks(problem, as_asked(answer, order))
    many = ties.many_placed(problem)
    assert not blocks(problem, many)
    sizes = [(other >= 0).sum() for other in answers(problem) if not blocks(problem, other)]
    best = largest_stable(problem)
    assert best.size == best.bound == max(sizes)
    assert not blocks(problem, best.answer)
    assert 3 * (many >= 0).sum() >= 1.5 * best.size


@few
@given(rounds())
def test_plain_python_gives_the_same_answer(round_) -> None:
    problem, _ = strict(round_.problem, np.arange(9)[::-1], np.arange(9))
    columns = (problem.starts, problem.place, problem.place_rank, problem.most)
    for loop in (stable.people_propose, stable.places_propose):
        assert list(loop(*columns)) == list(loop.py_func(*columns))
    flags = (problem.starts, problem.place, problem.person_rank, problem.place_rank, problem.most)
    answer = stable.best_for_people(problem)
    for strong in (False, True):
        found = stability.block_flags(*flags, answer, strong)
        assert list(found) == list(stability.block_flags.py_func(*flags, answer, strong))


def test_reference_and_compiled_agree_on_many_people() -> None:
    chance = np.random.default_rng(4)
    people = {f"p{n}": [f"h{h}" for h in chance.choice(40, 6, replace=False)] for n in range(400)}
    wishing: dict[str, list[str]] = {f"h{h}": [] for h in range(40)}
    for person, wishes in people.items():
        for place in wishes:
            wishing[place].append(person)
    places = {place: list(chance.permutation(who)) for place, who in wishing.items()}
    most = dict.fromkeys(places, 5)
    problem = from_dictionaries(people, places, most)
    ranks = {place: {who: at for at, who in enumerate(own)} for place, own in places.items()}
    own = {person: {place: at for at, place in enumerate(w)} for person, w in people.items()}
    names = list(places)
    for answer, other in (
        (stable.best_for_people(problem), proposing(people, ranks, most)),
        (stable.best_for_places(strict(problem, np.arange(400), np.arange(40))[0]), None),
    ):
        told = {f"p{n}": names[problem.place[wish]] for n, wish in enumerate(answer) if wish >= 0}
        assert told == (other or places_proposing(places, own, most))


def test_strong_stability_counts_indifference() -> None:
    tied = asked([{0: 1}, {0: 1}], [{0: 1, 1: 1}], [1]).problem
    answer = np.array([0, -1])
    assert not len(stability.blocking(tied, answer))
    assert list(stability.blocking(tied, answer, ties_block=True)) == [1]


def test_the_lottery_does_not_depend_on_the_order_of_names() -> None:
    names = ["Ada", "Ben", "Chi", "Dev"]
    turns = dict(zip(names, lots(3, "person", names), strict=True))
    again = dict(zip(names[::-1], lots(3, "person", names[::-1]), strict=True))
    assert turns == again
    assert any(
        dict(zip(names, lots(seed, "person", names), strict=True)) != turns for seed in range(9)
    )


def test_whoever_was_turned_away_everywhere_wins_ties_the_second_time() -> None:
    """Both can be placed, but only if the place breaks its tie for the one without a way out."""
    problem = asked([{0: 1, 1: 2}, {0: 1}], [{0: 1, 1: 1}, {0: 1}], [1, 1]).problem
    assert list(problem.place[ties.many_placed(problem)]) == [1, 0]


def test_a_pair_is_ranked_as_its_lower_half() -> None:
    wishes = [{0: 1}, {0: 1}, {0: 1}]
    ahead = asked(wishes, [{0: 1, 1: 2, 2: 3}], [2]).problem
    assert list(stable_together(ahead, ((0, 1),))) == [0, 1, -1]
    split = asked(wishes, [{0: 1, 1: 3, 2: 2}], [2]).problem
    assert list(stable_together(split, ((0, 1),))) == [-1, -1, 2]
