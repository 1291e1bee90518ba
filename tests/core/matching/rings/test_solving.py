"""Rings are as many as there can be, and what says so can be checked."""

import json
from itertools import count

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.matching.rings import portfolio
from permeate.core.matching.rings.bounds import any_length
from permeate.core.matching.rings.certificate import certificate
from permeate.core.matching.rings.checking import Checker, Claim
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.exchange import Exchange
from permeate.core.matching.rings.greedy import greedy
from permeate.core.matching.rings.pricing import rings_below
from permeate.core.matching.rings.problem import Caps, Graph, make_graph
from tests.core.matching.rings.pools import all_rings, caps, most, pools

pytestmark = pytest.mark.once


def check(graph: Graph, limits: Caps, outcome: portfolio.Outcome):
    arcs = zip(graph.tails.tolist(), graph.heads.tolist(), strict=True)
    rings = outcome.rings
    proof = json.loads(json.dumps(certificate(outcome)))
    claim = Claim(rings.cycles, rings.chains, rings.value, outcome.bound, outcome.proven, proof)
    return Checker(graph.releases, graph.givers, arcs, limits).check(claim)


@settings(max_examples=50)
@given(pools(), caps)
def test_no_choice_places_more(graph, limits) -> None:
    outcome = portfolio.solve(graph, limits, Control())
    assert outcome.rings.value == outcome.bound == most(graph, limits)
    assert outcome.any_length >= outcome.bound
    assert check(graph, limits, outcome).faults == []


@settings(max_examples=40)
@given(pools(), caps)
def test_the_programme_alone_finds_the_same(graph, limits) -> None:
    """Without greedy and the flow's bound, columns, cuts and branching have to do it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(portfolio, "greedy", lambda *_: portfolio.Rings())
        loose = lambda part, _: portfolio.Progress(  # noqa: E731
            part, portfolio.Rings(), 10**6, any_length(part.graph), np.zeros(0)
        )
        patch.setattr(portfolio, "_begin", loose)
        outcome = portfolio.solve(graph, limits, Control())
    assert outcome.rings.value == most(graph, limits)
    assert check(graph, limits, outcome).faults == []


@settings(max_examples=40)
@given(pools(), caps)
def test_every_ring_is_listed_once(graph, limits) -> None:
    columns, complete = rings_below(graph, limits, np.zeros(graph.size), 1.0)
    rings = columns.rings()
    assert complete
    assert len(set(rings)) == len(rings)
    assert {frozenset(ring) for ring in rings} == set(all_rings(graph, limits))


@settings(max_examples=40)
@given(pools(), caps, st.randoms(use_true_random=False))
def test_pricing_finds_exactly_the_rings_below_the_limit(graph, limits, chance) -> None:
    prices = np.array([chance.choice([0, 0.5, 1, 1.5]) for _ in range(graph.size)])
    everything, _ = rings_below(graph, limits, np.zeros(graph.size), 1.0)
    below, _ = rings_below(graph, limits, prices, -0.25)
    assert len(below) == (everything.costs(prices) < -0.25).sum()


@settings(max_examples=40)
@given(pools())
def test_the_flow_is_the_optimum_at_any_length(graph) -> None:
    flow = any_length(graph)
    assert flow.value == most(graph, Caps(min(6, max(graph.releases, 2)), 7)) or (
        graph.releases == 7  # a cycle of seven is beyond the caps
    )
    assert flow.prices.sum() == flow.value
    assert (flow.prices >= 0).all()


@settings(max_examples=25)
@given(pools(), caps)
def test_searches_give_answers_within_the_caps(graph, limits) -> None:
    search = Exchange(graph, limits, Control())
    for rings in (greedy(graph, limits, any_length(graph), Control()), search.run(1, 10**6)):
        outcome = portfolio.Outcome(rings, 10**6, 10**6, [])
        assert check(graph, limits, outcome).faults == []
        assert rings.value <= most(graph, limits)


def scattered(size: int, seed: int) -> Graph:
    """A sparse pool with a tenth as many givers."""
    chance = np.random.default_rng(seed)
    givers = size // 10
    tails, heads = (
        chance.integers(size + givers, size=6 * size),
        chance.integers(size, size=6 * size),
    )
    apart = tails != heads
    return make_graph(size, givers, np.column_stack([tails, heads])[apart])


def test_the_same_seed_gives_the_same_answer() -> None:
    graph = scattered(200, 3)
    one, two = (portfolio.solve(graph, Caps(), Control(seed=5)) for _ in range(2))
    assert one.rings == two.rings
    assert certificate(one) == certificate(two)


def test_stopped_at_once_there_is_an_answer_and_a_bound() -> None:
    graph = scattered(300, 4)
    full = portfolio.solve(graph, Caps(), Control())
    for patience in (0, 3, 10, 30):
        asked = count()
        stopping = Control(remaining=lambda asked=asked, n=patience: float(next(asked) < n))
        outcome = portfolio.solve(graph, Caps(), stopping)
        assert 0 < outcome.rings.value <= full.rings.value <= outcome.bound
        assert check(graph, Caps(), outcome).faults == []
    assert full.proven


def test_progress_is_told_and_never_gets_worse() -> None:
    told: list[tuple[int, float]] = []
    portfolio.solve(
        scattered(300, 4), Caps(), Control(report=lambda value, bound: told.append((value, bound)))
    )
    values, bounds = zip(*told, strict=True)
    assert list(values) == sorted(values)
    assert list(bounds) == sorted(bounds, reverse=True)
    assert values[-1] == bounds[-1]
