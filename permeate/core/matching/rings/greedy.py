"""Randomised greedy over the arcs that an answer as large as the flow's would use.

By complementary slackness such an answer uses only arcs whose price is met exactly, takes
every release with a price on receiving and every giver with a price on giving. Where the
graph is dense this often finds an answer equal to the bound, which proves it, in
milliseconds. Sets of vertices are bits of Python's integers: a cycle of three closes with
one AND.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from permeate.core.matching.rings.bounds import FlowBound
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.problem import Caps, Flags, Graph, Rings, tidy

PASSES = 40


@dataclass(frozen=True)
class Bits:
    """Each vertex's successors and predecessors as bits; ``must``: priced vertices."""

    releases: int
    size: int
    out: list[int]
    into: list[int]
    must: int
    last: int  # releases that may end a chain


def tight(graph: Graph, flow: FlowBound) -> Flags:
    """Which arcs' prices are met exactly."""
    pass_on = np.concatenate([flow.pass_on, flow.give])
    price = pass_on[graph.tails] - flow.pass_on[graph.heads] + flow.receive[graph.heads]
    return np.asarray(price == 1)


def bits(graph: Graph, flow: FlowBound | None) -> Bits:
    """The tight arcs as bits, or with no flow all arcs."""
    keep = np.ones(len(graph.tails), bool) if flow is None else tight(graph, flow)
    tails, heads = graph.tails[keep], graph.heads[keep]
    everyone = (1 << graph.releases) - 1
    must, last = (
        (0, everyone) if flow is None else (_mask(flow.prices > 0), _mask(flow.pass_on == 0))
    )
    return Bits(
        graph.releases,
        graph.size,
        _sets(tails, heads, graph.size),
        _sets(heads, tails, graph.size),
        must,
        last,
    )


def _mask(flags: Flags) -> int:
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def _sets(of: np.ndarray, members: np.ndarray, size: int) -> list[int]:
    """For each vertex its neighbours as bits, through one row of flags at a time."""
    order = np.argsort(of, kind="stable")
    starts = np.searchsorted(of[order], np.arange(size + 1))
    sets = []
    for vertex in range(size):
        row = np.zeros(size, bool)
        row[members[order[starts[vertex] : starts[vertex + 1]]]] = True
        sets.append(_mask(row))
    return sets


def greedy(
    graph: Graph, caps: Caps, flow: FlowBound, control: Control, passes: int = PASSES
) -> Rings:
    """Return the best of some passes; stops at once when one equals the flow's bound."""
    chance = random.Random(control.seed)  # noqa: S311 - no secret, a seeded choice
    narrow, wide = bits(graph, flow), bits(graph, None)
    best = Rings()
    urgency = [1.0] * graph.size
    for turn in range(passes):
        if control.stopped() and turn:
            break
        found = _one_pass(narrow, wide, caps, chance, urgency)
        if found.value > best.value:
            best = found
        if best.value == flow.value:
            break
    return best


def _one_pass(
    narrow: Bits, wide: Bits, caps: Caps, chance: random.Random, urgency: list[float]
) -> Rings:
    """Ring after ring; whoever has to be in one and is not comes earlier the next time.

    That is squeaky wheel optimisation (Joslin and Clements, 1999).
    """
    free = (1 << narrow.size) - 1
    rings: list[tuple[int, ...]] = []
    for graph in (narrow, wide):
        rank = {
            v: _priority(graph, v) * urgency[v] * (0.5 + chance.random()) for v in _members(free)
        }
        for vertex in sorted(rank, key=rank.__getitem__):
            if free >> vertex & 1:
                ring = _ring(graph, caps, vertex, free, chance)
                for member in ring:
                    free ^= 1 << member
                if ring:
                    rings.append(ring)
        if graph is narrow:
            for vertex in _members(free & narrow.must):
                urgency[vertex] *= 0.3
    return tidy(rings, narrow.releases)


def _priority(graph: Bits, vertex: int) -> float:
    """Small for those that must take part and have few ways to."""
    ways = graph.out[vertex].bit_count() + 0.01
    if vertex < graph.releases:
        ways = min(ways, graph.into[vertex].bit_count() + 0.01)
    return ways if graph.must >> vertex & 1 else 1000.0 + ways


def _ring(
    graph: Bits, caps: Caps, vertex: int, free: int, chance: random.Random
) -> tuple[int, ...]:
    """A ring through this vertex over free ones, or nothing."""
    if vertex >= graph.releases:
        path = [vertex]
        return tuple(_chain(graph, path, caps.chain, free ^ 1 << vertex, chance))
    for length in (3, 2, *range(4, caps.cycle + 1)):
        if length <= caps.cycle:
            path = [vertex]
            if _cycle(graph, path, length, free ^ 1 << vertex, chance, [400]):
                return tuple(path)
    return ()


def _cycle(
    graph: Bits, path: list[int], length: int, free: int, chance: random.Random, budget: list[int]
) -> bool:
    """Complete ``path`` to a cycle of ``length``, depth first."""
    options = graph.out[path[-1]] & free
    if len(path) == length - 1:
        options &= graph.into[path[0]]
    for option in _shuffled(graph, options, chance):
        budget[0] -= 1
        if budget[0] < 0:
            return False
        path.append(option)
        if len(path) == length or _cycle(graph, path, length, free ^ 1 << option, chance, budget):
            return True
        path.pop()
    return False


def _chain(graph: Bits, path: list[int], cap: int, free: int, chance: random.Random) -> list[int]:
    """As long a chain as the cap allows, ending where one may end."""
    while len(path) <= cap:
        options = graph.out[path[-1]] & free & ((1 << graph.releases) - 1)
        if len(path) == cap:
            options = options & graph.last or options
        option = next(_shuffled(graph, options, chance), None)
        if option is None:
            break
        path.append(option)
        free ^= 1 << option
    while len(path) > 1 and not graph.last >> path[-1] & 1:
        path.pop()
    return path if len(path) > 1 else []


def _shuffled(graph: Bits, options: int, chance: random.Random) -> Iterator[int]:
    """These vertices from a random place on, those that must take part first."""
    for some in (options & graph.must, options & ~graph.must):
        if some:
            above = some >> (turn := chance.randrange(graph.size)) << turn
            yield from _members(above)
            yield from _members(some ^ above)


def _members(some: int) -> Iterator[int]:
    while some:
        least = some & -some
        yield least.bit_length() - 1
        some ^= least
