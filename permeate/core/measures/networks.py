"""Which organisations hold the exchange together. Organisations only, never people.

Betweenness: L. C. Freeman 1977, by U. Brandes 2001, all sources at once as products of the
matrix of ties. Constraint: R. S. Burt 1992; it can exceed 1 (a triangle has 1.125).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import nan
from typing import Any

import networkx as nx
import numpy as np
import numpy.typing as npt
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from permeate.core.measures.figures import NotCountableError
from permeate.core.measures.resampling import SEED
from permeate.core.measures.tables import Label

Floats = npt.NDArray[np.float64]
REDRAWS = 200
MISSING = (0.1, 0.2)  # shares of ties taken away to see whether the order stands
STABLE = 0.8  # below this rank correlation no ranks are shown


@dataclass(frozen=True)
class Ties:
    """A simple undirected graph: labels, and each tie once as a pair of places."""

    labels: list[Label]
    pairs: npt.NDArray[np.int64]

    @property
    def matrix(self) -> Any:
        """The symmetric matrix of ties, sparse."""
        return _matrix(self.pairs, len(self.labels))


def ties(edges: Any, nodes: Iterable[Label] = ()) -> Ties:
    """The graph of pairs (rows may carry more, such as a weight), or of node → neighbours.

    Direction, weight, repeats and ties to oneself do not count; ``nodes`` adds isolates.
    """
    if isinstance(edges, Mapping):
        edges = [(one, other) for one, others in edges.items() for other in others]
    found: dict[tuple[Label, Label], None] = {}
    names = dict.fromkeys(nodes)
    for edge in edges:
        if isinstance(edge, str) or len(edge) < 2:
            raise NotCountableError(f"A tie is a pair of organisations, not {edge!r}.")
        one, other = edge[0], edge[1]
        names[one] = names[other] = None
        if one != other and (other, one) not in found:
            found[one, other] = None
    place = {name: number for number, name in enumerate(names)}
    pairs = np.array([[place[a], place[b]] for a, b in found], dtype=np.int64).reshape(-1, 2)
    return Ties(list(names), pairs)


def betweenness(edges: Any, nodes: Iterable[Label] = ()) -> dict[Label, float]:
    """The share of other pairs' shortest ways that lead through each, 0 to 1; see ``ties``.

    With fewer than three there is no other pair: NaN.
    """
    graph = ties(edges, nodes)
    values = _betweenness(graph.matrix)
    return dict(zip(graph.labels, (float(one) for one in values), strict=True))


def _betweenness(matrix: Any) -> Floats:
    n = int(matrix.shape[0])
    if n < 3:
        return np.full(n, nan)
    ways, layers = np.eye(n), [np.eye(n, dtype=bool)]
    seen, front = np.eye(n, dtype=bool), np.eye(n)
    while True:
        reached = matrix @ front
        new = (reached > 0) & ~seen
        if not new.any():
            break
        front = np.where(new, reached, 0.0)
        ways += front
        seen |= new
        layers.append(new)
    return _dependencies(matrix, ways, layers) / ((n - 1) * (n - 2))


def _dependencies(matrix: Any, ways: Floats, layers: list[npt.NDArray[np.bool_]]) -> Floats:
    """What each pair's ways owe to each on the way, from the farthest layer back."""
    owed = np.zeros_like(ways)
    for layer, before in zip(reversed(layers[1:]), reversed(layers[:-1]), strict=True):
        share = np.zeros_like(ways)
        share[layer] = (1 + owed[layer]) / ways[layer]
        owed += np.where(before, (matrix @ share) * ways, 0.0)
    np.fill_diagonal(owed, 0)
    return np.asarray(owed.sum(axis=1))


def constraint(edges: Any, nodes: Iterable[Label] = ()) -> dict[Label, float]:
    """Burt's constraint: how much each one's ties lead back to the same few; see ``ties``.

    NaN for who has no tie. 1 for who has a single one.
    """
    graph = ties(edges, nodes)
    if not graph.labels:
        return {}
    matrix = graph.matrix
    degree = np.asarray(matrix.sum(axis=1)).ravel()
    with np.errstate(divide="ignore"):
        share = sparse.diags(np.where(degree > 0, 1 / degree, 0.0)) @ matrix
    both = (share + share @ share).multiply(matrix)
    values = np.asarray(both.power(2).sum(axis=1)).ravel()
    values[degree == 0] = nan
    return dict(zip(graph.labels, (float(one) for one in values), strict=True))


