"""Intervals of incidences, by drawing clusters again on counts by day."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy import sparse

from permeate.core.measures.figures import Figure, Number
from permeate.core.measures.intervals import wilson_bounds
from permeate.core.measures.joins import Ints
from permeate.core.measures.resampling import (
    DRAWS,
    SEED,
    Floats,
    resample_weights,
    with_percentiles,
)

CAUSES = 3  # 0 for who was still waiting when watching ended, 1 and 2 for what happened


def drawn_again(
    cluster: Ints, days: Ints, cause: Ints, stops: Sequence[int]
) -> Mapping[int, Mapping[int, Floats]]:
    """Aalen–Johansen's incidence by each stop of causes 1 and 2, and of both as 0.

    ``cluster`` numbers whole clusters from 0; each of the seeded draws takes as many anew.
    """
    width = stops[-1] + 2
    cells = cluster, cause * width + np.minimum(days, width - 1)
    table = sparse.csr_matrix(
        (np.ones(len(days)), cells), shape=(int(cluster.max()) + 1, CAUSES * width)
    )
    weights = resample_weights(np.random.default_rng(SEED), DRAWS, table.shape[0])
    shares = np.concatenate(
        [_incidence((one @ table).reshape(-1, CAUSES, width)) for one in weights]
    )
    return {
        stop: {1: shares[:, 0, stop], 2: shares[:, 1, stop], 0: shares[:, :, stop].sum(axis=1)}
        for stop in stops
    }


def _incidence(totals: Floats) -> Floats:
    """[draws × 2 causes × days] from counts by draw, cause and day."""
    each = totals.sum(axis=1)
    at_risk = (each.sum(axis=1)[:, None] - np.cumsum(each, axis=1) + each)[:, None]
    hazard = np.divide(totals[:, 1:], at_risk, where=at_risk > 0, out=np.zeros_like(totals[:, 1:]))
    left = np.cumprod(1 - hazard.sum(axis=1), axis=1)
    before = np.concatenate([np.ones((len(left), 1)), left[:, :-1]], axis=1)
    return np.asarray(np.cumsum(hazard * before[:, None], axis=2))


def with_draws(value: Number, n: int, drawn: Floats | None) -> Figure:
    """A share with its interval. Where it happened to none or to all, draws say nothing: Wilson."""
    if drawn is None:
        return Figure(value, n=n)
    if value in (0, 1):
        low, high = wilson_bounds(float(value), n)
        return Figure(value, low if value else 0.0, 1.0 if value else high, n)
    return with_percentiles(value, drawn, n)
