"""Among the answers that place the most: the best by an order of further objectives.

The order is data. Each objective in turn is maximised while what those before it reached is
held (lexicographic), by branch and bound over every ring that an answer placing as many can
contain: those whose reduced cost does not exceed the distance from value to bound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix, csr_matrix, hstack, vstack

from permeate.core.matching.rings.columns import Columns, of_rings, stacked, width
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.cuts import surcharge
from permeate.core.matching.rings.portfolio import Outcome, Progress
from permeate.core.matching.rings.pricing import rings_below
from permeate.core.matching.rings.problem import Caps, Floats, Graph, Rings, tidy
from permeate.core.matching.rings.robustness import expected

LEFT_OUT, CROSS_SECTOR, WEIGHT, ROBUSTNESS = "left-out", "cross-sector", "weight", "robustness"
ORDER = (LEFT_OUT, CROSS_SECTOR, WEIGHT, ROBUSTNESS)
MOST = 30_000  # rings to choose among; of more, the cheapest
LONGEST = 20.0  # seconds of one stage
NEAR = 1e-6


@dataclass(frozen=True, eq=False)
class Facts:
    """What objectives are about. ``weights`` and ``failure``: one entry an arc, ``failure``
    the chance from 0 to below 1 that this placement falls out. ``organisation``, ``sector``
    and ``left_out`` (nobody in or out for 24 months): one entry a vertex."""

    weights: Floats
    failure: Floats
    organisation: Sequence[str] = ()
    sector: Sequence[str] = ()
    left_out: Sequence[bool] = ()


@dataclass(frozen=True)
class Stage:
    """What one objective reached; ``bound`` is None where it is not known."""

    objective: str
    value: float
    bound: float | None

    @property
    def proven(self) -> bool:
        """Whether no answer that does as well before does better here."""
        return self.bound is not None and self.value >= self.bound - 1e-5


def refine(
    graph: Graph, caps: Caps, outcome: Outcome, facts: Facts, order: Sequence[str], control: Control
) -> tuple[Rings, list[Stage]]:
    """Return the answer best by ``order`` among those that place as many, and its stages."""
    columns, complete = _candidates(graph, caps, outcome)
    now = _chosen(columns, outcome.rings)
    held: list[LinearConstraint] = []
    pool = _Pool(graph, columns, facts)
    goal = float(columns.value @ now)
    held.append(pool.at_least(columns.value.astype(float), goal))
    stages = []
    for objective in order:
        now, reached, bound = pool.best(objective, now, held, control)
        held.append(pool.at_least(pool.scores(objective), reached - NEAR))
        stages.append(Stage(objective, round(reached, 6), bound if complete else None))
    rings = columns.take(np.flatnonzero(now > 0.5)).rings()
    return tidy(rings, graph.releases), stages


def _chosen(columns: Columns, rings: Rings) -> Floats:
    wanted = {*rings.cycles, *rings.chains}
    return np.array([float(ring in wanted) for ring in columns.rings()])


def _candidates(graph: Graph, caps: Caps, outcome: Outcome) -> tuple[Columns, bool]:
    """Every ring that can be in an answer as large, in the whole's numbers; and if it is all."""
    wide = width(graph, caps.cycle, caps.chain)
    some, complete = [], True
    for work in outcome.parts:
        found, all_of_them = _of_part(work, caps)
        names = np.append(work.part.names, graph.size)
        members = np.full((len(found), wide), graph.size, np.int64)
        members[:, : found.members.shape[1]] = names[found.members]
        some.append(Columns(members, found.value, graph.size))
        complete &= all_of_them
    mine = [*outcome.rings.cycles, *outcome.rings.chains]
    everything = stacked(some, graph.size, wide)
    there = set(everything.rings())
    extra = of_rings([r for r in mine if r not in there], graph.releases, graph.size, wide)
    return stacked([everything, extra], graph.size, wide), complete


def _of_part(work: Progress, caps: Caps) -> tuple[Columns, bool]:
    slack = float(work.prices.sum() + work.cut_prices.sum()) - work.best.value + NEAR
    graph = work.part.graph
    found, complete = rings_below(graph, caps, work.prices, slack, enough=20 * MOST)
    cost = found.costs(work.prices) + surcharge(found, work.triples, work.cut_prices)
    keep = np.flatnonzero(cost < slack)
    if len(keep) > MOST:
        keep = keep[np.argsort(cost[keep], kind="stable")[:MOST]]
        complete = False
    return found.take(keep), complete


