"""Equal ranks are decided by a lottery that anybody can draw again.

Each person and each place has one number: the place of SHA-256 of ``seed|side|name`` among
those of its side. Where a place ranks two people the same, the one drawn earlier comes first;
so with people's ties between places. One draw for all places keeps more people near the top of
their lists than one a place (Abdulkadiroğlu, Pathak and Roth 2009).
"""

from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

import numpy as np

from permeate.core.matching.rounds.problem import Ints, Longs, Problem


def lots(seed: int, side: str, names: Sequence[str]) -> Ints:
    """int32[len(names)]: who is drawn when, from 0. The order of the names plays no part."""
    digests = [sha256(f"{seed}|{side}|{name}".encode()).digest() for name in names]
    drawn = sorted(range(len(names)), key=digests.__getitem__)
    turns = np.empty(len(names), dtype=np.int32)
    turns[drawn] = np.arange(len(names), dtype=np.int32)
    return turns


def strict(problem: Problem, people: Ints, places: Ints) -> tuple[Problem, Longs]:
    """The problem without ties, and int64[w]: which wish of ``problem`` each of its wishes is.

    ``people`` int32[n] and ``places`` int32[m] are lots. Ranks become 0, 1, … within each
    ranking. O(w log w).
    """
    person = problem.person()
    order = np.lexsort((places[problem.place], problem.person_rank, person))
    place, place_rank = problem.place[order], problem.place_rank[order]
    ranked = np.lexsort((people[person], place_rank, place))
    taken = np.bincount(place, minlength=problem.places)
    position = np.empty(len(order), dtype=np.int32)
    position[ranked] = np.arange(len(order)) - np.repeat(np.cumsum(taken) - taken, taken)
    counts = np.diff(problem.starts)
    own = np.arange(len(order)) - np.repeat(problem.starts[:-1], counts)
    made = replace(problem, place=place, person_rank=own.astype(np.int32), place_rank=position)
    return made, order


def as_asked(answer: Longs, order: Longs) -> Longs:
    """An answer of the strict problem in the wishes of the one it came from."""
    told = answer.copy()
    told[answer >= 0] = order[answer[answer >= 0]]
    return told
