"""For each limit and value one bit a row, so that limits are AND-ed 64 rows at a time.

A coded column has a bitmap for each value. An ordered one has bitmaps of “at least” or “at
most” for up to 64 steps; where it has more values than steps (days), they let a few rows too
many through, and the query looks at the number itself.
Memory: rows ÷ 8 bytes a bitmap; about 25 MB a million rows, and 11 MB for topics.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from permeate.core.matching.rank.columns import BANDS, Columns
from permeate.core.matching.rank.facts import KINDS, PLACES

STEPS = 64
NO_ROW = 0  # the first bitmap of every pool is empty


@dataclass(frozen=True)
class Steps:
    """An ordered column's bitmaps: ``values`` ascending, one bitmap each from ``begins`` on."""

    values: NDArray[np.int64]
    begins: int
    exact: bool  # every value of the column is a step

    def at_least(self, low: int) -> int | None:
        """The bitmap of all rows of ``low`` or more (and some below if inexact); None: all."""
        at = int(np.searchsorted(self.values, low, "left" if self.exact else "right"))
        at -= not self.exact
        return None if at <= 0 else self.begins + at if at < len(self.values) else NO_ROW

    def at_most(self, high: int) -> int | None:
        """The bitmap of all rows of ``high`` or less (and some above if inexact); None: all."""
        at = int(np.searchsorted(self.values, high, "right" if self.exact else "left"))
        at -= self.exact
        return None if at >= len(self.values) - 1 else self.begins + at if at >= 0 else NO_ROW


@dataclass(frozen=True)
class Bitmaps:
    """``pool`` is (bitmaps, words of 64 rows); the tables say which bitmap is which."""

    pool: NDArray[np.uint64]
    counts: NDArray[np.int64]  # rows in each bitmap
    least: Mapping[str, Steps]
    most: Mapping[str, Steps]
    each: Mapping[str, int]  # where the bitmaps of a coded column's values begin


def bitmaps_of(columns: Columns) -> Bitmaps:
    """The bitmaps of columns. O(rows × bitmaps)."""
    rows = [packed(np.zeros(len(columns), np.bool_))]

    def steps(name: str, holds: Callable[[Any, Any], Any]) -> Steps:
        values, begins = getattr(columns, name), len(rows)
        chosen, exact = _steps(values)
        rows.extend(packed(holds(values, step)) for step in chosen)
        return Steps(chosen, begins, exact)

    least = {name: steps(name, np.greater_equal) for name in ("starts", "fte")}
    most = {name: steps(name, np.less_equal) for name in ("ends", "fte", "vetting", "nationality")}
    each = {}
    coded = {
        "place": PLACES, "kind": KINDS, "band": BANDS, "profession": columns.professions,
    }  # fmt: skip
    for name, known in coded.items():
        each[name] = len(rows)
        rows += [packed(getattr(columns, name) == code) for code in range(len(known))]
    pool = np.stack(rows)
    return Bitmaps(pool, np.bitwise_count(pool).sum(axis=1, dtype=np.int64), least, most, each)


def _steps(values: NDArray[Any]) -> tuple[NDArray[np.int64], bool]:
    """All distinct values if they are few, else some with about as many rows between each two."""
    distinct = np.unique(values)
    exact = len(distinct) <= STEPS
    if not exact:
        ranked = np.sort(values)
        distinct = np.unique(ranked[np.linspace(0, len(ranked) - 1, STEPS).astype(np.int64)])
    return distinct.astype(np.int64), exact


def packed(mask: NDArray[np.bool_]) -> NDArray[np.uint64]:
    """One bit a row, the first row lowest, in whole words."""
    bits = np.packbits(mask, bitorder="little")
    whole = np.zeros(-(-len(mask) // 64) * 8, np.uint8)
    whole[: len(bits)] = bits
    return whole.view(np.uint64)