def cut_off(edges: Any, nodes: Iterable[Label] = ()) -> dict[Label, float]:
    """For each, the share of other pairs now connected that would not be without it.

    More than 0 exactly for articulation points. NaN where no other pair is connected.
    """
    graph = ties(edges, nodes)
    size = len(graph.labels)
    whole = _component_sizes(graph.pairs, size)
    holds = set(nx.articulation_points(nx.Graph(graph.pairs.tolist())))
    result: dict[Label, float] = {}
    for place, label in enumerate(graph.labels):
        rest = graph.pairs[(graph.pairs != place).all(axis=1)]
        before = _linked(whole, place)
        after = _pairs_linked(rest, size, without=place) if place in holds else before
        result[label] = nan if not before else 1 - after / before
    return result


def _component_sizes(pairs: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.int64]:
    if not size:
        return np.zeros(0, dtype=np.int64)
    return np.asarray(connected_components(_matrix(pairs, size), directed=False)[1], dtype=np.int64)


def _linked(component: npt.NDArray[np.int64], without: int) -> int:
    """Connected pairs among the others, as long as it stays."""
    sizes = np.bincount(np.delete(component, without)) if len(component) > 1 else np.zeros(1)
    return int((sizes * (sizes - 1) // 2).sum())


def _pairs_linked(pairs: npt.NDArray[np.int64], size: int, *, without: int) -> int:
    component = _component_sizes(pairs, size)
    return _linked(component, without)


def _matrix(pairs: npt.NDArray[np.int64], size: int) -> Any:
    both = np.concatenate([pairs, pairs[:, ::-1]]) if len(pairs) else pairs
    ones = np.ones(len(both))
    return sparse.csr_matrix((ones, (both[:, 0], both[:, 1])), shape=(size, size))


@dataclass(frozen=True)
class Stability:
    """How the order by betweenness stands when ties are missing.

    ``correlation`` by share of ties taken away: the mean Spearman rank correlation with
    the full graph; ``low`` and ``high`` the middle 95% of each one's value.
    """

    correlation: dict[float, float]
    low: dict[Label, float]
    high: dict[Label, float]

    @property
    def ranks_shown(self) -> bool:
        """Whether ranks mean something: each correlation is at least 0.8."""
        return all(one >= STABLE for one in self.correlation.values())


def stability(edges: Any, *, redraws: int = REDRAWS, seed: int = SEED) -> Stability:
    """Betweenness again without a tenth and a fifth of the ties, ``redraws`` times, seeded."""
    graph = ties(edges)
    chance, size = np.random.default_rng(seed), len(graph.labels)
    full = _betweenness(graph.matrix)
    drawn, correlation = [], {}
    for missing in MISSING:
        keep = len(graph.pairs) - max(1, round(missing * len(graph.pairs)))
        values = []
        for _ in range(redraws):
            kept = graph.pairs[chance.permutation(len(graph.pairs))[:keep]]
            values.append(_betweenness(_matrix(kept, size)))
        drawn += values
        correlation[missing] = float(np.mean([spearman(full, one) for one in values]))
    low, high = np.quantile(np.array(drawn), [0.025, 0.975], axis=0)
    return Stability(
        correlation,
        dict(zip(graph.labels, low.tolist(), strict=True)),
        dict(zip(graph.labels, high.tolist(), strict=True)),
    )


def spearman(first: Floats, second: Floats) -> float:
    """The rank correlation, equal values sharing their mean rank; 0 where one has no order."""
    a, b = (_ranks(np.asarray(one)) for one in (first, second))
    a, b = a - a.mean(), b - b.mean()
    scale = float(np.sqrt((a @ a) * (b @ b)))
    return float(a @ b) / scale if scale else 0.0


def _ranks(values: Floats) -> Floats:
    values = np.round(values, 12)
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    return np.asarray((ends - (counts - 1) / 2)[place])
