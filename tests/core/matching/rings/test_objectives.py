"""Among answers that place the most, the order of objectives decides."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.matching.rings import objectives
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.objectives import ORDER, Facts, refine
from permeate.core.matching.rings.portfolio import solve
from permeate.core.matching.rings.pricing import rings_below
from permeate.core.matching.rings.problem import Caps, Graph, Rings, make_graph, tidy
from permeate.core.matching.rings.robustness import expected
from tests.core.matching.rings.pools import caps, pools

pytestmark = pytest.mark.once


@st.composite
def pools_with_facts(draw) -> tuple[Graph, Facts]:
    graph = draw(pools())
    arcs, size = len(graph.tails), graph.size
    facts = Facts(
        np.array(draw(st.lists(st.integers(0, 4), min_size=arcs, max_size=arcs)), float),
        np.array(draw(st.lists(st.sampled_from([0, 0.2, 0.5]), min_size=arcs, max_size=arcs))),
        [draw(st.sampled_from("ABC")) for _ in range(size)],
        [draw(st.sampled_from(["local", "central"])) for _ in range(size)],
        [draw(st.booleans()) for _ in range(size)],
    )
    return graph, facts


def judged(graph: Graph, facts: Facts, rings: Rings, order: tuple[str, ...]) -> tuple[float, ...]:
    """Placements, then each objective, from the rings alone."""
    number = {arc: at for at, arc in enumerate(zip(graph.tails, graph.heads, strict=True))}
    found = dict.fromkeys(ORDER, 0.0)
    touched = set()
    for ring in (*rings.cycles, *rings.chains):
        chain = ring[0] >= graph.releases
        arcs = list(zip(ring, ring[1:] if chain else [*ring[1:], ring[0]], strict=False))
        touched |= {facts.organisation[v] for v in ring if facts.left_out[v]}
        found["weight"] += sum(facts.weights[number[arc]] for arc in arcs)
        found["cross-sector"] += sum(facts.sector[a] != facts.sector[b] for a, b in arcs)
        found["robustness"] += expected([facts.failure[number[arc]] for arc in arcs], chain=chain)
    found["left-out"] = len(touched)
    return rings.value, *(round(found[name], 6) for name in order)


def best_of_all(graph, limits, facts, order) -> tuple[float, ...]:
    columns, _ = rings_below(graph, limits, np.zeros(graph.size), 1.0)
    rings = columns.rings()
    best = judged(graph, facts, Rings(), order)
    for count in range(1, graph.size // 2 + 1):
        for some in combinations(rings, count):
            members = [vertex for ring in some for vertex in ring]
            if len(set(members)) == len(members):
                best = max(best, judged(graph, facts, tidy(some, graph.releases), order))
    return best


@settings(max_examples=40)
@given(pools_with_facts(), st.permutations(ORDER))
def test_no_answer_comes_first_in_the_order(pool, order) -> None:
    graph, facts = pool
    limits = Caps(3, 2)
    if len(rings_below(graph, limits, np.zeros(graph.size), 1.0)[0]) > 40:
        return
    outcome = solve(graph, limits, Control())
    rings, stages = refine(graph, limits, outcome, facts, tuple(order), Control())
    told = (rings.value, *(stage.value for stage in stages))
    assert told == pytest.approx(judged(graph, facts, rings, tuple(order)))
    assert told == pytest.approx(best_of_all(graph, limits, facts, tuple(order)), abs=1e-5)
    assert all(stage.proven for stage in stages)


@settings(max_examples=20)
@given(pools_with_facts(), caps)
def test_with_no_time_the_answer_stays_and_nothing_is_claimed(pool, limits) -> None:
    graph, facts = pool
    outcome = solve(graph, limits, Control())
    stopped = Control(remaining=lambda: 0.0)
    rings, stages = refine(graph, limits, outcome, facts, ORDER, stopped)
    assert rings == outcome.rings
    assert not any(stage.proven for stage in stages) or not rings.value


def test_of_many_rings_only_some_are_tried_and_nothing_is_proven(monkeypatch) -> None:
    monkeypatch.setattr(objectives, "MOST", 2)
    everyone = [(u, v) for u in range(6) for v in range(6) if u != v]
    graph = make_graph(6, 0, everyone)
    facts = Facts(np.arange(30.0), np.zeros(30))
    outcome = solve(graph, Caps(), Control())
    rings, (stage,) = refine(graph, Caps(), outcome, facts, ("weight",), Control())
    assert rings.value == 6
    assert stage.bound is None


@pytest.mark.parametrize(
    ("chances", "chain", "answer"),
    [
        ([0.1, 0.1], False, 1.62),
        ([0.1, 0.1], True, 1.71),
        ([0, 0, 0], False, 3),
        ([0.5], True, 0.5),
    ],
)
def test_expected_placements(chances, chain, answer) -> None:
    assert expected(chances, chain=chain) == pytest.approx(answer)
