"""A problem from Python dictionaries of names, as programmes' own scripts hold them."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np

from permeate.core.matching.rounds.problem import Longs, Problem, Rankings, assemble


def from_dictionaries(
    people: Mapping[str, Sequence[str]],
    places: Mapping[str, Sequence[str]],
    most: Mapping[str, int],
) -> Problem:
    """Strict lists of names, best first, on both sides; people and places keep their order.

    KeyError for a name that the other side does not have. One dictionary look-up a name and
    one sort of the pairs: O(w log w).
    """
    number_of_person = {name: number for number, name in enumerate(people)}
    number_of_place = {name: number for number, name in enumerate(places)}
    capacities = np.fromiter((most[name] for name in places), np.int32, len(places))
    return assemble(
        _numbered(people, number_of_place),
        _numbered(places, number_of_person),
        people=len(people),
        least=np.zeros(len(places), dtype=np.int32),
        most=capacities,
    )


def _numbered(lists: Mapping[str, Sequence[str]], numbers: Mapping[str, int]) -> Rankings:
    lengths = np.fromiter(map(len, lists.values()), np.int64, len(lists))
    total = int(lengths.sum())
    names = chain.from_iterable(lists.values())
    whom: Longs = np.fromiter(map(numbers.__getitem__, names), np.int64, total)
    who = np.repeat(np.arange(len(lists), dtype=np.int64), lengths)
    firsts = np.repeat(np.cumsum(lengths) - lengths, lengths)
    return Rankings(who, whom, np.arange(total, dtype=np.int64) - firsts + 1)