class _Pool:
    """The rings to choose among, with a variable each and one an organisation left out."""

    def __init__(self, graph: Graph, columns: Columns, facts: Facts) -> None:
        self.graph, self.columns, self.facts = graph, columns, facts
        incidence = columns.incidence()
        left = [v for v, out in enumerate(facts.left_out) if out]
        self.groups = sorted({facts.organisation[v] for v in left})
        number = {name: at for at, name in enumerate(self.groups)}
        members = coo_matrix(
            (np.ones(len(left)), (left, [number[facts.organisation[v]] for v in left])),
            (graph.size, len(self.groups)),
        )
        touches = (incidence @ members.tocsr()).T.tocsr()
        touches.data = np.minimum(touches.data, 1.0)
        self.touches: csr_matrix = touches
        once = hstack([incidence.T, csr_matrix((graph.size, len(self.groups)))])
        reached = hstack([-touches, csr_matrix(np.eye(len(self.groups)))])
        upper = np.concatenate([np.ones(graph.size), np.zeros(len(self.groups))])
        self.rules = LinearConstraint(vstack([once, reached]).tocsr(), -np.inf, upper)
        self._steps = list(_steps(graph, columns))

    def at_least(self, scores: Floats, least: float) -> LinearConstraint:
        """Hold what an objective reached."""
        full = np.zeros(len(self.columns) + len(self.groups))
        full[: len(scores)] = scores
        return LinearConstraint(full[None, :], least, np.inf)

    def scores(self, objective: str) -> Floats:
        """One entry a variable: rings, and for organisations left out theirs."""
        columns = len(self.columns)
        if objective == LEFT_OUT:
            return np.concatenate([np.zeros(columns), np.ones(len(self.groups))])
        return np.array([self._score(objective, steps) for steps in self._steps], float)

    def best(
        self, objective: str, now: Floats, held: list[LinearConstraint], control: Control
    ) -> tuple[Floats, float, float | None]:
        """The best choice, what it reaches and its bound; ``now`` where nothing better is found."""
        scores = self.scores(objective)
        scores = np.append(scores, np.zeros(len(now) + len(self.groups) - len(scores)))
        covered = (self.touches @ now > 0.5).astype(float)
        mine = float(scores @ np.concatenate([now, covered]))
        if not len(now):
            return now, 0.0, 0.0
        seconds = min(control.remaining(), LONGEST)
        if seconds <= 0:
            return now, mine, None
        answer = milp(
            -scores,
            constraints=[self.rules, *held],
            bounds=Bounds(0, 1),
            integrality=np.ones(len(scores)),
            options={"time_limit": seconds, "mip_rel_gap": 0.0},
        )
        bound = None if answer.mip_dual_bound is None else round(-answer.mip_dual_bound, 6)
        if answer.x is None or -answer.fun <= mine + NEAR:
            return now, mine, bound
        return np.round(answer.x[: len(now)]), -float(answer.fun), bound

    def _score(self, objective: str, steps: list[tuple[int, int, int]]) -> float:
        facts = self.facts
        if objective == WEIGHT:
            return float(sum(facts.weights[arc] for arc, _, _ in steps))
        if objective == CROSS_SECTOR:
            return sum(facts.sector[tail] != facts.sector[head] for _, tail, head in steps)
        chain = steps[0][1] >= self.graph.releases
        return expected([facts.failure[arc] for arc, _, _ in steps], chain=chain)


def _steps(graph: Graph, columns: Columns) -> Iterator[list[tuple[int, int, int]]]:
    """Each ring's arcs: their number, tail and head."""
    for ring in columns.rings():
        back = [] if ring[0] >= graph.releases else [ring[0]]
        tails = np.array(ring if back else ring[:-1], np.int64)
        heads = np.array([*ring[1:], *back], np.int64)
        arcs = np.searchsorted(graph.codes, tails * graph.size + heads)
        yield list(zip(arcs.tolist(), tails.tolist(), heads.tolist(), strict=True))
