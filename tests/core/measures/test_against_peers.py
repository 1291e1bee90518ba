"""The same answers from others' code, with what is known to be wrong in it.

- lifelines' Aalen–Johansen leaves out what happens on day 0 (its pull request 1699) and
  moves ties apart at random, so it is given neither; a test keeps the first in sight.
- lifelines' default interval is log-log, as ours; R's is on the log scale.
- networkx' effective_size is wrong for weighted and directed graphs (its pull request
  8906) and not used; its constraint is right.
- Python's round() is not half-up.
"""

import random

import networkx as nx
import numpy as np
import pytest
from lifelines import AalenJohansenFitter, KaplanMeierFitter
from lifelines.utils import restricted_mean_survival_time
from scipy import stats
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from permeate.core import measures as m

pytestmark = pytest.mark.once
SHARES = [(0, 5), (1, 7), (12, 40), (40, 40), (333, 1000)]


@pytest.mark.parametrize(("k", "n"), SHARES)
def test_wilson_as_statsmodels(k, n):
    ours = m.wilson(k, n)
    assert (ours.low, ours.high) == pytest.approx(
        proportion_confint(k, n, method="wilson"), abs=1e-12
    )


@pytest.mark.parametrize(("k", "n"), SHARES)
def test_exact_p_as_scipy(k, n):
    assert float(m.even_chance_p(k, n)) == pytest.approx(stats.binomtest(k, n).pvalue)


@pytest.mark.parametrize(("first", "second"), [((9, 30), (42, 70)), ((0, 10), (3, 12))])
def test_newcombe_as_statsmodels(first, second):
    ours = m.newcombe(*first, *second)
    theirs = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert (ours.low, ours.high) == pytest.approx(theirs, abs=1e-12)


@pytest.mark.parametrize("k", [0, 1, 7, 120])
def test_garwood_as_chi_square(k):
    ours = m.garwood(k, 2.5)
    low = stats.chi2.ppf(0.025, 2 * k) / 5 if k else 0
    assert (ours.low, ours.high) == pytest.approx((low, stats.chi2.ppf(0.975, 2 * k + 2) / 5))


def days_and_causes(seed, n=60, causes=(None, "A", "R")):
    chance = random.Random(seed)
    return (
        [chance.randint(1, 40) for _ in range(n)],
        [chance.choice(causes) for _ in range(n)],
    )


@pytest.mark.parametrize("seed", range(3))
def test_kaplan_meier_as_lifelines(seed):
    days, causes = days_and_causes(seed)
    observed = [cause == "A" for cause in causes]
    ours, theirs = m.kaplan_meier(days, observed), KaplanMeierFitter().fit(days, observed)
    limits = theirs.confidence_interval_
    for at, day in enumerate(ours.times):
        assert float(ours.survival[at]) == pytest.approx(theirs.predict(day))
        if ours.low[at] is not None:
            assert (ours.low[at], ours.high[at]) == pytest.approx(tuple(limits.loc[day]), abs=1e-9)
    assert float(ours.rmst(28)) == pytest.approx(restricted_mean_survival_time(theirs, 28))


@pytest.mark.parametrize("seed", range(3))
def test_aalen_johansen_as_lifelines(seed):
    chance = random.Random(seed)
    days = chance.sample(range(1, 400), 80)  # no ties: lifelines moves them at random
    codes = [chance.choice([0, 1, 2]) for _ in days]
    ours = m.aalen_johansen(days, codes)
    theirs = AalenJohansenFitter(calculate_variance=False).fit(days, codes, event_of_interest=1)
    for at, day in enumerate(ours.times):
        seen = theirs.cumulative_density_["CIF_1"].loc[:day].iloc[-1]
        assert float(ours[1][at]) == pytest.approx(seen)


@pytest.mark.filterwarnings("ignore")
def test_lifelines_still_leaves_day_0_out():
    theirs = AalenJohansenFitter(calculate_variance=False, seed=1).fit(
        [0, 3, 5, 8], [1, 1, 2, 0], event_of_interest=1
    )
    left_out = theirs.cumulative_density_["CIF_1"].iloc[-1]
    assert left_out < float(m.aalen_johansen([0, 3, 5, 8], [1, 1, 2, 0]).final[1])


@pytest.mark.parametrize("seed", range(6))
def test_networks_as_networkx(seed):
    graph = nx.gnm_random_graph(12, 4 + 3 * seed, seed=seed)
    edges, nodes = list(graph.edges), list(graph.nodes)
    assert m.betweenness(edges, nodes) == pytest.approx(nx.betweenness_centrality(graph))
    assert m.constraint(edges, nodes) == pytest.approx(nx.constraint(graph), nan_ok=True)
    cuts = {label for label, share in m.cut_off(edges, nodes).items() if share > 1e-12}
    assert cuts == set(nx.articulation_points(graph))


def test_a_large_network_as_networkx():
    graph = nx.barabasi_albert_graph(150, 2, seed=4)
    ours = m.betweenness(list(graph.edges))
    assert ours == pytest.approx(nx.betweenness_centrality(graph))


def test_assortativity_as_networkx():
    table = [[3, 5, 4], [2, 1, 3], [3, 1, 6]]
    graph = nx.MultiDiGraph()
    for i, row in enumerate(table):
        for j, count in enumerate(row):
            graph.add_nodes_from([(("home", i), {"type": i}), (("host", j), {"type": j})])
            graph.add_edges_from([(("home", i), ("host", j))] * count)
    theirs = nx.attribute_assortativity_coefficient(graph, "type")
    assert float(m.assortativity(table).value) == pytest.approx(theirs)


def test_kappa_as_statsmodels():
    table = [[20, 5, 3], [4, 15, 2], [1, 2, 9]]
    ours, theirs = m.kappa(table), cohens_kappa(np.array(table))
    assert float(ours.value) == pytest.approx(theirs.kappa)
    assert (ours.low, ours.high) == pytest.approx((theirs.kappa_low, theirs.kappa_upp), abs=1e-9)


def test_spearman_as_scipy():
    from permeate.core.measures.networks import spearman

    chance = np.random.default_rng(3)
    first, second = chance.integers(0, 9, 50), chance.integers(0, 9, 50)
    theirs = stats.spearmanr(first, second).statistic
    assert spearman(first.astype(float), second.astype(float)) == pytest.approx(theirs)


def test_bootstrap_interval_as_scipy():
    values = np.random.default_rng(8).gamma(2, 3, 40)
    sums = np.stack([values, np.ones(40)], axis=1)
    ours = m.share_of_sums(sums, draws=4000)
    theirs = stats.bootstrap(
        (values,), np.mean, method="percentile", n_resamples=4000, rng=1
    ).confidence_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=0.05)
