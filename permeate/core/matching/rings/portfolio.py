"""Who does what when: from milliseconds on dense graphs to a search that the clock ends.

Each connected part alone: the flow's bound; greedy over tight arcs, which on dense graphs
ends it; on large graphs the exchange search; the linear programme with cuts; dives; and at
the last branch and bound. Whoever stops it, there is always a best answer and a bound.
"""

from dataclasses import dataclass, field

import numpy as np

from permeate.core.matching.rings.bounds import FlowBound, any_length
from permeate.core.matching.rings.components import Part, parts, useful
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.cuts import Triple, broken
from permeate.core.matching.rings.exchange import Exchange
from permeate.core.matching.rings.greedy import greedy
from permeate.core.matching.rings.master import Master
from permeate.core.matching.rings.pricing import LISTABLE, count_chains
from permeate.core.matching.rings.problem import (
    LONGEST_CHAIN,
    Caps,
    Floats,
    Graph,
    Rings,
    joined,
    make_graph,
)
from permeate.core.matching.rings.rounding import Rounding, floor

LARGE = 3_000  # vertices from which the compiled search pays for its start
HUGE = 9_000  # beyond this the linear programme would not end in time: search longer first


@dataclass
class Progress:
    """What is known of one part: an answer, a bound, and prices that prove the bound.

    ``searched``: the bound was proven by exhausting a branch and bound, not by prices.
    """

    part: Part
    best: Rings
    bound: int
    flow: FlowBound
    prices: Floats
    triples: list[Triple] = field(default_factory=list)
    cut_prices: Floats = field(default_factory=lambda: np.zeros(0))
    by_flow: bool = True
    searched: bool = False

    @property
    def proven(self) -> bool:
        """Whether nothing can be better."""
        return self.best.value >= self.bound


@dataclass(frozen=True, eq=False)
class Outcome:
    """The whole answer with what is known about it; ``any_length`` has no caps."""

    rings: Rings
    bound: int
    any_length: int
    parts: list[Progress]

    @property
    def proven(self) -> bool:
        """Whether no answer within the caps can place more."""
        return self.rings.value >= self.bound


def solve(graph: Graph, caps: Caps, control: Control) -> Outcome:
    """Return the best rings found, and a bound that no rings within the caps can exceed."""
    works = [_begin(part, caps) for part in parts(graph, caps)]
    watch = _Watch(works, control)
    for work in works:
        work.best = _first(work, caps, control)
        watch.tell()
    for work in works:
        if not work.proven and not control.stopped():
            _Effort(work, caps, watch).run()
    rings = joined(work.part.named(work.best) for work in works)
    return Outcome(rings, sum(work.bound for work in works), _free(works, graph, caps), works)


def _begin(part: Part, caps: Caps) -> Progress:
    flow = any_length(part.graph)
    return Progress(part, Rings(), flow.value, flow, flow.prices)


def _first(work: Progress, caps: Caps, control: Control) -> Rings:
    """A first answer at once; few passes on large graphs, where greedy never ends it."""
    passes = 1 if work.part.graph.size > LARGE else 3 if _sparse(work.part.graph) else 200
    return greedy(work.part.graph, caps, work.flow, control, passes)


def _sparse(graph: Graph) -> bool:
    return len(graph.heads) < 30 * graph.size


class _Watch:
    """Tells the whole's value and bound when a part's change."""

    def __init__(self, works: list[Progress], control: Control) -> None:
        self.works, self.control = works, control
        self._told: tuple[int, int] | None = None

    def tell(self) -> None:
        now = (sum(w.best.value for w in self.works), sum(w.bound for w in self.works))
        if now != self._told:
            self._told = now
            self.control.report(*now)


class _Effort:
    """Everything that is tried on one part, in order, until it is proven or stopped."""

    def __init__(self, work: Progress, caps: Caps, watch: _Watch) -> None:
        self.work, self.caps, self.watch, self.control = work, caps, watch, watch.control
        self.graph = work.part.graph
        self.exchange: Exchange | None = None
        if self.graph.size >= LARGE or count_chains(self.graph, caps) > LISTABLE:
            self.exchange = Exchange(self.graph, caps, self.control)

    @property
    def over(self) -> bool:
        return self.work.proven or self.control.stopped()

    def run(self) -> None:
        """Search, bound, round, search on."""
        self._search(60 if self.graph.size < HUGE else 600)
        if self.over:
            return
        master = Master(self.graph, self.caps, self.control)
        if not self._bound(master):
            self._search(10**9)
            return
        rounding = Rounding(master, self.control)
        self._note(rounding.dive())
        self._polish(rounding)

    def _note(self, rings: Rings) -> None:
        if rings.value > self.work.best.value:
            self.work.best = rings
            self.watch.tell()

    def _search(self, rounds: int) -> None:
        if self.exchange is None:
            return
        self.exchange.start(self.work.best)
        for _ in range(rounds):
            if self.over:
                return
            self._note(self.exchange.run(1, self.work.bound))

    def _bound(self, master: Master) -> bool:
        """Solve the programme, cut until the bound is met or cuts no longer help."""
        if not master.converge():
            return False
        self._keep(master)
        idle = 0
        while not self.over and idle < (3 if self.exchange is None else 1):
            triples = broken(master.columns, master.share, set(master.triples))
            if not triples:
                break
            before = master.bound
            master.add_cuts(triples)
            if not (master.solve(rows_changed=True) and master.converge()):
                return False
            self._keep(master)
            idle = 0 if master.bound < before - 0.01 else idle + 1
        return True

    def _keep(self, master: Master) -> None:
        """Take over a better bound with the prices that prove it."""
        if master.complete and floor(master.bound) < self.work.bound:
            work = self.work
            work.bound, work.by_flow = floor(master.bound), False
            work.prices, work.cut_prices = master.prices, master.cut_prices
            work.triples = list(master.triples)
            self.watch.tell()

    def _polish(self, rounding: Rounding) -> None:
        """Solve parts of the best answer again; now and then ask whether anything is beyond."""
        turn = 0
        while not self.over:
            turn += 1
            self._note(rounding.around(self.work.best))
            if self.exchange is not None:
                self.exchange.start(self.work.best)
                self._search(2)
            if turn % 25 == 0 and not self.over:
                better, settled = rounding.beyond(self.work.best)
                self._note(better)
                if settled and better.value == self.work.best.value:
                    self.work.bound, self.work.searched = better.value, True
                    self.watch.tell()


def _free(works: list[Progress], graph: Graph, caps: Caps) -> int:
    """The optimum at any length of the kinds of rings that there may be."""
    if len(works) == 1 and len(works[0].part.graph.heads) == len(graph.heads):
        return works[0].flow.value
    uncapped = Caps(caps.cycle, LONGEST_CHAIN if caps.chain else 0)
    keep = useful(graph, uncapped)
    pairs = np.column_stack([graph.tails[keep], graph.heads[keep]])
    return any_length(make_graph(graph.releases, graph.givers, pairs)).value
