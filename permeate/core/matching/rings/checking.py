"""Is an answer true? Checked from the arcs alone, by other means than it was found.

The rings: each arc is there, nobody is in two, the caps are kept, the value is the sum. The
bound: each part's prices are met by every arc or every ring that there can be, and sum to
less than the bound plus one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import networkx as nx

from permeate.core.matching.rings.problem import Caps

NEAR = 1e-7  # how far a price may fall short; paid for in the bound
SEVERAL = 20  # faults told of one kind


@dataclass(frozen=True)
class Claim:
    """What an answer says of itself."""

    cycles: Sequence[Sequence[int]]
    chains: Sequence[Sequence[int]]
    value: int
    bound: int
    proven: bool
    certificate: Sequence[Mapping[str, Any]] = ()


@dataclass
class Verdict:
    """``faults`` in words, none where all is true; ``unproven``: bounds taken on trust."""

    faults: list[str] = field(default_factory=list)
    unproven: list[str] = field(default_factory=list)

    @property
    def fine(self) -> bool:
        """Whether nothing is wrong."""
        return not self.faults


class Checker:
    """Knows the arcs, from each vertex a set of releases."""

    def __init__(self, releases: int, givers: int, arcs: Iterable[tuple[int, int]], caps: Caps):
        self.releases, self.size, self.caps = releases, releases + givers, caps
        self.out: dict[int, set[int]] = {vertex: set() for vertex in range(self.size)}
        for tail, head in arcs:
            if head < releases:
                self.out[tail].add(head)

    def check(self, claim: Claim) -> Verdict:
        """Check rings, value and bound."""
        verdict = Verdict()
        verdict.faults += self._rings(claim)
        value = sum(len(ring) for ring in claim.cycles) + sum(len(c) - 1 for c in claim.chains)
        if value != claim.value:
            verdict.faults.append(f"The rings place {value}, not {claim.value}.")
        if claim.bound < claim.value:
            verdict.faults.append(f"The bound {claim.bound} is below the value {claim.value}.")
        if claim.proven != (claim.value >= claim.bound):
            verdict.faults.append("“proven” does not follow from value and bound.")
        if not verdict.faults:
            self._bounds(claim, verdict)
        return verdict

    def _rings(self, claim: Claim) -> Iterator[str]:
        seen: dict[int, Sequence[int]] = {}
        for kind, rings in (("cycle", claim.cycles), ("chain", claim.chains)):
            for ring in rings:
                yield from self._ring(kind, ring)
                for vertex in ring:
                    if vertex in seen:
                        yield f"{vertex} is in {list(seen[vertex])} and in {list(ring)}."
                    seen[vertex] = ring

    def _ring(self, kind: str, ring: Sequence[int]) -> Iterator[str]:
        told = f"The {kind} {list(ring)}"
        if any(vertex not in self.out for vertex in ring):
            yield f"{told} has a member that is not there."
            return
        chain = kind == "chain"
        cap, reached = (self.caps.chain, len(ring) - 1) if chain else (self.caps.cycle, len(ring))
        if len(ring) < 2 or reached > cap:
            yield f"{told} reaches {reached} releases; the cap is {cap}."
        if chain and ring[0] < self.releases:
            yield f"{told} does not begin with a giver."
        if any(vertex >= self.releases for vertex in ring[1 if chain else 0 :]):
            yield f"{told} sends somebody to a giver."
        steps = zip(ring, ring[1:] if chain else [*ring[1:], ring[0]], strict=False)
        for tail, head in steps:
            if head not in self.out[tail]:
                yield f"{told} uses {tail} → {head}, which is not an arc."

    def _bounds(self, claim: Claim, verdict: Verdict) -> None:
        """Each part's bound, and that parts and their sum are what the claim says."""
        if not claim.certificate:
            verdict.unproven.append("There is no certificate: the bound was not checked.")
            return
        home: dict[int, int] = {}
        for number, part in enumerate(claim.certificate):
            home |= dict.fromkeys(part["vertices"], number)
        if sum(len(part["vertices"]) for part in claim.certificate) != len(home):
            verdict.faults.append("A vertex is in two parts of the certificate.")
        if sum(part["bound"] for part in claim.certificate) > claim.bound:
            verdict.faults.append("The parts’ bounds sum to more than the bound.")
        arcs = self._usable()
        for tail, heads in arcs.items():
            if any(home.get(head, -1) != home.get(tail, -2) for head in heads):
                verdict.faults.append(f"An arc from {tail} leaves its part of the certificate.")
                return
        for part in claim.certificate:
            self._part(part, arcs, verdict)

    def _part(
        self, part: Mapping[str, Any], arcs: Mapping[int, set[int]], verdict: Verdict
    ) -> None:
        name = f"The part of {len(part['vertices'])} vertices around {part['vertices'][0]}"
        if part["proof"] == "search":
            verdict.unproven.append(f"{name}: proven by search, which prices cannot show.")
            return
        prices = {int(vertex): float(price) for vertex, price in part["prices"]}
        cuts = [(frozenset(cut["vertices"]), float(cut["price"])) for cut in part.get("cuts", ())]
        total = sum(prices.values()) + sum(price for _, price in cuts)
        negative = any(price < 0 for price in (*prices.values(), *(price for _, price in cuts)))
        if negative or any(len(three) != 3 for three, _ in cuts):
            verdict.faults.append(f"{name}: a price is negative, or a cut is not of three.")
        total += NEAR * len(part["vertices"])
        if total >= part["bound"] + 1:
            verdict.faults.append(f"{name}: prices sum to {total:.6f}, not to {part['bound']}.")
        inside = {vertex: arcs[vertex] for vertex in part["vertices"] if vertex in arcs}
        if part["proof"] == "flow":
            short = _short_arcs(inside, prices, dict(part["pass_on"]), self.releases)
        else:
            short = _Short(inside, prices, cuts, self.releases, self.caps).rings()
        for fault, _ in zip(short, range(SEVERAL), strict=False):
            verdict.faults.append(f"{name}: {fault}")

    def _usable(self) -> dict[int, set[int]]:
        """Arcs that can be in a ring: within a strong component, or a giver's chain reaches."""
        graph = nx.DiGraph(self.out)
        arcs: dict[int, set[int]] = {}
        if self.caps.cycle:
            for strong in nx.strongly_connected_components(graph):
                if len(strong) > 1:
                    arcs |= {vertex: self.out[vertex] & strong for vertex in strong}
        edge = set(range(self.releases, self.size))
        reached = set(edge)
        for _ in range(self.caps.chain):
            for tail in edge:
                if self.out[tail]:
                    arcs[tail] = set(self.out[tail])
            edge = {head for tail in edge for head in self.out[tail]} - reached
            reached |= edge
        return arcs


