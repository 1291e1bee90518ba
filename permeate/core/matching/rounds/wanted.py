"""What a fair plan must keep and what it should reach, in which order."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from permeate.core.matching.rounds.problem import Flags, Longs, Problem


@dataclass(frozen=True, eq=False)
class Group:
    """People with a trait at places with a trait (bool[n], bool[m]); None is all of them."""

    people: Flags | None = None
    places: Flags | None = None

    def wishes(self, problem: Problem) -> Flags:
        """bool[w]: the wishes between them."""
        inside = np.ones(len(problem.place), dtype=bool)
        if self.people is not None:
            inside &= np.repeat(self.people, np.diff(problem.starts))
        if self.places is not None:
            inside &= self.places[problem.place]
        return inside


@dataclass(frozen=True, eq=False)
class Limit:
    """Of the group's wishes at least ``least`` and at most ``most`` (None: no matter) come true."""

    label: str
    group: Group
    least: int = 0
    most: int | None = None


@dataclass(frozen=True, eq=False)
class Objective:
    """Something to make large: ``worth`` int64[w] of each wish that comes true, summed.

    Each group of ``once`` (of people alone or of places alone) adds one if any of its wishes
    comes true.
    """

    name: str
    worth: Longs
    once: tuple[Group, ...] = ()

    def value(self, problem: Problem, answer: Longs) -> int:
        """What an answer reaches."""
        true = answer[answer >= 0]
        reached = sum(bool(group.wishes(problem)[true].any()) for group in self.once)
        return int(self.worth[true].sum()) + reached


@dataclass(frozen=True, eq=False)
class Wanted:
    """A problem, limits to keep, objectives first to last, and pairs of people to keep together.

    Colleagues in ``together`` go to the same place or are both not placed.
    """

    problem: Problem
    limits: tuple[Limit, ...] = ()
    order: tuple[Objective, ...] = ()
    together: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Stage:
    """One objective: what the plan reaches and what no plan can pass.

    ``bound`` holds for plans that do as well on every earlier objective.
    """

    name: str
    value: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.value == self.bound


@dataclass(frozen=True, eq=False)
class Plan:
    """An answer with the stages in order, and the way it was found."""

    answer: NDArray[np.int64]
    stages: tuple[Stage, ...]
    found_by: str
