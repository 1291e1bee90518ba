"""Who goes where, and whether it goes both ways.

Balance is 1 − |in − out| / (in + out), the form of Grubel and Lloyd 1975; reciprocity counts
pairs, so a ring is balanced and not reciprocal: reciprocity is at most balance.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import comb
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from permeate.core.measures.figures import Figure, Number, Status, not_defined, whole
from permeate.core.measures.intervals import even_chance_p, wilson
from permeate.core.measures.resampling import (
    AT_ONCE,
    DRAWS,
    SEED,
    Floats,
    with_percentiles,
)
from permeate.core.measures.tables import Label, Square, square

Places = npt.NDArray[np.intp]
Statistic = Callable[[Floats, Places, Places], Floats]
BIASED = 20  # below so many, even a balanced side looks clearly unbalanced


@dataclass(frozen=True)
class Balance:
    """The balance of a system, and of each of its sides.

    ``value`` is 1 − Σ|in − out| / Σ(in + out), exact, with a seeded bootstrap interval over
    placements; ``by`` gives each side's own figure, ``exact_p`` how likely a split as uneven
    is where both ways are equally likely, ``expected`` the mean balance of such a side.
    """

    value: Number | None
    low: Number | None
    high: Number | None
    n: int
    status: Status
    by: dict[Label, Figure]
    exact_p: dict[Label, Fraction]
    expected: dict[Label, Fraction | None]
    note: str = ""

    @property
    def imbalance(self) -> Number | None:
        """Σ|in − out| / Σ(in + out)."""
        return None if self.value is None else 1 - self.value


def balance(flows: Any, labels: Sequence[Label] | None = None) -> Balance:
    """How balanced what comes in and goes out is; shapes as in ``measures.tables``.

    0 is one-way, 1 balanced. What stays within its own label does not count. Without any
    cross-boundary flow it is not defined.
    """
    table = square(flows, labels)
    into, out = table.into, table.out
    sides = dict(zip(table.labels, zip(into, out, strict=True), strict=True))
    system = _resampled(table, _system_balance, lambda: _exact_balance(into, out))
    return Balance(
        system.value,
        system.low,
        system.high,
        system.n,
        system.status,
        {label: side_balance(*both) for label, both in sides.items()},
        {label: even_chance_p(a, a + b) for label, (a, b) in sides.items()},
        {label: expected_balance(a + b) for label, (a, b) in sides.items()},
        system.note,
    )


def side_balance(came: int, went: int) -> Figure:
    """One side's balance, exact, with the interval from Wilson's for its share of arrivals."""
    came, went = whole(came, "in"), whole(went, "out")
    n = came + went
    share = wilson(came, n)
    if share.low is None or share.high is None:
        return not_defined("nobody crossed")
    low, high = float(share.low), float(share.high)
    ends = 1 - abs(2 * low - 1), 1 - abs(2 * high - 1)
    top = 1.0 if low <= 0.5 <= high else max(ends)
    note = f"a balanced side of {n} would show {float(expected_balance(n) or 0):.3f} on average"
    return Figure(
        1 - Fraction(abs(came - went), n), min(ends), top, n, note=note if n < BIASED else ""
    )


def expected_balance(n: int) -> Fraction | None:
    """The mean balance of ``n`` where each is as likely to come as to go; None for 0."""
    if not n:
        return None
    return 1 - Fraction(sum(comb(n, a) * abs(2 * a - n) for a in range(n + 1)), n * 2**n)


def reciprocity(flows: Any, labels: Sequence[Label] | None = None, *, draws: int = DRAWS) -> Figure:
    """2 Σ min(Fij, Fji) over pairs / Σ Fij (i ≠ j), exact, with a seeded bootstrap interval.

    Without ``draws`` there is no interval.
    """
    table = square(flows, labels)
    return _resampled(table, _reciprocity, lambda: _exact_reciprocity(table), draws)


def _exact_balance(into: list[int], out: list[int]) -> Fraction:
    apart = sum(abs(a - b) for a, b in zip(into, out, strict=True))
    return 1 - Fraction(apart, sum(into) + sum(out))


def _exact_reciprocity(table: Square) -> Fraction:
    f, size = table.rows, range(len(table.rows))
    both = sum(min(f[i][j], f[j][i]) for i in size for j in size if i < j)
    return Fraction(2 * both, table.total - table.inside)


def _resampled(
    table: Square, statistic: Statistic, exact: Callable[[], Fraction], draws: int = DRAWS
) -> Figure:
    """The exact figure with an interval from drawing as many cross-boundary placements again."""
    counts = np.array(table.rows, dtype=np.int64)
    if counts.size:
        np.fill_diagonal(counts, 0)
    n = int(counts.sum())
    if not n:
        return not_defined("nobody crossed")
    if not draws:
        return Figure(exact(), n=n)
    origin, host = np.nonzero(counts)
    seen = counts[origin, host]
    chance, values = np.random.default_rng(SEED), []
    step = max(1, AT_ONCE // len(seen))
    for start in range(0, draws, step):
        drawn = chance.multinomial(n, seen / n, size=min(step, draws - start))
        values.append(statistic(drawn.astype(np.float64), origin, host))
    return with_percentiles(exact(), np.concatenate(values), n)


def _system_balance(drawn: Floats, origin: Places, host: Places) -> Floats:
    cells = np.arange(len(origin))
    size = int(max(origin.max(), host.max())) + 1
    net = sparse.csr_matrix(
        (np.repeat([1.0, -1.0], len(cells)), (np.tile(cells, 2), np.append(host, origin))),
        shape=(len(cells), size),
    )
    return np.asarray(1 - np.abs(drawn @ net).sum(axis=1) / (2 * drawn.sum(axis=1)))


def _reciprocity(drawn: Floats, origin: Places, host: Places) -> Floats:
    pair = np.unique(np.sort(np.stack([origin, host]), axis=0), axis=1, return_inverse=True)[1]
    pair, cells = pair.ravel(), np.arange(len(origin))
    sides = [
        drawn
        @ sparse.csr_matrix((way.astype(float), (cells, pair)), shape=(len(cells), max(pair) + 1))
        for way in (origin < host, origin > host)
    ]
    return np.asarray(2 * np.minimum(*sides).sum(axis=1) / drawn.sum(axis=1))