def _short_arcs(
    arcs: Mapping[int, set[int]],
    prices: Mapping[int, float],
    pass_on: Mapping[int, float],
    releases: int,
) -> Iterator[str]:
    """Arcs whose prices are not met, and negative prices."""
    if any(price < 0 for price in pass_on.values()):
        yield "a price is negative"
    for tail, heads in arcs.items():
        mine = pass_on.get(tail, 0) if tail < releases else prices.get(tail, 0)
        for head in heads:
            if mine - pass_on.get(head, 0) + prices.get(head, 0) < 1 - NEAR:
                yield f"{tail} → {head} is worth more than its prices"


class _Short:
    """Every ring that places more than its members and triples cost, depth first.

    A path is left as soon as its cheapest continuation by any walk costs enough.
    """

    def __init__(
        self,
        arcs: Mapping[int, set[int]],
        prices: Mapping[int, float],
        cuts: Sequence[tuple[frozenset[int], float]],
        releases: int,
        caps: Caps,
    ):
        self.arcs, self.releases, self.caps = arcs, releases, caps
        self.node = {v: prices.get(v, 0.0) - (1 if v < releases else 0) for v in arcs}
        for heads in arcs.values():
            for head in heads:
                self.node.setdefault(head, prices.get(head, 0.0) - 1)
        self.cuts: dict[int, list[tuple[frozenset[int], float]]] = {}
        for three, price in cuts:
            for vertex in three:
                self.cuts.setdefault(vertex, []).append((three, price))
        self.ahead = [dict.fromkeys(self.node, 0.0)]
        for _ in range(max(caps.cycle, caps.chain)):
            self.ahead.append({vertex: self._next(vertex) for vertex in self.node})

    def _next(self, vertex: int) -> float:
        last, node = self.ahead[-1], self.node
        return min(0.0, *(node[head] + last[head] for head in self.arcs.get(vertex, ())), 0.0)

    def rings(self) -> Iterator[str]:
        """Each in words."""
        for vertex in self.node:
            chain = vertex >= self.releases
            left = self.caps.chain if chain else self.caps.cycle - 1
            if left > 0:
                yield from self._from([vertex], self.node[vertex], left, chain)

    def _from(self, path: list[int], cost: float, left: int, chain: bool) -> Iterator[str]:
        heads = self.arcs.get(path[-1], set())
        ends = len(path) > 1 and (chain or path[0] in heads)
        if ends and cost + self._surcharge(path) < -NEAR:
            yield f"the ring {path} is worth more than its prices"
        if not left or cost + self.ahead[left][path[-1]] >= -NEAR:
            return
        for head in heads:
            if head not in path and (chain or head > path[0]):
                yield from self._from([*path, head], cost + self.node[head], left - 1, chain)

    def _surcharge(self, path: list[int]) -> float:
        met = {cut for vertex in path for cut in self.cuts.get(vertex, ())}
        return sum(price for three, price in met if len(three.intersection(path)) >= 2)
