"""The wanted plan as a linear programme in yes-or-no columns.

Columns: one a wish, then one a group that an objective counts once. Rows: one wish a person,
each place's limits, the limits of groups, “counted only if reached”, and colleagues together.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import linprog

from permeate.core.matching.rounds.problem import Flags, Problem
from permeate.core.matching.rounds.wanted import Objective, Wanted

Floats = NDArray[np.float64]
CLOSE = 1e-6
ZERO_PRICE = 1e-7


@dataclass(frozen=True, eq=False)
class Model:
    """``low <= rows @ x <= high``, x between ``floor`` and ``roof``; ``worth`` [objectives, x]."""

    rows: sparse.csr_matrix
    low: Floats
    high: Floats
    floor: Floats
    roof: Floats
    worth: Floats


@dataclass(frozen=True, eq=False)
class Solved:
    """A best x, its value, and the model narrowed to all that are as good."""

    x: Floats
    value: float
    face: Model


def model_of(wanted: Wanted) -> Model:
    """The linear programme of what is wanted."""
    problem = wanted.problem
    wishes = len(problem.place)
    groups = [group for objective in wanted.order for group in objective.once]
    columns = wishes + len(groups)
    one = np.ones(wishes)
    every = np.arange(wishes)
    by_person = sparse.csr_matrix((one, (problem.person(), every)), (problem.people, columns))
    by_place = sparse.csr_matrix((one, (problem.place, every)), (problem.places, columns))
    blocks: list[tuple[sparse.csr_matrix, Floats | float, Floats | float]] = [
        (by_person, -np.inf, 1.0),
        (by_place, problem.least.astype(float), problem.most.astype(float)),
    ]
    for limit in wanted.limits:
        inside = np.flatnonzero(limit.group.wishes(problem))
        row = _row(inside, 1.0, columns)
        blocks.append((row, float(limit.least), np.inf if limit.most is None else limit.most))
    for number, group in enumerate(groups):
        inside = np.flatnonzero(group.wishes(problem))
        row = _row(inside, -1.0, columns) + _row(np.array([wishes + number]), 1.0, columns)
        blocks.append((row, -np.inf, 0.0))
    if wanted.together:
        blocks.append((_together(problem, wanted.together, columns), 0.0, 0.0))
    return Model(
        rows=sparse.vstack([block[0] for block in blocks], format="csr"),
        low=np.concatenate([np.broadcast_to(low, rows.shape[0]) for rows, low, _ in blocks]),
        high=np.concatenate([np.broadcast_to(high, rows.shape[0]) for rows, _, high in blocks]),
        floor=np.zeros(columns),
        roof=np.ones(columns),
        worth=_worth(wanted.order, wishes, columns),
    )


def _row(inside: NDArray[np.int64], value: float, columns: int) -> sparse.csr_matrix:
    zeros = np.zeros(len(inside), dtype=int)
    return sparse.csr_matrix((np.full(len(inside), value), (zeros, inside)), (1, columns))


def _worth(order: tuple[Objective, ...], wishes: int, columns: int) -> Floats:
    worth = np.zeros((len(order), columns))
    at = wishes
    for number, objective in enumerate(order):
        worth[number, :wishes] = objective.worth
        worth[number, at : at + len(objective.once)] = 1.0
        at += len(objective.once)
    return worth


def _together(
    problem: Problem, pairs: tuple[tuple[int, int], ...], columns: int
) -> sparse.csr_matrix:
    """A row for each place that either of a pair wishes: both or neither."""
    across: list[tuple[int, int, float]] = []
    height = 0
    for pair in pairs:
        wished: dict[int, list[tuple[int, float]]] = {}
        for person, sign in zip(pair, (1.0, -1.0), strict=True):
            for wish in range(problem.starts[person], problem.starts[person + 1]):
                wished.setdefault(int(problem.place[wish]), []).append((wish, sign))
        for entries in wished.values():
            across += [(height, wish, sign) for wish, sign in entries]
            height += 1
    rows, cols, values = zip(*across, strict=True) if across else ((), (), ())
    return sparse.csr_matrix((values, (rows, cols)), (height, columns))


def best(model: Model, number: int, time_limit: float | None = None) -> Solved | None:
    """The largest of objective ``number``; None where there is no x (or not in the time).

    The face: a column whose reduced cost is not zero stays where it is, a row with a price
    holds with equality. That is exactly the set of optima (complementary slackness).
    """
    free = np.flatnonzero(model.roof > model.floor)
    rows = model.rows[:, free]
    used = np.flatnonzero(np.diff(rows.indptr))
    idle = np.setdiff1d(np.arange(model.rows.shape[0]), used)
    given = model.rows @ np.where(model.roof > model.floor, 0.0, model.floor)
    low, high = model.low - given, model.high - given
    if np.any(low[idle] > CLOSE) or np.any(high[idle] < -CLOSE):
        return None
    cost = -model.worth[number]
    x = model.floor.copy()
    if not len(free):
        return Solved(x, float(-cost @ x), model)
    equal = used[high[used] - low[used] < CLOSE]
    rest = used[high[used] - low[used] >= CLOSE]
    above, below = rest[np.isfinite(high[rest])], rest[np.isfinite(low[rest])]
    found = linprog(
        cost[free],
        A_ub=sparse.vstack([rows[above], -rows[below]], format="csr") if len(rest) else None,
        b_ub=np.concatenate([high[above], -low[below]]) if len(rest) else None,
        A_eq=rows[equal] if len(equal) else None,
        b_eq=low[equal] if len(equal) else None,
        bounds=np.stack([model.floor[free], model.roof[free]], axis=1),
        method="highs",
        options={"time_limit": time_limit} if time_limit else None,
    )
    if found.x is None or found.status:
        return None
    x[free] = found.x
    prices = found.ineqlin.marginals if len(rest) else np.zeros(0)
    tight = np.abs(prices) > ZERO_PRICE
    low, high = model.low.copy(), model.high.copy()
    at_high, at_low = above[tight[: len(above)]], below[tight[len(above) :]]
    low[at_high] = high[at_high]
    high[at_low] = low[at_low]
    face = replace(model, low=low, high=high, **_held(model, free, found))
    return Solved(x, float(-cost @ x), face)


def _held(model: Model, free: NDArray[np.int64], found: object) -> dict[str, Floats]:
    """New floors and roofs: columns with a reduced cost stay at their bound."""
    floor, roof = model.floor.copy(), model.roof.copy()
    to_floor = free[np.abs(found.lower.marginals) > ZERO_PRICE]  # type: ignore[attr-defined]
    to_roof = free[np.abs(found.upper.marginals) > ZERO_PRICE]  # type: ignore[attr-defined]
    roof[to_floor] = floor[to_floor]
    floor[to_roof] = roof[to_roof]
    return {"floor": floor, "roof": roof}


def whole(x: Floats) -> Flags:
    """Which columns are whole numbers."""
    return np.asarray(np.abs(x - np.round(x)) < CLOSE)
