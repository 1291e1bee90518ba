"""Inequalities that every whole answer obeys and a fractional one often breaks.

Of the rings that contain two or more of three given vertices at most one can be chosen
(subset rows: Jepsen, Petersen, Spoorendonk and Pisinger, 2008). On sparse pools they close
nearly all of the gap between the linear programme and the truth.
"""

from collections import defaultdict
from itertools import combinations

import numpy as np
from scipy.sparse import csr_matrix

from permeate.core.matching.rings.columns import Columns
from permeate.core.matching.rings.problem import Floats

Triple = tuple[int, int, int]
LEAST = 1e-3  # by how much a cut must be broken to be worth adding


def touched(columns: Columns, triples: list[Triple]) -> csr_matrix:
    """Columns × triples: 1 where the ring contains at least two of the three."""
    rows = np.array(triples, np.int64).reshape(-1, 3).ravel()
    which = np.repeat(np.arange(len(triples)), 3)
    picks = csr_matrix((np.ones(len(rows)), (rows, which)), (columns.size, len(triples)))
    both = (columns.incidence() @ picks).tocsr()
    both.data = (both.data >= 2).astype(float)
    both.eliminate_zeros()
    return both


def broken(columns: Columns, share: Floats, known: set[Triple], most: int = 200) -> list[Triple]:
    """Return triples whose inequality the fractional answer breaks, the worst first.

    ``share`` is how much of each column is chosen. Every vertex is in at most two of them,
    so that the new rows spread.
    """
    partial = (share > 1e-6) & (share < 1 - 1e-6)
    rings = columns.take(np.flatnonzero(partial)).rings()
    worst = sorted(_excesses(rings, share[partial]), key=lambda found: (-found[0], found[1]))
    used: dict[int, int] = defaultdict(int)
    chosen: list[Triple] = []
    for _, triple in worst:
        if triple in known or any(used[vertex] >= 2 for vertex in triple):
            continue
        for vertex in triple:
            used[vertex] += 1
        chosen.append(triple)
        if len(chosen) == most:
            break
    return chosen


def _excesses(rings: list[tuple[int, ...]], share: Floats) -> list[tuple[float, Triple]]:
    """Each triple of vertices that meet pairwise in chosen rings, with its sum beyond 1."""
    together: dict[tuple[int, int], float] = defaultdict(float)
    beside: dict[int, set[int]] = defaultdict(set)
    whole: dict[Triple, float] = defaultdict(float)
    for ring, part in zip(rings, share.tolist(), strict=True):
        members = sorted(ring)
        for pair in combinations(members, 2):
            together[pair] += part
            beside[pair[0]].add(pair[1])
        for one, two, three in combinations(members, 3):
            whole[one, two, three] += part
    found = []
    for (one, two), part in together.items():
        for three in beside[one] & beside[two]:
            triple = (one, two, three)
            total = part + together[one, three] + together[two, three]
            if total > 1 + LEAST:
                total -= 2 * whole.get(triple, 0.0)
                if total > 1 + LEAST:
                    found.append((round(total, 9), triple))
    return found


def surcharge(columns: Columns, triples: list[Triple], prices: Floats) -> Floats:
    """What the triples' prices add to each column's cost."""
    if not triples or not len(columns):
        return np.zeros(len(columns))
    return np.asarray(touched(columns, triples) @ prices)
