"""Which limits cannot hold together.

Every limit is made elastic: it may be missed at a price. Those with a price in the optimum
contain a contradiction (Farkas); each is then left out in turn, and those without which the
rest could hold are named (deletion filter, Chinneck 2008).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from permeate.core.matching.rounds.linear import ZERO_PRICE, Model, model_of
from permeate.core.matching.rounds.wanted import Wanted

FEW_PLACES = 4  # more full places than this are counted, not listed


@dataclass(frozen=True)
class _Side:
    """One side of one row: ``sign`` 1 is “at least”, -1 “at most”."""

    row: int
    sign: int


def explain(wanted: Wanted, names: Sequence[str] = ()) -> str:
    """A sentence with the limits that contradict, as few as can be told apart."""
    if not len(wanted.problem.place):
        return "Somebody must be placed, but no person and place rank each other."
    model = model_of(replace(wanted, order=()))
    people, places = wanted.problem.people, wanted.problem.places
    sides = conflicting(model, people, places + len(wanted.limits))
    if not sides:
        return (
            "No plan in whole people keeps all limits, although each could be kept in part. "
            "Loosen a target or let colleagues go apart."
        )
    full = [side for side in sides if side.sign < 0 and side.row < people + places]
    said = [
        _words(wanted, side, model, names)
        for side in sides
        if side not in full or len(full) <= FEW_PLACES
    ]
    if len(full) > FEW_PLACES:
        seats = sum(int(model.high[side.row]) for side in full)
        said.append(f"the {len(full)} places that count for it hold at most {seats} together")
    if len(said) == 1:
        return f"This limit cannot be kept by the people who may go there: {said[0]}."
    return f"These limits cannot all be kept: {'; '.join(said)}. Loosen one of them."


def _words(wanted: Wanted, side: "_Side", model: Model, names: Sequence[str]) -> str:
    at, places = side.row - wanted.problem.people, wanted.problem.places
    value = (model.low if side.sign > 0 else model.high)[side.row]
    amount = f"{'at least' if side.sign > 0 else 'at most'} {value:.0f}"
    if at < places:
        name = names[at] if names else f"place {at + 1}"
        return f"{name} {'needs' if side.sign > 0 else 'holds'} {amount}"
    return f"{wanted.limits[at - places].label}: {amount}"


def conflicting(model: Model, start: int, count: int) -> list[_Side]:
    """The sides of rows ``start`` to ``start + count`` that contradict; empty if none do."""
    sides = [_Side(row, 1) for row in range(start, start + count) if model.low[row] > 0]
    sides += [_Side(row, -1) for row in range(start, start + count) if np.isfinite(model.high[row])]
    priced = _priced(model, sides)
    needed = list(priced)
    for side in priced:
        rest = [other for other in needed if other != side]
        if not _possible(model, start, count, rest):
            needed = rest
    return needed


def _priced(model: Model, sides: list[_Side]) -> list[_Side]:
    """The sides with a price when each may be missed."""
    chosen = np.array([side.row for side in sides], dtype=int)
    signs = np.array([side.sign for side in sides], dtype=float)
    bound = np.array([(model.low if side.sign > 0 else model.high)[side.row] for side in sides])
    columns = model.rows.shape[1]
    soft = sparse.hstack(
        [-sparse.diags(signs) @ model.rows[chosen], -sparse.identity(len(sides))], format="csr"
    )
    others = np.setdiff1d(np.arange(model.rows.shape[0]), chosen)
    firm = model.rows[others]
    equal = model.low[others] == model.high[others]
    none = sparse.csr_matrix((firm.shape[0], len(sides)))
    firm = sparse.hstack([firm, none], format="csr")
    high = np.isfinite(model.high[others]) & ~equal
    found = linprog(
        np.append(np.zeros(columns), np.ones(len(sides))),
        A_ub=sparse.vstack([soft, firm[high]], format="csr"),
        b_ub=np.append(-signs * bound, model.high[others][high]),
        A_eq=firm[equal] if equal.any() else None,
        b_eq=model.low[others][equal] if equal.any() else None,
        bounds=[(0, 1)] * columns + [(0, None)] * len(sides),
        method="highs",
    )
    if found.x is None or found.fun < ZERO_PRICE:
        return []
    prices = np.abs(found.ineqlin.marginals[: len(sides)])
    return [side for side, price in zip(sides, prices, strict=True) if price > ZERO_PRICE]


def _possible(model: Model, start: int, count: int, kept: list[_Side]) -> bool:
    low, high = model.low.copy(), model.high.copy()
    low[start : start + count] = -np.inf
    high[start : start + count] = np.inf
    for side in kept:
        ours = (low, model.low) if side.sign > 0 else (high, model.high)
        ours[0][side.row] = ours[1][side.row]
    found = milp(
        np.zeros(model.rows.shape[1]),
        constraints=LinearConstraint(model.rows, low, high),
        bounds=Bounds(0, 1),
    )
    return bool(found.status == 0)
