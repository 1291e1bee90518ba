"""Bounds of a result’s objectives once more, by programmes built from names.

Objective after objective, under those before it at the values claimed: the linear relaxation
first, the integer programme where that is not sharp enough.
"""

import math
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from permeate.core.matching.rounds.checking import Names

Row = tuple[dict[int, float], float, float]
EPSILON = 1e-6


class Programme:
    """Columns are matches that may be, then left-out organisations that send or receive."""

    def __init__(self, names: Names, *, stable: bool = False, bare: bool = False) -> None:
        """``stable`` lets no pair block; ``bare`` keeps maxima of places alone."""
        self.names = names
        self.bare = bare
        self.columns = [
            (person, place) for person, ranks in names.person_ranks.items() for place in ranks
        ]
        self.number = {pair: at for at, pair in enumerate(self.columns)}
        self.taking_part = self._taking_part()
        self.size = len(self.columns) + len(self.taking_part)
        self.rows: list[Row] = [*self._limits(), *self._counted()]
        if stable:
            self.rows += self._stable()

    def worth(self, objective: str) -> dict[int, float]:
        """The objective’s worth by column."""
        if objective == "left-out":
            return dict.fromkeys(range(len(self.columns), self.size), 1.0)
        return {
            at: value
            for at, (person, place) in enumerate(self.columns)
            if (value := worth_of(self.names, objective, person, place))
        }

    def bound(self, objective: str, kept: Sequence[tuple[str, int]], limit: float) -> int | None:
        """No plan with ``kept`` reaches more than this; None if that was not settled in time."""
        rows = [*self.rows, *((self.worth(name), float(value), np.inf) for name, value in kept)]
        cost = np.zeros(self.size)
        for at, value in self.worth(objective).items():
            cost[at] = -value
        found = self._solved(rows, cost, whole=False, limit=limit)
        return None if found is None else math.floor(EPSILON - found)

    def sharp_bound(
        self, objective: str, kept: Sequence[tuple[str, int]], limit: float
    ) -> int | None:
        """The same in whole people."""
        rows = [*self.rows, *((self.worth(name), float(value), np.inf) for name, value in kept)]
        cost = np.zeros(self.size)
        for at, value in self.worth(objective).items():
            cost[at] = -value
        found = self._solved(rows, cost, whole=True, limit=limit)
        return None if found is None else math.floor(EPSILON - found)

    def _solved(
        self, rows: list[Row], cost: NDArray[np.float64], *, whole: bool, limit: float
    ) -> float | None:
        if not self.size:
            return 0.0
        down = [at for at, row in enumerate(rows) for _ in row[0]]
        across = [column for row in rows for column in row[0]]
        values = [value for row in rows for value in row[0].values()]
        matrix = sparse.csr_matrix((values, (down, across)), (len(rows), self.size))
        found = milp(
            cost,
            constraints=LinearConstraint(matrix, *([row[side] for row in rows] for side in (1, 2))),
            bounds=Bounds(0, 1),
            integrality=np.full(self.size, int(whole)),
            options={"time_limit": limit},
        )
        if whole:
            return None if found.mip_dual_bound is None else float(found.mip_dual_bound)
        return float(found.fun) if found.status == 0 else None

    def _limits(self) -> Iterator[Row]:
        by_person: dict[str, dict[int, float]] = defaultdict(dict)
        by_place: dict[str, dict[int, float]] = {place: {} for place in self.names.most}
        for at, (person, place) in enumerate(self.columns):
            by_person[person][at] = by_place[place][at] = 1.0
        for own in by_person.values():
            yield own, 0.0, 1.0
        for place, own in by_place.items():
            least = 0.0 if self.bare else float(self.names.least[place])
            yield own, least, float(self.names.most[place])
        for target in () if self.bare else self.names.asked.targets:
            counted = {
                at: 1.0
                for at, (person, place) in enumerate(self.columns)
                if self.names.counted(target, person, place)
            }
            yield counted, float(target.least), np.inf if target.most is None else target.most
        for pair in self.names.asked.together:
            yield from self._pair(*(self.names.asked.people.names[each] for each in pair))

    def _pair(self, one: str, other: str) -> Iterator[Row]:
        ranks = self.names.person_ranks
        for place in {**ranks[one], **ranks[other]}:
            row = {
                self.number[person, place]: sign
                for person, sign in ((one, 1.0), (other, -1.0))
                if (person, place) in self.number
            }
            yield row, 0.0, 0.0

    def _taking_part(self) -> list[dict[int, float]]:
        """For each left-out organisation that could send, and that could receive: its matches."""
        asked = self.names.asked
        found: list[dict[int, float]] = []
        left = {
            side.columns["organisation"][at]
            for side in (asked.people, asked.places)
            for at, out in enumerate(side.left_out)
            if out
        }
        for side, end in ((asked.people, 0), (asked.places, 1)):
            organisation = dict(
                zip(side.names, side.columns.get("organisation") or side.names, strict=True)
            )
            own: dict[str, dict[int, float]] = {}
            for at, pair in enumerate(self.columns):
                if organisation[pair[end]] in left:
                    own.setdefault(organisation[pair[end]], {})[at] = -1.0
            found += own.values()
        return found

    def _counted(self) -> Iterator[Row]:
        for number, matches in enumerate(self.taking_part):
            yield {**matches, len(self.columns) + number: 1.0}, -np.inf, 0.0

    def _stable(self) -> Iterator[Row]:
        """Of each pair: the person has as good, or the place is full of people as good."""
        for person, place in self.columns:
            most = float(self.names.most[place])
            mine = self.names.person_ranks[person]
            theirs = self.names.place_ranks[place]
            row: dict[int, float] = defaultdict(float)
            for other, rank in mine.items():
                if rank <= mine[place]:
                    row[self.number[person, other]] += most
            for rival, rank in theirs.items():
                if rank <= theirs[person]:
                    row[self.number[rival, place]] += 1.0
            yield dict(row), most, np.inf


