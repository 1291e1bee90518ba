"""Fair plans by linear programmes, and whole numbers where those leave fractions.

Programmes of this kind are nearly always whole by themselves when each objective is solved on
the face of optima of those before it. What stays in fractions is repaired by a small integer
programme; where that loses something, the bound says how much at most.
"""

import math
from dataclasses import replace

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, milp

from permeate.core.matching.rounds.flow import InfeasibleError, answer_of
from permeate.core.matching.rounds.linear import (
    CLOSE,
    Floats,
    Model,
    Solved,
    best,
    model_of,
    whole,
)
from permeate.core.matching.rounds.problem import Problem
from permeate.core.matching.rounds.wanted import Plan, Stage, Wanted

INFEASIBLE = 2


class OutOfTimeError(Exception):
    """No plan was found in the time given."""


def plan_by_programme(wanted: Wanted, time_limit: float = 60.0) -> Plan:
    """A plan with its bounds, for any limits and for colleagues who go together.

    InfeasibleError where no plan keeps the limits; OutOfTimeError where none was found.
    """
    model = model_of(wanted)
    search = _Search(model, time_limit)
    while len(search.bounds) < len(model.worth):
        search.advance()
    if search.x is None:
        raise OutOfTimeError
    return _plan(wanted, search.x, search.bounds, search.found_by)


class _Search:
    """Objectives one after another: as far as bounds are whole numbers by programmes alone,
    then one integer programme that meets them all.

    ``base`` is the model narrowed to plans that do best on the objectives with ``bounds``.
    """

    def __init__(self, model: Model, time_limit: float) -> None:
        self.base = model
        self.time_limit = time_limit
        self.bounds: list[int] = []
        self.x: Floats | None = None
        self.found_by = "linear programme"

    def advance(self) -> None:
        """Settle the next objective, and as many after it as come for nothing."""
        face, bounds = self.base, list[int]()
        last = len(self.base.worth) - 1
        for number in range(len(self.bounds), last + 1):
            solved = self._relaxed(face, number)
            bound = math.floor(solved.value + CLOSE)
            bounds.append(bound)
            lossy = solved.value - bound > CLOSE
            if lossy or number == last:
                break
            face = solved.face
        narrowed = at_least(face, number, bound) if lossy else solved.face
        x = solved.x if whole(solved.x).all() else _any_whole(narrowed, solved.x)
        if x is not None:
            self.x, self.base = x, narrowed
            self.bounds += bounds
            return
        self._settle(face, number, bounds, solved.x)

    def _relaxed(self, face: Model, number: int) -> Solved:
        solved = best(face, number)
        if solved is None and number:  # the first objective had a plan, so this one has
            raise OutOfTimeError
        if solved is None:
            raise InfeasibleError
        return solved

    def _settle(self, face: Model, number: int, bounds: list[int], x: Floats) -> None:
        """Reach what can be reached of objective ``number`` in whole people."""
        self.found_by = "integer programme"
        part = self.time_limit / (1 + len(face.worth) - len(self.bounds))
        found = integer(face, -face.worth[number], part)
        if found is None or found[0] is None:
            if number > len(self.bounds):  # an earlier bound is out of reach: step by step
                number, face = len(self.bounds), self.base
                bounds = bounds[:1]
                found = integer(face, -face.worth[number], part)
            if found is not None and found[0] is None:  # its part was too short
                found = integer(face, -face.worth[number], self.time_limit)
            if found is None:
                raise InfeasibleError
        reached, bound = found
        reached = self.x if reached is None else reached  # as good on all objectives before
        if reached is None:
            raise OutOfTimeError
        value = round(float(face.worth[number] @ reached))
        sharper = bounds[-1]
        if np.isfinite(bound):
            sharper = min(sharper, math.floor(CLOSE - bound))
        self.bounds += [*bounds[:-1], max(value, sharper)]
        self.x, self.base = reached, at_least(face, number, value)


def at_least(model: Model, number: int, value: int) -> Model:
    """The model with objective ``number`` kept at ``value`` or more."""
    return replace(
        model,
        rows=sparse.vstack([model.rows, sparse.csr_matrix(model.worth[number])], format="csr"),
        low=np.append(model.low, float(value)),
        high=np.append(model.high, np.inf),
    )


def _any_whole(face: Model, x: Floats) -> Floats | None:
    """A whole x on the face if it is soon found: what is whole already stays."""
    decided = whole(x)
    held = np.round(x)
    narrow = replace(
        face,
        floor=np.where(decided, held, face.floor),
        roof=np.where(decided, held, face.roof),
    )
    found = integer(narrow, np.zeros(len(x)), 5.0)
    return None if found is None else found[0]


def integer(model: Model, cost: Floats, time_limit: float) -> tuple[Floats | None, float] | None:
    """The whole x of least cost found, and the bound below; None where no whole x exists."""
    if np.any(model.floor > model.roof):
        return None
    found = milp(
        cost,
        constraints=LinearConstraint(model.rows, model.low, model.high),
        bounds=Bounds(model.floor, model.roof),
        integrality=np.ones(len(cost)),
        options={"time_limit": time_limit, "mip_rel_gap": 0.0},
    )
    if found.status == INFEASIBLE:
        return None
    bound = found.mip_dual_bound
    x = None if found.x is None else np.round(found.x)
    return x, -np.inf if bound is None else float(bound)


def _plan(wanted: Wanted, x: Floats, bounds: list[int], found_by: str) -> Plan:
    problem: Problem = wanted.problem
    answer = answer_of(problem, x[: len(problem.place)] > 1 - CLOSE)
    stages = (
        Stage(objective.name, objective.value(problem, answer), bound)
        for objective, bound in zip(wanted.order, bounds, strict=True)
    )
    return Plan(answer, tuple(stages), found_by)
