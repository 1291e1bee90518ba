"""The linear programme over columns, grown as prices ask for more (column generation).

Choose shares of rings so that no vertex is in more than one in sum and the most people are
placed. Its prices bound every whole answer; its shares point to good ones. The simplex
method (GLOP) starts each time from where it stopped.
"""

import numpy as np
from ortools.linear_solver import pywraplp

from permeate.core.matching.rings.columns import Columns, empty, stacked, width
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.cuts import Triple, surcharge, touched
from permeate.core.matching.rings.pricing import rings_of
from permeate.core.matching.rings.problem import Caps, Flags, Floats, Graph, Ints

EXACT = 1e-7  # a column improves when its cost is below minus this
CLOSED = 1e6  # the price of a vertex that is taken
ENOUGH = 200_000  # improving columns looked at in one round
LOOKED_AT = 40_000  # of each kind, to choose which to bring in
PRIMAL = "use_preprocessing: false use_dual_simplex: false"
DUAL = "use_preprocessing: false use_dual_simplex: true"


class Master:
    """The programme; ``prices`` of vertices and ``cut_prices`` of triples after a solve."""

    def __init__(self, graph: Graph, caps: Caps, control: Control) -> None:
        self.graph, self.control = graph, control
        self.source = rings_of(graph, caps, control)
        self.columns: Columns = empty(graph.size, width(graph, caps.cycle, caps.chain))
        self.triples: list[Triple] = []
        self.share: Floats = np.zeros(0)
        # At random they ask for all sorts; rings of a good answer would only stall the simplex.
        self.prices: Floats = np.random.default_rng(control.seed).random(graph.size)
        self.cut_prices: Floats = np.zeros(0)
        self.objective = 0.0
        self.complete = False
        self._solver = pywraplp.Solver.CreateSolver("GLOP")
        self._solver.Objective().SetMaximization()
        self._rows = [self._solver.Constraint(0, 1) for _ in range(graph.size)]
        self._cuts: list[pywraplp.Constraint] = []
        self._variables: list[pywraplp.Variable] = []
        self._open: Flags = np.ones(graph.size, bool)

    @property
    def bound(self) -> float:
        """The sum of the prices: no whole answer places more once ``complete``."""
        return float(self.prices.sum() + self.cut_prices.sum())

    def add(self, columns: Columns) -> None:
        """Give the programme these columns as well; it must not have them yet."""
        objective = self._solver.Objective()
        meets = touched(columns, self.triples) if self.triples else None
        for at, ring in enumerate(columns.rings()):
            variable = self._solver.NumVar(0, 1, "")
            objective.SetCoefficient(variable, float(columns.value[at]))
            for vertex in ring:
                self._rows[vertex].SetCoefficient(variable, 1)
            if meets is not None:
                for cut in meets.indices[meets.indptr[at] : meets.indptr[at + 1]]:
                    self._cuts[cut].SetCoefficient(variable, 1)
            self._variables.append(variable)
        both = [self.columns, columns]
        self.columns = stacked(both, self.graph.size, self.columns.members.shape[1])

    def add_cuts(self, triples: list[Triple]) -> None:
        """Add the inequality of each triple."""
        meets = touched(self.columns, triples).tocsc()
        for at in range(len(triples)):
            row = self._solver.Constraint(0, 1)
            for column in meets.indices[meets.indptr[at] : meets.indptr[at + 1]]:
                row.SetCoefficient(self._variables[column], 1)
            self._cuts.append(row)
        self.triples += triples
        self.complete = False

    def fix(self, column: int) -> None:
        """Choose this column wholly from now on; no other ring may use its members."""
        self._variables[column].SetLb(1)
        members = self.columns.members[column]
        self._open[members[members < self.graph.size]] = False

    def release(self, columns: list[int]) -> None:
        """Take back ``fix`` of these columns."""
        for column in columns:
            self._variables[column].SetLb(0)
        self._open[:] = True

    def is_open(self, column: int) -> bool:
        """Whether no member of this column is in one that is fixed."""
        members = self.columns.members[column]
        return bool(self._open[members[members < self.graph.size]].all())

    def open_vertices(self) -> Flags:
        """Vertices in no column that is fixed."""
        return self._open.copy()

    def solve(self, *, rows_changed: bool = False) -> bool:
        """Solve over the columns there are; False when stopped before the optimum."""
        seconds = self.control.remaining()
        if seconds <= 0:
            return False
        self._solver.SetTimeLimit(int(min(seconds, 1e6) * 1000) + 1)
        self._solver.SetSolverSpecificParametersAsString(DUAL if rows_changed else PRIMAL)
        if self._solver.Solve() != pywraplp.Solver.OPTIMAL:
            return False
        self.objective = self._solver.Objective().Value()
        self.share = np.array([one.solution_value() for one in self._variables])
        self.prices = np.maximum([row.dual_value() for row in self._rows], 0.0)
        self.cut_prices = np.maximum([row.dual_value() for row in self._cuts], 0.0)
        return True

    def converge(self, *, rounds: int = 10_000) -> bool:
        """Bring in columns until none would improve; False when stopped before that."""
        for _ in range(rounds):
            improving, told_all = self.improving()
            if not len(improving):
                self.complete = told_all
                return told_all
            self.add(improving)
            if not self.solve():
                return False
        return True

    def improving(self, each: int = 5) -> tuple[Columns, bool]:
        """Return columns of negative cost, at most ``each`` a vertex, the best first.

        Nothing found means that there is none, and then the second is True.
        """
        found, complete = self.below(-EXACT, ENOUGH)
        return found.take(_spread(found, self.cost(found), each)), complete

    def below(self, limit: float, enough: int | None = None) -> tuple[Columns, bool]:
        """Return columns that cost less than ``limit`` and use no vertex that is fixed."""
        prices = np.where(self._open, self.prices, CLOSED)
        found, complete = self.source.below(prices, limit, enough)
        if self.triples:
            found = found.take(np.flatnonzero(self.cost(found) < limit))
        return found, complete

    def cost(self, columns: Columns) -> Floats:
        """Reduced costs, cuts included."""
        return columns.costs(self.prices) + surcharge(columns, self.triples, self.cut_prices)


def _spread(columns: Columns, cost: Floats, each: int) -> Ints:
    """Cheapest first, each vertex in at most ``each``; of many, some chains and some cycles."""
    order = np.argsort(cost, kind="stable")
    chain = (columns.members < columns.size).sum(axis=1)[order] > columns.value[order]
    best = np.concatenate([order[chain][:LOOKED_AT], order[~chain][:LOOKED_AT]])
    taken = [0] * (columns.size + 1)
    chosen = []
    for at, row in zip(best.tolist(), columns.members[best].tolist(), strict=True):
        members = [vertex for vertex in row if vertex < columns.size]
        if all(taken[vertex] < each for vertex in members):
            chosen.append(at)
            for vertex in members:
                taken[vertex] += 1
    return np.array(chosen, np.int64)
