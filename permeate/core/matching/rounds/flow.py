"""Fair plans by minimum-cost flows, objective after objective.

As many objectives as whole numbers carry are weighted into one flow. Its optimum is kept for
the next by complementary slackness: shortest distances in the residual network are optimal
prices, and an arc whose reduced cost is not zero flows alike in every optimum, so it is fixed.
Each flow is proven best by its prices, not by trust in the solver (Ahuja, Magnanti and Orlin
1993, chapter 9).
"""

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from permeate.core.matching.rounds.compiled import compiled
from permeate.core.matching.rounds.network import Network, network_of
from permeate.core.matching.rounds.problem import NOBODY, Flags, Longs, Problem
from permeate.core.matching.rounds.wanted import Objective, Plan, Stage, Wanted

LARGEST = 2**61


class InfeasibleError(Exception):
    """No plan keeps all limits."""


def plan_by_flow(wanted: Wanted) -> Plan | None:
    """The best plan, every stage proven; None where the limits do not nest.

    InfeasibleError where no plan keeps the limits. Each flow is O(w n log(n worth)) at worst
    (Goldberg 1997), near linear in practice; a stage after the first looks at few arcs.
    """
    network = network_of(wanted)
    if network is None:
        return None
    problem = wanted.problem
    least, most = network.least.copy(), network.most.copy()
    flow = np.zeros(len(network.tail), dtype=np.int64)
    parts = weighted(wanted.order, problem, network)
    for number, cost in enumerate(parts):
        flow = _solved(network, cost, least, most)
        if number < len(parts) - 1:
            fixed = reduced_costs(network, cost, flow, least, most) != 0
            least[fixed] = most[fixed] = flow[fixed]
    answer = answer_of(problem, flow[: len(problem.place)] > 0)
    values = [objective.value(problem, answer) for objective in wanted.order]
    stages = (
        Stage(objective.name, value, value)
        for objective, value in zip(wanted.order, values, strict=True)
    )
    return Plan(answer, tuple(stages), "minimum-cost flow")


def weighted(
    order: tuple[Objective, ...], problem: Problem, network: Network
) -> list[NDArray[np.int64]]:
    """Costs of the arcs, one array a flow: later objectives never outweigh earlier ones."""
    room = LARGEST // (network.nodes + 1)
    most_placed = int(min(problem.people, np.minimum(problem.most, problem.people).sum()))
    parts: list[NDArray[np.int64]] = []
    cost = np.zeros(len(network.tail), dtype=np.int64)
    weight = 1
    for number in reversed(range(len(order))):
        worth = network.worth[number]
        high, low = int(max(worth.max(), 0)), int(min(worth.min(), 0))
        largest = max(high, -low) * weight + int(np.abs(cost).max())
        reach = most_placed * (high - low) + len(order[number].once)
        if largest > room or largest * (most_placed + 1) > LARGEST:
            parts.append(cost)
            cost = np.zeros(len(network.tail), dtype=np.int64)
            weight = 1
        cost = cost - worth * weight
        weight *= reach + 1
    parts.append(cost)
    return parts[::-1]


def _solved(network: Network, cost: Longs, least: Longs, most: Longs) -> Longs:
    """int64[arcs]: a flow of least cost within the limits; InfeasibleError without one."""
    if np.any(least > most):
        raise InfeasibleError
    solver = min_cost_flow.SimpleMinCostFlow()
    free = np.flatnonzero(most > least)
    arcs = solver.add_arcs_with_capacity_and_unit_cost(
        network.tail[free], network.head[free], (most - least)[free], cost[free]
    )
    supplies = np.zeros(network.nodes, dtype=np.int64)
    supplies[0], supplies[1] = network.supply, -network.supply
    needed = np.flatnonzero(least)
    np.subtract.at(supplies, network.tail[needed], least[needed])
    np.add.at(supplies, network.head[needed], least[needed])
    solver.set_nodes_supplies(np.arange(network.nodes), supplies)
    status = solver.solve()
    if status == solver.INFEASIBLE:
        raise InfeasibleError
    if status != solver.OPTIMAL:
        raise ArithmeticError(f"The flow ended with {status}.")
    flow = least.copy()
    flow[free] += solver.flows(arcs)
    return flow


def reduced_costs(network: Network, cost: Longs, flow: Longs, least: Longs, most: Longs) -> Longs:
    """int64[arcs] under optimal prices. ArithmeticError if the flow is not of least cost."""
    up, down = flow < most, flow > least
    prices = prices_of(network.nodes, network.tail, network.head, cost, up, down)
    reduced = cost + prices[network.tail] - prices[network.head]
    if np.any(reduced[up] < 0) or np.any(reduced[down] > 0):
        raise ArithmeticError("The flow is not of least cost.")
    return reduced


@compiled
def prices_of(nodes: int, tail: Longs, head: Longs, cost: Longs, up: Flags, down: Flags) -> Longs:
    """Bellman and Ford's shortest distances in the residual network, from everywhere."""
    prices = np.zeros(nodes, np.int64)
    for _ in range(nodes + 1):
        moved = False
        for arc in range(tail.size):
            one, other, price = tail[arc], head[arc], cost[arc]
            if up[arc] and prices[one] + price < prices[other]:
                prices[other] = prices[one] + price
                moved = True
            if down[arc] and prices[other] - price < prices[one]:
                prices[one] = prices[other] - price
                moved = True
        if not moved:
            break
    return prices


def answer_of(problem: Problem, true: Flags) -> Longs:
    """The answer in which the flagged wishes (bool[w]) come true."""
    answer = np.full(problem.people, NOBODY, dtype=np.int64)
    wishes = np.flatnonzero(true)
    answer[problem.person()[wishes]] = wishes
    return answer
