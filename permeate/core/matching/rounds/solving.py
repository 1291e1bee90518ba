"""A round solved by one of its methods."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from permeate.core.matching.rounds.asked import Asked
from permeate.core.matching.rounds.fair import fair_plan
from permeate.core.matching.rounds.largest import largest_stable, seats
from permeate.core.matching.rounds.lottery import as_asked, lots, strict
from permeate.core.matching.rounds.objectives import DEFAULT_ORDER, objectives
from permeate.core.matching.rounds.pricing import prices
from permeate.core.matching.rounds.problem import Longs, Problem
from permeate.core.matching.rounds.result import Method, Reached, Result
from permeate.core.matching.rounds.stability import blocking
from permeate.core.matching.rounds.stable import best_for_people, best_for_places
from permeate.core.matching.rounds.together import stable_together
from permeate.core.matching.rounds.wanted import Objective, Stage, Wanted
from permeate.core.refusals import Refused

MOST_WISHES = 2_000_000  # above this the bound on people placed is the number of seats


@dataclass(frozen=True)
class Way:
    """How to solve: the method, the lottery's seed, the order of objectives, seconds at most."""

    method: Method = Method.STABLE
    seed: int = 0
    order: tuple[str, ...] = DEFAULT_ORDER
    time_limit: float = 60.0
    allow_short: bool = False
    with_prices: bool = True


def solve(asked: Asked, way: Way) -> Result:
    """The result; Refused with the limits that stand in the way.

    The same for the same input and way, unless the time limit ended a search.
    """
    _check_together(asked, way.method)
    order = objectives(way.order, asked.problem, asked.traits())
    wanted = Wanted(asked.problem, asked.limits(), order, asked.together)
    if way.method is Method.FAIR:
        return _fair(asked, wanted, way)
    return _stable(asked, wanted, way)


def drawn(asked: Asked, seed: int) -> tuple[Problem, Longs]:
    """The problem with its ties drawn, and which wish each of its wishes is."""
    people = lots(seed, "person", asked.people.names)
    places = lots(seed, "place", asked.places.names)
    return strict(asked.problem, people, places)


def stable_answer(asked: Asked, method: Method, seed: int) -> Longs:
    """The stable answer of the drawn problem, in wishes of the problem as asked."""
    problem, wishes = drawn(asked, seed)
    if asked.together:
        answer = stable_together(problem, asked.together)
    elif method is Method.HOST_STABLE:
        answer = best_for_places(problem)
    else:
        answer = best_for_people(problem)
    return as_asked(answer, wishes)


def _check_together(asked: Asked, method: Method) -> None:
    if asked.together and method in (Method.HOST_STABLE, Method.LARGEST):
        raise Refused(
            f"Colleagues cannot be kept together by the method {method.value}: choose stable "
            "or fair."
        )


def _stable(asked: Asked, wanted: Wanted, way: Way) -> Result:
    problem = asked.problem
    if way.method is Method.LARGEST:
        largest = largest_stable(problem, way.time_limit)
        answer, bound, found_by = largest.answer, largest.bound, "cumulative model in CP-SAT"
    else:
        answer = stable_answer(asked, way.method, way.seed)
        strict_ranks = not has_ties(problem) and not asked.together
        bound = int((answer >= 0).sum()) if strict_ranks else _most_placed(asked, answer)
        found_by = "deferred acceptance"
    reached = reached_by(asked, wanted, answer)
    short = [one for one in reached if not one.kept]
    if short and not way.allow_short:
        raise Refused(_too_short(short, way))
    return Result(
        answer=answer,
        method=way.method,
        seed=way.seed,
        order=way.order,
        stages=_valued(wanted.order, problem, answer),
        bounded=False,
        placed_bound=bound,
        found_by=found_by,
        blocking=_blocking(asked, answer),
        reached=reached,
        ties=has_ties(problem),
    )


