"""The problem of a round, in arrays.

A wish is a pair that may happen: the person ranks the place, the place ranks the person, and
nothing excludes them. Wishes lie person after person, each person's in order of rank.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Flags = NDArray[np.bool_]

NOBODY = -1  # in an answer: this person has no place


@dataclass(frozen=True, eq=False)
class Problem:
    """n people, m places, w wishes; 16 bytes a wish at most.

    ``starts`` int64[n + 1]: the wishes of person p are ``starts[p]`` to ``starts[p + 1]``.
    ``place`` int32[w]; ``person_rank`` and ``place_rank`` int32[w]: what each side of the
    wish makes of the other, smaller is better, equal within one ranking is a tie.
    ``least`` and ``most`` int32[m]: how many people a place needs and holds.

    An answer is int64[n]: the wish of each person that comes true, or ``NOBODY``.
    """

    starts: Longs
    place: Ints
    person_rank: Ints
    place_rank: Ints
    least: Ints
    most: Ints

    @property
    def people(self) -> int:
        """How many people."""
        return len(self.starts) - 1

    @property
    def places(self) -> int:
        """How many places (each holds several people)."""
        return len(self.most)

    def person(self) -> Ints:
        """int32[w]: whose wish each is."""
        counts = np.diff(self.starts)
        return np.repeat(np.arange(self.people, dtype=np.int32), counts)

    def held(self, answer: Longs) -> Ints:
        """int32[m]: how many people the answer gives each place."""
        taken = self.place[answer[answer >= 0]]
        return np.bincount(taken, minlength=self.places).astype(np.int32)


@dataclass(frozen=True, eq=False)
class Rankings:
    """What one side wrote: ``who`` ranks ``whom`` at ``rank`` (int arrays of one length)."""

    who: Longs
    whom: Longs
    rank: Longs


def assemble(
    by_people: Rankings, by_places: Rankings, *, people: int, least: Ints, most: Ints
) -> Problem:
    """Join both sides' rankings to wishes, in O(w log w); one-sided pairs fall away.

    No pair may be in one side's rankings twice.
    """
    places = len(most)
    ours = by_people.who * places + by_people.whom
    theirs = by_places.whom * places + by_places.who
    order = np.argsort(theirs)
    theirs = theirs[order]
    at = np.searchsorted(theirs, ours)
    both = np.zeros(len(ours), dtype=bool)
    inside = at < len(theirs)
    both[inside] = theirs[at[inside]] == ours[inside]
    kept = np.flatnonzero(both)
    who, rank = by_people.who[kept], by_people.rank[kept]
    whom = by_people.whom[kept]
    if not _in_order(who, rank, whom):
        sort = np.lexsort((whom, rank, who))
        kept, who = kept[sort], who[sort]
    starts = np.zeros(people + 1, dtype=np.int64)
    np.cumsum(np.bincount(who, minlength=people), out=starts[1:])
    return Problem(
        starts=starts,
        place=by_people.whom[kept].astype(np.int32),
        person_rank=by_people.rank[kept].astype(np.int32),
        place_rank=by_places.rank[order[at[kept]]].astype(np.int32),
        least=least,
        most=most,
    )


def _in_order(who: Longs, rank: Longs, whom: Longs) -> bool:
    """Whether wishes lie by person, rank and place already, as those of strict lists do."""
    if len(who) < 2:
        return True
    same = who[1:] == who[:-1]
    tied = same & (rank[1:] == rank[:-1])
    return bool(
        np.all(who[1:] >= who[:-1])
        and np.all(rank[1:][same] >= rank[:-1][same])
        and np.all(whom[1:][tied] > whom[:-1][tied])
    )


def without(problem: Problem, dropped: Flags) -> Problem:
    """The problem without the flagged wishes (bool[w])."""
    kept = ~dropped
    starts = np.zeros(problem.people + 1, dtype=np.int64)
    np.cumsum(np.bincount(problem.person()[kept], minlength=problem.people), out=starts[1:])
    return Problem(
        starts=starts,
        place=problem.place[kept],
        person_rank=problem.person_rank[kept],
        place_rank=problem.place_rank[kept],
        least=problem.least,
        most=problem.most,
    )
