"""The objectives a programme can put in order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from permeate.core.matching.rounds.problem import Flags, Ints, Longs, Problem
from permeate.core.matching.rounds.wanted import Group, Objective
from permeate.core.refusals import Refused

PLACED = "placed"
LEFT_OUT = "left-out"
CROSS_SECTOR = "cross-sector"
PROFILE = "profile"
RANKS = "ranks"
DEFAULT_ORDER = (PLACED, LEFT_OUT, CROSS_SECTOR, PROFILE, RANKS)

WORDS = {
    PLACED: "people placed",
    LEFT_OUT: "organisations left out for 24 months that now send or receive somebody",
    CROSS_SECTOR: "people who go to another sector",
    PROFILE: "people with their first wish, then their second, and so on",
    RANKS: "sum of the ranks both sides gave each other (small is good, so it is negative)",
}


@dataclass(frozen=True, eq=False)
class Traits:
    """What objectives need to know. Codes of sectors and organisations are one numbering each.

    ``*_sector`` and ``*_organisation`` int32[n] or int32[m]; ``left_out`` bool[organisations].
    """

    person_sector: Ints
    place_sector: Ints
    person_organisation: Ints
    place_organisation: Ints
    left_out: Flags


def objectives(order: Sequence[str], problem: Problem, traits: Traits) -> tuple[Objective, ...]:
    """The objectives of those names, in order; Refused for a name that does not exist."""
    if not order:
        raise Refused(f"Name at least one objective: {', '.join(MAKERS)}.")
    if len(set(order)) < len(order):
        raise Refused("Name each objective once.")
    made: list[Objective] = []
    for name in order:
        make = MAKERS.get(name)
        if make is None:
            raise Refused(f"There is no objective “{name}”: choose from {', '.join(MAKERS)}.")
        made += make(problem, traits)
    return tuple(made)


def _placed(problem: Problem, traits: Traits) -> list[Objective]:
    return [Objective(PLACED, np.ones(len(problem.place), dtype=np.int64))]


def _left_out(problem: Problem, traits: Traits) -> list[Objective]:
    """A left-out organisation counts once when it sends and once when it receives."""
    groups = []
    for organisation in np.flatnonzero(traits.left_out):
        sending = traits.person_organisation == organisation
        receiving = traits.place_organisation == organisation
        groups += [Group(people=sending)] if sending.any() else []
        groups += [Group(places=receiving)] if receiving.any() else []
    nothing = np.zeros(len(problem.place), dtype=np.int64)
    return [Objective(LEFT_OUT, nothing, tuple(groups))]


def _cross_sector(problem: Problem, traits: Traits) -> list[Objective]:
    home = traits.person_sector[problem.person()]
    other: Longs = (home != traits.place_sector[problem.place]).astype(np.int64)
    return [Objective(CROSS_SECTOR, other)]


def _profile(problem: Problem, traits: Traits) -> list[Objective]:
    """Rank-maximal (Irving et al. 2006). The last rank follows from the number placed."""
    ranks = np.unique(problem.person_rank)
    return [
        Objective(f"{PROFILE} {rank}", (problem.person_rank == rank).astype(np.int64))
        for rank in ranks
    ]


def _ranks(problem: Problem, traits: Traits) -> list[Objective]:
    both = problem.person_rank.astype(np.int64) + problem.place_rank
    return [Objective(RANKS, -both)]


MAKERS: dict[str, Callable[[Problem, Traits], list[Objective]]] = {
    PLACED: _placed,
    LEFT_OUT: _left_out,
    CROSS_SECTOR: _cross_sector,
    PROFILE: _profile,
    RANKS: _ranks,
}
