"""What no answer can exceed: the optimum with no cap on length, which is a flow.

Without caps a set of rings is any choice of arcs in which nobody receives twice, nobody
sends twice and a release sends only if it receives: a min-cost flow, polynomial. Its dual
prices prove the bound and start the linear programme.
"""

from dataclasses import dataclass

import numpy as np
from ortools.graph.python import min_cost_flow

from permeate.core.matching.rings.problem import Flags, Floats, Graph, Ints


@dataclass(frozen=True, eq=False)
class FlowBound:
    """The most placements at any length, with whole-number prices that prove it.

    ``receive[v]`` and ``pass_on[v]`` of each release, ``give[g]`` of each giver (at index
    ``g - releases``), none negative: every arc u → v has ``pass_on[u] - pass_on[v] +
    receive[v] >= 1`` and from a giver ``give[u] - pass_on[v] + receive[v] >= 1``. The bound
    is the sum of receive and give.
    """

    value: int
    receive: Ints
    pass_on: Ints
    give: Ints
    tails: Ints
    heads: Ints

    @property
    def prices(self) -> Floats:
        """Receive and give, one entry a vertex: a feasible dual over cycles and chains."""
        return np.concatenate([self.receive, self.give]).astype(float)


def any_length(graph: Graph) -> FlowBound:
    """Solve the flow and read its prices off the residual graph.

    Nodes: senders (every vertex), receivers (every release), one sink. A release that does
    not take part sends to itself at no cost; the end of a chain and an idle giver send to
    the sink. OR-tools' cost-scaling push-relabel (Goldberg, 1997).
    """
    n, size = graph.releases, graph.size
    everyone, sink = np.arange(size), size + n
    tails = np.concatenate([graph.tails, np.arange(n), everyone])
    heads = np.concatenate([graph.heads + size, np.arange(n) + size, np.full(size, sink)])
    costs = np.zeros(len(tails), np.int64)
    costs[: len(graph.tails)] = -1
    flow = min_cost_flow.SimpleMinCostFlow()
    flow.add_arcs_with_capacity_and_unit_cost(tails, heads, np.ones(len(tails), np.int64), costs)
    supplies = np.concatenate([np.ones(size), -np.ones(n), [n - size]]).astype(np.int64)
    flow.set_nodes_supplies(np.arange(size + n + 1), supplies)
    if flow.solve() != flow.OPTIMAL:  # cannot be: everybody may stay where they are
        raise ArithmeticError("The flow has no solution.")
    used = flow.flows(np.arange(len(tails))) > 0
    level = _levels(size + n + 1, tails, heads, costs, used)
    senders, receivers, end = level[:size], level[size:-1], level[-1]
    chosen = used[: len(graph.tails)]
    return FlowBound(
        value=int(chosen.sum()),
        receive=senders[:n] - receivers,
        pass_on=senders[:n] - end,
        give=senders[n:] - end,
        tails=graph.tails[chosen],
        heads=graph.heads[chosen],
    )


def _levels(size: int, tails: Ints, heads: Ints, costs: Ints, used: Flags) -> Ints:
    """Shortest distances in the residual graph (Bellman and Ford), whole numbers.

    Every arc stays open forwards: what one sends limits it, not the arc.
    """
    sources = np.concatenate([tails, heads[used]])
    targets = np.concatenate([heads, tails[used]])
    prices = np.concatenate([costs, -costs[used]])
    order = np.argsort(targets, kind="stable")
    sources, targets, prices = sources[order], targets[order], prices[order]
    ends, first = np.unique(targets, return_index=True)
    level = np.zeros(size, np.int64)
    while True:
        reach = np.minimum.reduceat(level[sources] + prices, first)
        lower = np.minimum(level[ends], reach)
        if (lower == level[ends]).all():
            return level
        level[ends] = lower
