"""Find rings whose members' prices sum to less than what they place, plus a limit.

With prices zero and an infinite limit it lists every ring. Paths are extended by one arc at
a time, all at once in arrays; a path is dropped as soon as even its cheapest continuation
stays above the limit. A cycle is found once, from its least member. Work is done in lots, so
that memory stays bounded however many paths there are.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from permeate.core.matching.rings.columns import Columns, of_paths, stacked, width
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.problem import Caps, Floats, Graph, Ints

LOT = 1_000_000  # paths extended at once
INFINITE = 1e9


def never() -> bool:
    """Do not stop."""
    return False


@dataclass(frozen=True, eq=False)
class Lookout:
    """What continuing costs: ``cheapest[l][v]``, at most ``l`` more steps from v, or none;
    ``onward[l][v]``, at least one of them."""

    node: Floats
    cheapest: list[Floats]
    onward: list[Floats]


def look_out(graph: Graph, prices: Floats, steps: int) -> Lookout:
    """Walks' least costs by number of steps, backwards (Bellman); O(arcs × steps)."""
    node = np.asarray(prices, float).copy()
    node[: graph.releases] -= 1.0
    none = np.zeros(graph.size)
    cheapest, onward = [none], [np.full(graph.size, INFINITE)]
    has_arcs = np.flatnonzero(np.diff(graph.starts))
    for _ in range(steps):
        further = np.full(graph.size, INFINITE)
        if len(has_arcs):
            reach = (node + cheapest[-1])[graph.heads]
            further[has_arcs] = np.minimum.reduceat(reach, graph.starts[has_arcs])
        onward.append(further)
        cheapest.append(np.minimum(none, further))
    return Lookout(node, cheapest, onward)


def rings_below(
    graph: Graph,
    caps: Caps,
    prices: Floats,
    limit: float,
    *,
    enough: int | None = None,
    chance: np.random.Generator | None = None,
    stopped: Callable[[], bool] = never,
) -> tuple[Columns, bool]:
    """Return rings that cost less than ``limit``, and whether these are all of them.

    ``enough`` of cycles and of chains each stops the search early; with ``chance`` it then
    begins anywhere, so that what is found is spread over the graph. ``stopped`` ends it too.
    """
    wide = width(graph, caps.cycle, caps.chain)
    ahead = look_out(graph, prices, max(caps.cycle, caps.chain))
    found: list[Columns] = []
    complete = True
    for paths, cap in _beginnings(graph, caps):
        if chance is not None:
            paths = chance.permutation(paths)
        total = 0
        for some in _grow(graph, ahead, paths, limit, wide, cap, stopped):
            found.append(some)
            total += len(some)
            if enough is not None and total >= enough:
                complete = False
                break
    return stacked(found, graph.size, wide), complete and not stopped()


def count_chains(graph: Graph, caps: Caps) -> int:
    """How many walks of chain length there are: no fewer than there are chains."""
    walks = np.zeros(graph.size)
    total = 0.0
    for _ in range(caps.chain):
        sums = np.concatenate([[0.0], np.cumsum((1.0 + walks)[graph.heads])])
        walks = sums[graph.starts[1:]] - sums[graph.starts[:-1]]
    total = walks[graph.releases :].sum()
    return int(min(total, 2**62))


def _beginnings(graph: Graph, caps: Caps) -> Iterator[tuple[Ints, int]]:
    """Paths of one arc and how long they may become: negative for chains."""
    first = graph.starts[graph.releases]
    pairs = np.column_stack([graph.tails, graph.heads])
    if caps.chain and first < len(pairs):
        yield pairs[first:], -caps.chain
    if caps.cycle and first:
        yield pairs[:first][pairs[:first, 1] > pairs[:first, 0]], caps.cycle


def _grow(
    graph: Graph,
    ahead: Lookout,
    paths: Ints,
    limit: float,
    wide: int,
    cap: int,
    stopped: Callable[[], bool],
) -> Iterator[Columns]:
    """Finish or extend paths of one length, lot by lot; ``cap`` is negative for chains."""
    chain = cap < 0
    left = abs(cap) - (paths.shape[1] - 1 if chain else paths.shape[1])
    cost = ahead.node[paths].sum(axis=1)
    last, start = paths[:, -1], paths[:, 0]
    done = cost < limit
    if not chain:
        done[done] = graph.has(last[done], start[done])
    if done.any():
        value = paths.shape[1] - (1 if chain else 0)
        yield of_paths(paths[done], value, graph.size, wide)
    if left < 1:
        return
    alive = cost + ahead.onward[left][last] < limit
    for lot in _lots(graph, paths[alive]):
        if stopped():
            return
        yield from _grow(graph, ahead, _extend(graph, lot, chain), limit, wide, cap, stopped)


def _lots(graph: Graph, paths: Ints) -> Iterator[Ints]:
    """Paths in lots whose extensions number about ``LOT``."""
    last = paths[:, -1]
    ends = np.cumsum(graph.starts[last + 1] - graph.starts[last])
    if not len(ends):
        return
    cuts = np.searchsorted(ends, np.arange(LOT, ends[-1] + LOT, LOT))
    begin = 0
    for cut in np.unique(np.minimum(cuts + 1, len(paths))):
        if cut > begin:
            yield paths[begin:cut]
        begin = cut


def _extend(graph: Graph, paths: Ints, chain: bool) -> Ints:
    """Every path with every arc from its last vertex, without coming back to itself."""
    last = paths[:, -1]
    degree = graph.starts[last + 1] - graph.starts[last]
    which = np.repeat(np.arange(len(paths)), degree)
    offset = np.arange(len(which)) - np.repeat(np.cumsum(degree) - degree, degree)
    new = graph.heads[graph.starts[last][which] + offset]
    fresh = np.ones(len(new), bool) if chain else new > paths[which, 0]
    for place in range(1, paths.shape[1] - 1):
        fresh &= paths[which, place] != new
    return np.column_stack([paths[which[fresh]], new[fresh]])


class Searched:
    """Rings looked for anew each time."""

    def __init__(self, graph: Graph, caps: Caps, control: Control) -> None:
        self.graph, self.caps, self.stopped = graph, caps, control.stopped
        self.chance = np.random.default_rng(control.seed)

    def below(self, prices: Floats, limit: float, enough: int | None) -> tuple[Columns, bool]:
        """Return rings that cost less, and whether these are all."""
        return rings_below(
            self.graph,
            self.caps,
            prices,
            limit,
            enough=enough,
            chance=self.chance,
            stopped=self.stopped,
        )


class Listed:
    """All rings, listed once: where they are few this is fastest."""

    def __init__(self, graph: Graph, columns: Columns) -> None:
        self.columns = columns
        self.incidence = columns.incidence()

    def below(self, prices: Floats, limit: float, enough: int | None) -> tuple[Columns, bool]:
        """Return rings that cost less, and that these are all."""
        costs = self.incidence @ prices - self.columns.value
        return self.columns.take(np.flatnonzero(costs < limit)), True


LISTABLE = 400_000


def rings_of(graph: Graph, caps: Caps, control: Control) -> Listed | Searched:
    """All rings in a list if they are few, otherwise a way to look for them."""
    if count_chains(graph, caps) <= LISTABLE:
        nothing = np.zeros(graph.size)
        columns, complete = rings_below(
            graph, caps, nothing, 1.0, enough=LISTABLE, stopped=control.stopped
        )
        if complete:
            return Listed(graph, columns)
    return Searched(graph, caps, control)
