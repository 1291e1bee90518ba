"""What a run answers: who goes where, and what is claimed about it."""

from dataclasses import dataclass
from enum import StrEnum

from permeate.core.matching.rounds.problem import Longs
from permeate.core.matching.rounds.wanted import Stage


class Method(StrEnum):
    """How a round is matched."""

    STABLE = "stable"
    HOST_STABLE = "host-stable"
    LARGEST = "largest-stable"
    FAIR = "fair"


METHOD_WORDS = {
    Method.STABLE: (
        "Best for people: no person and place would rather have each other, and every person "
        "does as well as they can in any such result. An honest ranking is best for each person."
    ),
    Method.HOST_STABLE: (
        "Best for hosts: no person and place would rather have each other, and every place does "
        "as well as it can in any such result. People may gain by not ranking honestly."
    ),
    Method.LARGEST: (
        "Most people: of all results in which no person and place both strictly prefer each "
        "other, one that places the most. Equal ranks are used, not drawn."
    ),
    Method.FAIR: (
        "Fair plan: objectives in the programme’s order under its limits. Some person and place "
        "may prefer each other; how many do is shown."
    ),
}


@dataclass(frozen=True)
class Reached:
    """One limit, what came of it and whether it holds."""

    label: str
    least: int
    most: int | None
    value: int

    @property
    def kept(self) -> bool:
        """Whether it is kept."""
        return self.least <= self.value and (self.most is None or self.value <= self.most)

    @property
    def binding(self) -> bool:
        """Whether it stands at its edge."""
        return (self.value == self.least and self.least > 0) or self.value == self.most


@dataclass(frozen=True)
class Price:
    """What one limit cost: objectives without it, and people who would have done better."""

    label: str
    gains: tuple[tuple[str, int], ...]  # objective, how much more without the limit
    people: tuple[str, ...]
    people_gaining: int


@dataclass(frozen=True, eq=False)
class Result:
    """An answer (wishes of the problem, or -1) with its stages and limits.

    ``stages`` hold a bound only where one was proven for this method; others equal what the
    method reached and are told without a bound.
    """

    answer: Longs
    method: Method
    seed: int
    order: tuple[str, ...]
    stages: tuple[Stage, ...]
    bounded: bool
    placed_bound: int
    found_by: str
    blocking: int
    reached: tuple[Reached, ...]
    beside: tuple[tuple[str, int], ...] = ()  # objectives of the stable answer, to compare
    prices: tuple[Price, ...] = ()
    ties: bool = False

    @property
    def kept(self) -> bool:
        """Whether every limit holds."""
        return all(one.kept for one in self.reached)
