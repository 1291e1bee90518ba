"""Whole answers from the linear programme: dive until little is open, then solve that exactly.

Diving (fix what is nearly whole, solve again, bring in columns) loses little at first and
much at the end; the end is small, and a branch and bound (HiGHS) does it well. Afterwards
the same branch and bound solves parts of the best answer again (large neighbourhood
search: Shaw, 1998), and at the last looks for anything better among all columns that an
answer better than the best could use: nothing there proves the best.
"""

import math

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_matrix, vstack

from permeate.core.matching.rings.columns import Columns
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.cuts import Triple, touched
from permeate.core.matching.rings.master import CLOSED, Master
from permeate.core.matching.rings.problem import Flags, Floats, Graph, Ints, Rings, tidy

SMALL = 80, 250  # partly chosen columns that the branch and bound takes over, at least and most
OPEN = 350  # vertices open at once in the search around the best answer
MANY = 60_000  # columns given to the last branch and bound
SOME = 6_000  # and to one around the best answer
SLACK = 1e-6
LONGEST = 20.0  # seconds of one branch and bound


def floor(bound: float) -> int:
    """The most that a whole answer can place under this bound."""
    return math.floor(bound + 1e-4)


class Rounding:
    """Works from a converged programme, whose prices at that moment it keeps."""

    def __init__(self, master: Master, control: Control) -> None:
        self.master, self.control = master, control
        self.graph: Graph = master.graph
        self.prices, self.cut_prices = master.prices, master.cut_prices
        self.triples: list[Triple] = list(master.triples)
        self.bound = master.bound
        self._chance = np.random.default_rng(control.seed)
        self._alive = np.bincount(self.graph.tails, minlength=self.graph.size) > 0

    def dive(self) -> Rings:
        """Return the answer that one dive and the branch and bound at its end find."""
        master = self.master
        fixed: list[int] = []
        small = int(np.clip(self.graph.size // 9, *SMALL))
        while not self.control.stopped():
            partly = np.flatnonzero((master.share > SLACK) & (master.share < 1 - SLACK))
            few = len(partly) <= small
            for column in self._chosen(partly, few):
                if master.is_open(column):
                    master.fix(column)
                    fixed.append(column)
            if few or not (master.solve() and master.converge(rounds=5)):
                break
        kept = master.columns.take(np.array(fixed, np.int64))
        goal = floor(master.objective)
        slack = master.objective - goal + 0.01
        open_ = master.open_vertices()
        columns, _ = self._columns(open_, master.prices, master.cut_prices, slack, 2 * SOME)
        rest, _ = self._branch(columns, 0, goal - int(kept.value.sum()))
        master.release(fixed)
        return tidy([*kept.rings(), *rest], self.graph.releases)

    def _chosen(self, partly: Ints, few: bool) -> list[int]:
        """Columns to fix: the whole ones, and while many are open the surest of the others."""
        share = self.master.share
        whole = np.flatnonzero(share >= 1 - SLACK).tolist()
        if few:
            return whole
        order = partly[np.argsort(-share[partly], kind="stable")]
        sure = order[share[order] > 0.7][: max(20, len(order) // 8)]
        surest = order[: max(1, len(order) // 100)]
        return [*whole, *(sure if len(sure) >= len(surest) else surest).tolist()]

    def around(self, best: Rings, size: int = OPEN) -> Rings:
        """Open the rings around a vertex and solve that part again, for a better answer."""
        rings = [*best.cycles, *best.chains]
        open_ = self._neighbourhood(rings, size)
        outside = [ring for ring in rings if not open_[ring[0]]]
        least = best.value - tidy(outside, self.graph.releases).value + 1
        slack = float(self.prices[open_].sum() + self.cut_prices.sum()) - least + SLACK
        if slack < 0:
            return best
        columns, _ = self._columns(open_, self.prices, self.cut_prices, min(slack, 1.0), SOME)
        better, _ = self._branch(columns, least, floor(slack + least))
        return tidy([*outside, *better], self.graph.releases) if better else best

    def beyond(self, best: Rings) -> tuple[Rings, bool]:
        """Look for anything better than ``best`` among all columns; whether it is settled."""
        slack = self.bound - (best.value + 1) + SLACK
        if slack < 0:
            return best, True
        everywhere = np.ones(self.graph.size, bool)
        columns, complete = self._columns(everywhere, self.prices, self.cut_prices, slack)
        found, settled = self._branch(columns, best.value + 1, floor(self.bound))
        if found:
            return tidy(found, self.graph.releases), False
        return best, settled and complete

    def _columns(
        self, open_: Flags, prices: Floats, cut_prices: Floats, slack: float, most: int = MANY
    ) -> tuple[Columns, bool]:
        """Columns over open vertices that cost less than ``slack``, the cheapest of too many."""
        closed = np.where(open_, prices, CLOSED)
        columns, complete = self.master.source.below(closed, slack, 4 * MANY)
        cost = columns.costs(prices)
        if self.triples and len(columns):
            cost = cost + touched(columns, self.triples) @ cut_prices
            keep = np.flatnonzero(cost < slack)
            columns, cost = columns.take(keep), cost[keep]
        if len(columns) > most:
            some = self._chance.permutation(len(columns))
            return columns.take(some[np.argsort(cost[some], kind="stable")[:most]]), False
        return columns, complete

    def _branch(
        self, columns: Columns, least: int, most: int | None
    ) -> tuple[list[tuple[int, ...]], bool]:
        """Choose columns that place the most, at least ``least``; and whether that is settled."""
        seconds = min(self.control.remaining(), LONGEST)
        if seconds <= 0:
            return [], False
        if not len(columns):
            return [], True
        rows, upper = self._rows(columns)
        value = columns.value.astype(float)
        target = LinearConstraint(value[None, :], least, np.inf if most is None else most)
        answer = milp(
            -value,
            constraints=[LinearConstraint(rows, -np.inf, upper), target],
            bounds=Bounds(0, 1),
            integrality=np.ones(len(value)),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        settled = answer.status in (0, 2)
        if answer.x is None:
            return [], settled
        return columns.take(np.flatnonzero(answer.x > 0.5)).rings(), settled

    def _rows(self, columns: Columns) -> tuple[csr_matrix, Floats]:
        """Each vertex at most once, and each triple's inequality that says something."""
        rows = columns.incidence().T.tocsr()
        if self.triples:
            rows = vstack([rows, touched(columns, self.triples).T]).tocsr()
        rows = rows[np.diff(rows.indptr) > 1]
        return rows, np.ones(rows.shape[0])

    def _neighbourhood(self, rings: list[tuple[int, ...]], size: int) -> Flags:
        """Vertices in no ring, and rings near one of them until ``size`` are open."""
        covered = np.full(self.graph.size, -1, np.int64)
        for at, ring in enumerate(rings):
            covered[list(ring)] = at
        open_ = covered < 0
        idle = np.flatnonzero(open_ & self._alive)
        starts = idle if len(idle) else np.flatnonzero(self._alive)
        queue = [int(self._chance.choice(starts))]
        seen, room = set(queue), size
        for vertex in queue:
            if covered[vertex] >= 0 and not open_[vertex]:
                members = list(rings[covered[vertex]])
                open_[members] = True
                room -= len(members)
                queue += [other for other in members if other not in seen]
                seen.update(members)
            if room <= 0:
                break
            beside = np.concatenate([self.graph.out(vertex), self.graph.into(vertex)])
            near = self._chance.permutation(beside)[:6].tolist()
            queue += [other for other in near if other not in seen]
            seen.update(near)
        return open_
