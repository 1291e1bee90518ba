"""Seeded resampling of clusters, on sums by cluster rather than on rows.

Entries of one person resemble one another, so rows are not independent: whole persons (or
practices, or placements) are drawn again, never rows. A statistic is a function of sums, so
each draw is one product of weights and sums.
"""

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from permeate.core.measures.figures import Figure, Number, not_defined

Floats = npt.NDArray[np.float64]
Statistic = Callable[[Floats], Floats]
SEED = 1974
DRAWS = 2000
AT_ONCE = 4_000_000  # weights held at once
FEWEST = 2


def draw_sums(sums: Floats, *, draws: int = DRAWS, seed: int = SEED) -> Floats:
    """Totals of ``draws`` resamples: from [clusters × k] sums to [draws × k] totals."""
    weights = resample_weights(np.random.default_rng(seed), draws, len(sums))
    return np.concatenate([chunk @ sums for chunk in weights])


def resample_weights(chance: np.random.Generator, draws: int, clusters: int) -> Iterator[Floats]:
    """How often each cluster is drawn, [draws × clusters], in chunks that fit into memory."""
    step = max(1, AT_ONCE // max(1, clusters))
    for start in range(0, draws, step):
        yield _weights(chance, min(step, draws - start), clusters)


def _weights(chance: np.random.Generator, draws: int, clusters: int) -> Floats:
    """How often each cluster is drawn in each resample."""
    picks = chance.integers(0, clusters, size=(draws, clusters))
    picks += np.arange(draws)[:, None] * clusters
    counts = np.bincount(picks.ravel(), minlength=draws * clusters)
    return counts.reshape(draws, clusters).astype(np.float64)


def bootstrap(
    sums: npt.ArrayLike,
    statistic: Statistic,
    value: Number | None = None,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> Figure:
    """A statistic of sums by cluster with its percentile interval; ``n`` is the clusters.

    ``sums`` is [clusters × k]; ``statistic`` takes [m × k] totals to m values. ``value``
    is the figure where it is known exactly. With fewer than two clusters no interval.
    """
    table = np.asarray(sums, dtype=np.float64)
    if not len(table):
        return not_defined("nothing was counted")
    with np.errstate(divide="ignore", invalid="ignore"):
        point = float(statistic(table.sum(axis=0, keepdims=True))[0])
        if not np.isfinite(point):
            return not_defined("a share of nothing", n=len(table))
        shown = point if value is None else value
        if len(table) < FEWEST:
            return Figure(shown, n=len(table), note="one cluster: no interval")
        drawn = statistic(draw_sums(table, draws=draws, seed=seed))
    return with_percentiles(shown, drawn, len(table))


def with_percentiles(value: Number, drawn: Floats, n: int) -> Figure:
    """The value with the middle 95% of what was drawn, widened where it leaves the value out."""
    kept = drawn[np.isfinite(drawn)]
    if not len(kept):
        return Figure(value, n=n, note="no interval: no resample had a value")
    low, high = (float(one) for one in np.quantile(kept, [0.025, 0.975]))
    return Figure(value, min(low, float(value)), max(high, float(value)), n)


def share_of_sums(sums: npt.ArrayLike, **options: int) -> Figure:
    """The share Σk / Σn over clusters, from [clusters × 2] sums (k, n)."""
    return bootstrap(sums, lambda totals: totals[:, 0] / totals[:, 1], **options)


def clusters_of(keys: npt.ArrayLike, columns: list[npt.ArrayLike]) -> Floats:
    """Sums of each column by key: [clusters × columns], clusters in order of their key."""
    _, place = np.unique(np.asarray(keys), return_inverse=True)
    return np.stack(
        [np.bincount(place, weights=np.asarray(one, dtype=np.float64)) for one in columns], axis=1
    )


def relabelled(
    observed: float, draw: Callable[[np.random.Generator], float], *, draws: int, seed: int = SEED
) -> float:
    """The permutation p: how often a relabelling gives at least what was seen, itself counted."""
    chance = np.random.default_rng(seed)
    extreme = sum(draw(chance) >= observed - 1e-12 for _ in range(draws))
    return (extreme + 1) / (draws + 1)
