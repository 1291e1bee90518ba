"""What limits cost: the plan without each one that binds, and who would have done better."""

from dataclasses import replace

import numpy as np

from permeate.core.matching.rounds.asked import Asked
from permeate.core.matching.rounds.fair import fair_plan
from permeate.core.matching.rounds.problem import Longs, Problem
from permeate.core.matching.rounds.result import Price, Reached
from permeate.core.matching.rounds.wanted import Plan, Wanted

MOST_LIMITS = 12
MOST_WISHES = 20_000  # above this each further plan takes too long to be asked for unasked
NAMED = 10


def prices(
    asked: Asked,
    wanted: Wanted,
    plan: Plan,
    reached: tuple[Reached, ...],
    time_limit: float = 60.0,
) -> tuple[Price, ...]:
    """For each limit at its edge: objectives gained and people better off without it.

    One plan a limit, for the first ``MOST_LIMITS`` that bind; none for large rounds.
    """
    if len(wanted.problem.place) > MOST_WISHES:
        return ()
    targets = len(wanted.limits)
    priced: list[Price] = []
    for number, one in enumerate(reached):
        if not one.binding or len(priced) == MOST_LIMITS:
            continue
        target = number - (len(reached) - targets)
        freed = _without(asked, wanted, one.label, target)
        if freed is None:
            continue
        other = fair_plan(freed, time_limit)
        price = _price(asked, one.label, plan, other)
        if price is not None:
            priced.append(price)
    return tuple(priced)


def _without(asked: Asked, wanted: Wanted, label: str, target: int) -> Wanted | None:
    """What is wanted without that target, or without the place's minimum."""
    if target >= 0:
        limits = (*wanted.limits[:target], *wanted.limits[target + 1 :])
        return replace(wanted, limits=limits)
    place = asked.places.numbers[label]
    if wanted.problem.least[place] == 0:
        return None
    least = wanted.problem.least.copy()
    least[place] = 0
    return replace(wanted, problem=replace(wanted.problem, least=least))


def _price(asked: Asked, label: str, plan: Plan, other: Plan) -> Price | None:
    gains = tuple(
        (free.name, free.value - bound.value)
        for bound, free in zip(plan.stages, other.stages, strict=True)
        if free.value != bound.value
    )
    if not gains:
        return None
    better = np.flatnonzero(_rank(asked.problem, other.answer) < _rank(asked.problem, plan.answer))
    named = tuple(asked.people.names[person] for person in better[:NAMED])
    return Price(label, gains, named, len(better))


def _rank(problem: Problem, answer: Longs) -> Longs:
    """int64[n]: the rank of what each person has; those without a place rank it last."""
    ranks = np.full(problem.people, np.iinfo(np.int64).max)
    placed = np.flatnonzero(answer >= 0)
    ranks[placed] = problem.person_rank[answer[placed]]
    return ranks