def worth_of(names: Names, objective: str, person: str, place: str) -> int:
    """What one match is worth for an objective (all but “left-out”)."""
    rank = names.person_ranks[person][place]
    if objective == "placed":
        return 1
    if objective == "ranks":
        return -(rank + names.place_ranks[place][person])
    if objective == "cross-sector":
        sides = (names.asked.people, person), (names.asked.places, place)
        one, other = (
            side.columns["sector" if "sector" in side.columns else "type"][side.numbers[name]]
            for side, name in sides
        )
        return int(one != other)
    return int(objective == f"profile {rank}")


def value_of(names: Names, objective: str, goes: Mapping[str, str]) -> int:
    """What a result reaches of an objective."""
    if objective != "left-out":
        return sum(worth_of(names, objective, person, place) for person, place in goes.items())
    asked = names.asked
    people = dict(zip(asked.people.names, asked.people.columns["organisation"], strict=True))
    places = dict(zip(asked.places.names, asked.places.columns["organisation"], strict=True))
    left = {people[asked.people.names[at]] for at, out in enumerate(asked.people.left_out) if out}
    left |= {places[asked.places.names[at]] for at, out in enumerate(asked.places.left_out) if out}
    sending = {people[person] for person in goes} & left
    return len(sending) + len({places[place] for place in goes.values()} & left)


def unproven(
    names: Names, claims: Sequence[Mapping[str, Any]], seconds: float, **which: bool
) -> Iterator[str]:
    """Claimed bounds that do not hold, or that could not be confirmed in the time.

    ``which`` are the options of Programme.
    """
    programme = Programme(names, **which)
    kept: list[tuple[str, int]] = []
    end = time.monotonic() + seconds
    for claim in claims:
        name, value, bound = str(claim["name"]), int(claim["value"]), int(claim["bound"])
        if value > bound:
            yield f"{name}: the value {value} passes its bound {bound}."
        for solve in (programme.bound, programme.sharp_bound):
            shown = solve(name, kept, max(1.0, end - time.monotonic()))
            if shown is not None and shown <= bound:
                break
        else:
            known = "none was found" if shown is None else f"up to {shown} is not ruled out"
            yield f"{name}: the bound {bound} is not confirmed in {seconds:g} seconds; {known}."
        kept.append((name, value))
