"""Good answers fast: put a ring through somebody unplaced, mend what that breaks, repeat.

An iterated local search (Lourenço, Martin and Stützle, 2003). Each step takes an unplaced
release and the ring through it that breaks least; those whom that frees are placed again as
well as it can be. A step that loses placements is kept only rarely. Compiled; a step costs
O(degree²) at cap 3, so that a million steps are a matter of seconds on a sparse graph.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from permeate.core.matching.rings.compiled import choose, search
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.problem import Caps, Graph, Ints, Rings, tidy

STEPS = 5_000  # between two looks at the clock
LOG_ROWS = 400


@dataclass
class Answer:
    """One answer being improved; ``best`` is the best it has been."""

    state: tuple[Ints, ...]
    log: Ints
    mark: Ints
    value: int
    best: Rings


class Exchange:
    """The search, to be run a while at a time."""

    def __init__(self, graph: Graph, caps: Caps, control: Control) -> None:
        self.graph, self.control = graph, control
        chain = caps.chain if graph.givers else 0
        self._caps = np.array([min(caps.cycle, 4), chain], np.int64)
        self._arcs = (graph.starts, graph.heads, *graph.back)
        self._chance = np.random.default_rng(control.seed)
        self._now = self._empty()

    @property
    def best(self) -> Rings:
        """The best answer so far."""
        return self._now.best

    def start(self, rings: Rings) -> None:
        """Go on from this answer if it is better than the best so far."""
        if rings.value <= self._now.best.value:
            return
        self._now = self._empty()
        for ring in (*rings.cycles, *rings.chains):
            members = np.array(ring, np.int64)
            self._now.log[-1, 0] = 0
            choose(members, len(members), self._now.state, self._now.log, self.graph.releases)
        self._now.value, self._now.best = rings.value, rings

    def run(self, rounds: int, goal: float) -> Rings:
        """Search for ``rounds`` × ``STEPS`` steps, or until stopped, or ``goal`` is reached."""
        now = self._now
        target = int(goal + 1e-6)
        for _ in range(rounds):
            if self.control.stopped() or now.best.value >= target:
                break
            seed = int(self._chance.integers(2**31))
            now.value = search(
                seed, STEPS, self._caps, self._arcs, now.mark, now.state, now.log,
                self.graph.releases, now.value, target,
            )  # fmt: skip
            if now.value > now.best.value:
                now.best = self._rings()
        return now.best

    def _rings(self) -> Rings:
        _, table, length = self._now.state[:3]
        rows = [table[slot, : length[slot]].tolist() for slot in np.flatnonzero(length)]
        return tidy(rows, self.graph.releases)

    def _empty(self) -> Answer:
        n, size = self.graph.releases, self.graph.size
        wide = int(max(self._caps[0], self._caps[1] + 1, 2)) + 2
        state: tuple[Any, ...] = (
            np.full(size, -1, np.int64),
            np.zeros((size, wide), np.int64),
            np.zeros(size, np.int64),
            np.append(np.arange(size), size),
            np.append(np.arange(n), n),
            np.arange(n),
        )
        log = np.zeros((LOG_ROWS, wide + 2), np.int64)
        return Answer(state, log, np.full(size, -1, np.int64), 0, Rings())
