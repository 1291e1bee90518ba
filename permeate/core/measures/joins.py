"""Joining columns of numbers: the last row of each key, values by key, unions of pairs."""

from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Column = npt.NDArray[Any]
NOTHING = -1


def last_of_each(key: Column, *order: Column) -> Ints:
    """Places of the last row of each key, by ``order`` (the first the most important)."""
    if len(key) < 2 or bool((key[1:] > key[:-1]).all()):
        return np.arange(len(key))  # each once and in order, as rows of a table are
    places = np.lexsort((*reversed(order), key)) if order else np.argsort(key, kind="stable")
    sorted_key = key[places]
    last = np.append(sorted_key[1:] != sorted_key[:-1], True) if len(key) else np.zeros(0, bool)
    return np.asarray(places[last], dtype=np.int64)


def by_key(key: Column, value: Column, size: int, fill: float = NOTHING) -> Column:
    """Values laid out by key, 0 to ``size``; ``fill`` where there is none."""
    out = np.full(size, fill, dtype=value.dtype)
    out[key] = value
    return out


def pick(values: Column, places: Column, fill: float = NOTHING) -> Column:
    """``values[places]``, with ``fill`` where the place is nothing or beyond."""
    places = np.asarray(places, dtype=np.int64)
    out = np.full(len(places), fill, dtype=values.dtype)
    fine = (places >= 0) & (places < len(values))
    out[fine] = values[places[fine]]
    return out


def size_of(*columns: Column) -> int:
    """One more than the largest number in any of the columns."""
    return max((int(one.max()) + 1 for one in columns if len(one)), default=0)


def pairs(first: Column, second: Column) -> Ints:
    """Two numbers in one, to count different pairs by."""
    return np.asarray(first, dtype=np.int64) << 32 | np.asarray(second, dtype=np.int64)


def apart(both: Ints) -> tuple[Ints, Ints]:
    """The two numbers of each pair again."""
    return both >> 32, both & 0xFFFFFFFF


def first_day(key: Ints, day: Column) -> tuple[Ints, Ints]:
    """Each key once, with its smallest day."""
    order = np.lexsort((day, key))
    key, day = key[order], np.asarray(day)[order]
    first = np.append(True, key[1:] != key[:-1]) if len(key) else np.zeros(0, bool)
    return key[first], day[first]


def count_table(rows: Column, columns: Column, height: int, width: int) -> Ints:
    """How often each (row, column) occurs."""
    cells = np.asarray(rows, dtype=np.int64) * width + columns
    return np.bincount(cells, minlength=height * width).reshape(height, width)


def find(key: Ints, among: Ints) -> Ints:
    """The place of each key among sorted keys; -1 where it is not there."""
    if not len(among):
        return np.full(len(key), NOTHING, dtype=np.int64)
    place = np.minimum(np.searchsorted(among, key), len(among) - 1)
    return np.where(among[place] == key, place, NOTHING)
