"""Columns: candidate rings as rows of a table of vertices."""

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from permeate.core.matching.rings.problem import Floats, Graph, Ints


@dataclass(frozen=True, eq=False)
class Columns:
    """Rings in a table, one a row; short rows are filled up with the number ``size``.

    ``value`` is how many each places. A chain's first member is its giver.
    """

    members: Ints
    value: Ints
    size: int

    def __len__(self) -> int:
        return len(self.members)

    def take(self, chosen: Ints) -> "Columns":
        """Return some of the rows (indices or flags)."""
        return Columns(self.members[chosen], self.value[chosen], self.size)

    def costs(self, prices: Floats) -> Floats:
        """Price of each ring's members less what it places: below 0 it would improve."""
        padded = np.append(prices, 0.0)
        return np.asarray(padded[self.members].sum(axis=1) - self.value)

    def rings(self) -> list[tuple[int, ...]]:
        """Each as a tuple of its members."""
        lengths = (self.members < self.size).sum(axis=1)
        return [
            tuple(row[:length])
            for row, length in zip(self.members.tolist(), lengths.tolist(), strict=True)
        ]

    def incidence(self) -> csr_matrix:
        """Columns × vertices, 1 where a vertex is in a ring."""
        inside = self.members < self.size
        lengths = inside.sum(axis=1)
        pointers = np.concatenate([[0], np.cumsum(lengths)])
        shape = (len(self), self.size)
        return csr_matrix((np.ones(pointers[-1]), self.members[inside], pointers), shape)


def width(graph: Graph, cycle: int, chain: int) -> int:
    """How many places a row needs."""
    return max(cycle, chain + 1 if graph.givers else 0, 2)


def empty(size: int, wide: int) -> Columns:
    """No rings."""
    return Columns(np.zeros((0, wide), np.int64), np.zeros(0, np.int64), size)


def of_paths(paths: Ints, value: int, size: int, wide: int) -> Columns:
    """Rows of equal length as columns that each place ``value``."""
    members = np.full((len(paths), wide), size, np.int64)
    members[:, : paths.shape[1]] = paths
    return Columns(members, np.full(len(paths), value, np.int64), size)


def stacked(some: list[Columns], size: int, wide: int) -> Columns:
    """All of them, one under the other."""
    if not some:
        return empty(size, wide)
    return Columns(
        np.concatenate([one.members for one in some]),
        np.concatenate([one.value for one in some]),
        size,
    )


def of_rings(rings: list[tuple[int, ...]], releases: int, size: int, wide: int) -> Columns:
    """Rings given as tuples; those that start with a giver are chains."""
    members = np.full((len(rings), wide), size, np.int64)
    for row, ring in zip(members, rings, strict=True):
        row[: len(ring)] = ring
    value = [len(ring) - (ring[0] >= releases) for ring in rings]
    return Columns(members, np.array(value, np.int64), size)
