"""The largest stable answer where rankings hold ties, proven.

The cumulative model (“dummy variables”, Delorme et al. 2019): for each person and rank, whether
they have something at least as good; for each place and rank, how many it holds at least as
good. A wish does not block when its person has at least as good, or its place is full of people
at least as good. Solved by CP-SAT from Király's answer as a hint.
"""

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import numpy as np
from ortools.sat.python import cp_model

from permeate.core.matching.rounds.flow import answer_of
from permeate.core.matching.rounds.problem import Longs, Problem
from permeate.core.matching.rounds.ties import many_placed

ALL_CUTS = 2  # put every row into the linear relaxation: it is what proves the bound here


@dataclass(frozen=True, eq=False)
class Largest:
    """A stable answer, how many people it places and how many any stable answer can."""

    answer: Longs
    size: int
    bound: int

    @property
    def proven(self) -> bool:
        """Whether no stable answer places more."""
        return self.size == self.bound


def largest_stable(problem: Problem, time_limit: float = 60.0) -> Largest:
    """The stable answer that places most; with its bound where the time runs out.

    w yes-or-no columns and at most 2 w sums. NP-hard in general (Manlove et al. 2002).
    """
    hint = many_placed(problem)
    size = int((hint >= 0).sum())
    roof = seats(problem)
    if size == roof:
        return Largest(hint, size, roof)
    model, chosen = _model(problem, size)
    hinted = set(hint.tolist())
    for wish, column in enumerate(chosen):
        model.add_hint(column, wish in hinted)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1  # the same answer on every run
    solver.parameters.linearization_level = ALL_CUTS
    solver.parameters.max_time_in_seconds = time_limit
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Largest(hint, size, roof)
    true = np.fromiter((solver.value(column) for column in chosen), bool, len(chosen))
    answer = answer_of(problem, true)
    return Largest(answer, int(true.sum()), math.floor(solver.best_objective_bound + 1e-6))


def seats(problem: Problem) -> int:
    """No answer places more: people with wishes, seats that are wished for."""
    wished = np.bincount(problem.place, minlength=problem.places)
    seats = int(np.minimum(problem.most, wished).sum())
    return min(seats, int((np.diff(problem.starts) > 0).sum()))


def _model(problem: Problem, size: int) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    chosen = [model.new_bool_var("") for _ in problem.place]
    person = problem.person()
    has = _has_as_good(model, chosen, problem)
    by_place: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for wish in range(len(chosen)):
        by_place[int(problem.place[wish])][int(problem.place_rank[wish])].append(wish)
    for place, ranks in by_place.items():
        most = int(problem.most[place])
        before: Any = 0
        for rank in sorted(ranks):
            held = model.new_int_var(0, most, "")
            model.add(
                held == before + cp_model.LinearExpr.sum([chosen[wish] for wish in ranks[rank]])
            )
            for wish in ranks[rank]:
                key = (int(person[wish]), int(problem.person_rank[wish]))
                model.add(held + most * has[key] >= most)
            before = held
    placed = cp_model.LinearExpr.sum(chosen)
    model.add(placed >= size)
    model.maximize(placed)
    return model, chosen


def _has_as_good(
    model: cp_model.CpModel, chosen: list[cp_model.IntVar], problem: Problem
) -> dict[tuple[int, int], cp_model.IntVar]:
    """For each person and rank: a column that is one if they have that rank or better."""
    has: dict[tuple[int, int], cp_model.IntVar] = {}
    for person in range(problem.people):
        first, end = int(problem.starts[person]), int(problem.starts[person + 1])
        before: Any = 0
        for rank in np.unique(problem.person_rank[first:end]):
            own = [w for w in range(first, end) if problem.person_rank[w] == rank]
            column = model.new_bool_var("")
            model.add(column == before + cp_model.LinearExpr.sum([chosen[wish] for wish in own]))
            has[person, int(rank)] = column
            before = column
    return has