def _too_short(short: Sequence[Reached], way: Way) -> str:
    said = "; ".join(
        f"{one.label}: {one.value}, not "
        + (f"at least {one.least}" if one.value < one.least else f"at most {one.most}")
        for one in short[:6]
    )
    more = f" and {len(short) - 6} more" if len(short) > 6 else ""
    return (
        f"The result by the method {way.method.value} misses limits: {said}{more}. With these "
        "rankings and this draw every stable result fills each place to the same number. Use "
        "--method fair, which keeps limits and says what each costs whom; or change the limit; "
        "or ask for the result all the same with --allow-short."
    )


def _fair(asked: Asked, wanted: Wanted, way: Way) -> Result:
    problem = asked.problem
    plan = fair_plan(wanted, way.time_limit, asked.places.names)
    reached = reached_by(asked, wanted, plan.answer)
    return Result(
        answer=plan.answer,
        method=way.method,
        seed=way.seed,
        order=way.order,
        stages=plan.stages,
        bounded=True,
        placed_bound=_most_placed(asked, plan.answer),
        found_by=plan.found_by,
        blocking=_blocking(asked, plan.answer),
        reached=reached,
        beside=_beside(asked, wanted, way),
        prices=prices(asked, wanted, plan, reached, way.time_limit) if way.with_prices else (),
        ties=has_ties(problem),
    )


def _beside(asked: Asked, wanted: Wanted, way: Way) -> tuple[tuple[str, int], ...]:
    """What the stable answer would reach, limits aside."""
    try:
        answer = stable_answer(asked, Method.STABLE, way.seed)
    except Refused:  # colleagues for whom there may be none
        return ()
    return tuple((one.name, one.value(asked.problem, answer)) for one in wanted.order)


def reached_by(asked: Asked, wanted: Wanted, answer: Longs) -> tuple[Reached, ...]:
    """Each place's limits and each target, with what the answer makes of them.

    Places are told where they need somebody or hold too many.
    """
    problem = asked.problem
    held = problem.held(answer)
    told = np.flatnonzero((problem.least > 0) | (held > problem.most))
    places = [
        Reached(
            asked.places.names[place],
            int(problem.least[place]),
            int(problem.most[place]),
            int(held[place]),
        )
        for place in told
    ]
    true = answer[answer >= 0]
    targets = [
        Reached(limit.label, limit.least, limit.most, int(limit.group.wishes(problem)[true].sum()))
        for limit in wanted.limits
    ]
    return (*places, *targets)


def _valued(order: tuple[Objective, ...], problem: Problem, answer: Longs) -> tuple[Stage, ...]:
    values = ((one.name, one.value(problem, answer)) for one in order)
    return tuple(Stage(name, value, value) for name, value in values)


def has_ties(problem: Problem) -> bool:
    """Whether somebody ranks two of the same."""
    person = problem.person()
    if len(person) < 2:
        return False
    own = (person[1:] == person[:-1]) & (problem.person_rank[1:] == problem.person_rank[:-1])
    keys = np.sort(problem.place.astype(np.int64) << 32 | problem.place_rank)
    return bool(own.any() or (keys[1:] == keys[:-1]).any())


def _blocking(asked: Asked, answer: Longs) -> int:
    """How many pairs block; colleagues who go together do not block alone."""
    paired = np.zeros(asked.problem.people, dtype=bool)
    paired[[person for pair in asked.together for person in pair]] = True
    wishes = blocking(asked.problem, answer)
    return int((~paired[asked.problem.person()[wishes]]).sum())


def _most_placed(asked: Asked, answer: Longs) -> int:
    """How many could be placed at most, stable or not, by places' maxima alone.

    Exactly as many as the answer places if that is stable and rankings are strict.
    """
    problem = asked.problem
    if len(problem.place) > MOST_WISHES:
        return seats(problem)
    ones = Objective("placed", np.ones(len(problem.place), dtype=np.int64))
    free = replace(problem, least=np.zeros_like(problem.least))
    return fair_plan(Wanted(free, order=(ones,), together=asked.together)).stages[0].bound
