"""Hiding further cells so that the hidden ones cannot be worked out from the totals.

A table is extended by its totals, which are cells too and may be hidden. What a reader can
work out of a hidden cell is the range it can take in any table of numbers from 0 up that
agrees with all that is shown: two linear programmes a cell. A hidden cell is safe if that
range is wider than the threshold. Further cells are found by the linear programme that
moves the cell as far as needed at the least number of people newly hidden (the idea of
Kelly, Golden and Assad 1992); then all is proven anew.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from permeate.core.measures.figures import NotCountableError, whole

Cell = tuple[int, int]
Range = tuple[float, float]
THRESHOLD = 5
TINY = 1e-6
TOTAL_COSTS = 4  # totals are hidden last: they tell more
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Protected:
    """A table as it may be shown, None where hidden, and the proof.

    ``rows`` and ``columns`` are totals. ``ranges`` gives what can be worked out of each
    hidden cell; row or column number -1 stands for a total.
    """

    cells: list[list[int | None]]
    rows: list[int | None]
    columns: list[int | None]
    total: int | None
    ranges: dict[Cell, Range]

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return bool(self.ranges)


def feasible(table: Sequence[Sequence[int]], hidden: Collection[Cell]) -> dict[Cell, Range]:
    """What each hidden cell can be, by linear programme, where all else and totals are shown.

    Row or column -1 is the total. ``inf`` where nothing limits it.
    """
    full = _extended(table)
    places = [_place(cell, full) for cell in hidden]
    equal, right = _equations(full, places)
    ranges = {}
    for number, cell in enumerate(hidden):
        aim = np.zeros(len(places))
        aim[number] = 1
        ends = [_optimum(sign * aim, equal, right) * sign for sign in (1, -1)]
        ranges[cell] = (ends[0], ends[1])
    return ranges


def leaks(
    table: Sequence[Sequence[int]], hidden: Collection[Cell], threshold: int = THRESHOLD
) -> dict[Cell, Range]:
    """Those hidden cells whose range is not wider than the threshold, with the range."""
    return {
        cell: ends
        for cell, ends in feasible(table, hidden).items()
        if ends[1] - ends[0] <= threshold + TINY
    }


def protect(
    table: Sequence[Sequence[int]], threshold: int = THRESHOLD, *, zeros_are_safe: bool = False
) -> Protected:
    """Hide every cell below the threshold, and as few more as make each hidden one safe."""
    full = _extended(table)
    least = 1 if zeros_are_safe else 0
    small = np.argwhere((full >= least) & (full < threshold))
    hidden: dict[Cell, None] = {_cell((int(i), int(j)), full): None for i, j in small}
    while unsafe := leaks(table, hidden, threshold):
        before = len(hidden)
        for cell in _companions(full, hidden, next(iter(unsafe)), threshold):
            hidden[cell] = None
        if len(hidden) == before:  # no further cell can help: hide all there is
            hidden = {_cell(place, full): None for place in np.ndindex(*full.shape)}
            break
    return _shown(full, feasible(table, hidden))


def _extended(table: Sequence[Sequence[int]]) -> Floats:
    rows = [[whole(count, "a count") for count in row] for row in table]
    if not rows or any(len(row) != len(rows[0]) or not row for row in rows):
        raise NotCountableError("A table has rows of the same length, at least one cell each.")
    counts = np.array(rows, dtype=np.float64)
    counts = np.vstack([counts, counts.sum(axis=0)])
    return np.column_stack([counts, counts.sum(axis=1)])


def _place(cell: Cell, full: Floats) -> Cell:
    i, j = cell
    if not (-1 <= i < full.shape[0] - 1 and -1 <= j < full.shape[1] - 1):
        raise NotCountableError(f"There is no cell {cell} in this table.")
    return i % full.shape[0], j % full.shape[1]


def _cell(place: Cell, full: Floats) -> Cell:
    i, j = place
    return (-1 if i == full.shape[0] - 1 else i), (-1 if j == full.shape[1] - 1 else j)


def _signs(full: Floats) -> tuple[Floats, Floats]:
    """What each cell counts in its row's and its column's equation: its total counts −1."""
    across, down = np.ones(full.shape), np.ones(full.shape)
    across[:, -1], down[-1, :] = -1, -1
    return across, down


def _equations(full: Floats, places: Sequence[Cell]) -> tuple[Floats, Floats]:
    """Rows and columns add up: equations for the hidden cells, given all others."""
    across, down = _signs(full)
    height, width = full.shape
    equal, right = np.zeros((height + width, len(places))), np.zeros(height + width)
    shown = np.ones(full.shape)
    for number, (i, j) in enumerate(places):
        equal[i, number], equal[height + j, number] = across[i, j], down[i, j]
        shown[i, j] = 0
    right[:height] = -(full * across * shown).sum(axis=1)
    right[height:] = -(full * down * shown).sum(axis=0)
    return equal, right


def _optimum(aim: Floats, equal: Floats, right: Floats) -> float:
    found: Any = linprog(aim, A_eq=equal, b_eq=right, bounds=(0, None), method="highs")
    if found.status == 3:
        return float("-inf")
    if found.status != 0:
        raise NotCountableError(f"The totals do not agree with the cells: {found.message}")
    return float(round(found.fun, 6))


def _companions(full: Floats, hidden: Collection[Cell], cell: Cell, threshold: int) -> list[Cell]:
    """The cells to hide with ``cell`` so that it can move far enough, up and down together."""
    target = _place(cell, full)
    down = min(full[target], threshold + 1)
    moved = _moved(full, hidden, target, threshold + 1 - down)
    if down:
        moved |= _moved(full, hidden, target, -down)
    return [_cell((int(i), int(j)), full) for i, j in zip(*np.nonzero(moved), strict=True)]


def _moved(
    full: Floats, hidden: Collection[Cell], target: Cell, by: float
) -> npt.NDArray[np.bool_]:
    """Cells that must change too when ``target`` changes ``by``, at the least cost."""
    if not by:
        return np.zeros(full.shape, dtype=bool)
    size = full.size
    cost = 1 + full.copy()
    cost[-1, :] *= TOTAL_COSTS
    cost[:, -1] *= TOTAL_COSTS
    for one in hidden:
        cost[_place(one, full)] = 0
    equal, _ = _equations(full, list(np.ndindex(*full.shape)))
    limits: list[tuple[float, float | None]] = [(0, None)] * size
    limits += [(0, float(most)) for most in full.ravel()]
    up, at = max(by, 0.0), int(np.ravel_multi_index(target, full.shape))
    limits[at], limits[size + at] = (up, up), (up - by, up - by)
    found: Any = linprog(
        np.tile(cost.ravel(), 2),
        A_eq=np.hstack([equal, -equal]),
        b_eq=np.zeros(len(equal)),
        bounds=limits,
        method="highs",
    )
    if found.status != 0:
        return np.ones(full.shape, dtype=bool)
    change = found.x[:size] - found.x[size:]
    return np.asarray(np.abs(change).reshape(full.shape) > TINY)


def _shown(full: Floats, ranges: dict[Cell, Range]) -> Protected:
    def seen(i: int, j: int) -> int | None:
        return None if _cell((i, j), full) in ranges else int(full[i, j])

    height, width = full.shape[0] - 1, full.shape[1] - 1
    return Protected(
        [[seen(i, j) for j in range(width)] for i in range(height)],
        [seen(i, width) for i in range(height)],
        [seen(height, j) for j in range(width)],
        seen(height, width),
        ranges,
    )
