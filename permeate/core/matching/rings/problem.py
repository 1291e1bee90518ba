"""What is asked: releases, givers, who could go where, and the caps.

Vertices are numbered: releases ``0 … releases-1``, then givers. An arc ``u → v`` means that
the person of ``u`` can fill the gap of release ``v``. A cycle of ``k`` releases places ``k``
people; a chain that a giver starts and that reaches ``L`` releases places ``L``. No vertex
is in more than one of them. It is the kidney exchange problem (Abraham, Blum and Sandholm,
2007; chains as in Dickerson, Procaccia and Sandholm, 2012).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from permeate.core.refusals import Refused

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

SHORTEST, LONGEST_CYCLE, LONGEST_CHAIN = 2, 6, 12


@dataclass(frozen=True)
class Caps:
    """The most releases in a cycle (0 for no cycles) and reached by a chain (0 for none)."""

    cycle: int = 3
    chain: int = 3

    def __post_init__(self) -> None:
        if not (self.cycle == 0 or SHORTEST <= self.cycle <= LONGEST_CYCLE):
            raise Refused(f"A cycle's cap is 0 (no cycles) or {SHORTEST} to {LONGEST_CYCLE}.")
        if not 0 <= self.chain <= LONGEST_CHAIN:
            raise Refused(f"A chain's cap is 0 (no chains) to {LONGEST_CHAIN}.")


@dataclass(frozen=True, eq=False)
class Graph:
    """Who could go where. ``tails`` and ``heads``: one entry an arc, sorted, none twice.

    Heads are releases; a giver receives nobody.
    """

    releases: int
    givers: int
    tails: Ints
    heads: Ints

    @property
    def size(self) -> int:
        """How many vertices."""
        return self.releases + self.givers

    @cached_property
    def starts(self) -> Ints:
        """Where each vertex's arcs begin in ``heads``; one more entry than vertices."""
        return np.searchsorted(self.tails, np.arange(self.size + 1)).astype(np.int64)

    @cached_property
    def codes(self) -> Ints:
        """Each arc as one number, ascending."""
        return self.tails * self.size + self.heads

    def has(self, tails: Ints, heads: Ints) -> Flags:
        """For each pair whether there is an arc. O(log arcs) each."""
        if len(self.codes) == 0:
            return np.zeros(len(tails), bool)
        wanted = tails * self.size + heads
        at = np.minimum(np.searchsorted(self.codes, wanted), len(self.codes) - 1)
        return np.asarray(self.codes[at] == wanted)

    @cached_property
    def back(self) -> tuple[Ints, Ints]:
        """The arcs by their heads: where each vertex's begin, and their tails."""
        order = np.argsort(self.heads, kind="stable")
        starts = np.searchsorted(self.heads[order], np.arange(self.size + 1))
        return starts.astype(np.int64), self.tails[order]

    def into(self, vertex: int) -> Ints:
        """Whose people could come here."""
        starts, tails = self.back
        return tails[starts[vertex] : starts[vertex + 1]]

    def out(self, vertex: int) -> Ints:
        """Where this vertex's person could go."""
        return self.heads[self.starts[vertex] : self.starts[vertex + 1]]


def make_graph(releases: int, givers: int, arcs: npt.ArrayLike) -> Graph:
    """Build a graph from pairs (from, to); arcs into givers and doubles are dropped.

    Refused when an arc names a vertex that is not there, or leads from a release to itself.
    """
    pairs = np.asarray(arcs, np.int64).reshape(-1, 2)
    size = releases + givers
    if len(pairs) and (pairs.min() < 0 or pairs.max() >= size):
        raise Refused(f"An arc names a vertex outside 0 to {size - 1}.")
    if (pairs[:, 0] == pairs[:, 1]).any():
        raise Refused("An arc leads from a release to itself.")
    pairs = pairs[pairs[:, 1] < releases]
    codes = np.unique(pairs[:, 0] * max(size, 1) + pairs[:, 1])
    return Graph(releases, givers, codes // max(size, 1), codes % max(size, 1))


@dataclass(frozen=True)
class Rings:
    """An answer: cycles of releases, and chains that begin with their giver."""

    cycles: tuple[tuple[int, ...], ...] = ()
    chains: tuple[tuple[int, ...], ...] = ()

    @property
    def value(self) -> int:
        """How many people are placed."""
        return sum(map(len, self.cycles)) + sum(len(chain) - 1 for chain in self.chains)


def tidy(rings: Iterable[Iterable[int]], releases: int) -> Rings:
    """The same rings in one order whoever found them: cycles from their least member."""
    cycles, chains = [], []
    for ring in rings:
        members = tuple(int(vertex) for vertex in ring)
        if members[0] >= releases:
            chains.append(members)
        else:
            least = members.index(min(members))
            cycles.append(members[least:] + members[:least])
    return Rings(tuple(sorted(cycles)), tuple(sorted(chains)))


def joined(answers: Iterable[Rings]) -> Rings:
    """Several answers about disjoint vertices as one."""
    cycles: list[tuple[int, ...]] = []
    chains: list[tuple[int, ...]] = []
    for one in answers:
        cycles += one.cycles
        chains += one.chains
    return Rings(tuple(sorted(cycles)), tuple(sorted(chains)))
