"""Whether placements cross from one sector to another more than chance would have them.

Source of r: M. E. J. Newman 2003. The table is origin × host, its diagonal included.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Any

import numpy as np

from permeate.core.measures.figures import Figure, Number, Status, not_defined
from permeate.core.measures.intervals import wilson
from permeate.core.measures.resampling import DRAWS, SEED, Floats, with_percentiles
from permeate.core.measures.tables import Label, square

EXACT_UP_TO = 10  # organisations: so few are relabelled in every way


@dataclass(frozen=True)
class Mixing:
    """Assortativity r (``value``, exact) and what goes with it.

    ``minimum`` is the least r can be with these totals; ``cross`` the share that crossed;
    ``expected`` the share that would if origin and host were independent; ``ratio`` of the
    two; ``ei`` (crossed − stayed) / all.
    """

    value: Number | None
    low: Number | None
    high: Number | None
    n: int
    status: Status
    minimum: Fraction | None = None
    cross: Figure = not_defined()  # noqa: RUF009  a value, never changed
    expected: Fraction | None = None
    ratio: Fraction | None = None
    ei: Fraction | None = None
    note: str = ""


def assortativity(mixing: Any, labels: Sequence[Label] | None = None) -> Mixing:
    """r = (tr e − Σab) / (1 − Σab): 1 where like goes to like, 0 by chance, else below.

    Shapes as in ``measures.tables``. Not defined where there is one type only or nobody.
    The interval is a seeded bootstrap over placements.
    """
    table = square(mixing, labels)
    n = table.total
    if not n:
        return Mixing(None, None, None, 0, Status.NOT_DEFINED, note="nobody went anywhere")
    rows, size = table.rows, range(len(table.rows))
    out, into = [sum(row) for row in rows], [sum(row[i] for row in rows) for i in size]
    chance = Fraction(sum(a * b for a, b in zip(out, into, strict=True)), n * n)
    stayed = Fraction(table.inside, n)
    more = {
        "cross": wilson(n - table.inside, n),
        "expected": 1 - chance,
        "ei": 1 - 2 * stayed,
    }
    if chance == 1:
        note = "there is one type only"
        return Mixing(None, None, None, n, Status.NOT_DEFINED, note=note, **more)  # type: ignore[arg-type]
    r = (stayed - chance) / (1 - chance)
    found = _interval(r, np.array(rows, dtype=np.float64), n)
    return Mixing(
        r,
        found.low,
        found.high,
        n,
        Status.VALUE,
        minimum=-chance / (1 - chance),
        ratio=(1 - stayed) / (1 - chance),
        **more,  # type: ignore[arg-type]
    )


def _interval(r: Fraction, counts: Floats, n: int) -> Figure:
    origin, host = np.nonzero(counts)
    chance, size = np.random.default_rng(SEED), len(counts)
    drawn = chance.multinomial(n, counts[origin, host] / n, size=DRAWS) / n
    cells = np.zeros((2, len(origin), size))
    cells[0, np.arange(len(origin)), origin] = cells[1, np.arange(len(origin)), host] = 1
    ab = ((drawn @ cells[0]) * (drawn @ cells[1])).sum(axis=1)
    stayed = drawn[:, origin == host].sum(axis=1)
    with np.errstate(divide="ignore", invalid="ignore"):
        values = (stayed - ab) / (1 - ab)
    return with_percentiles(r, values, n)


def mixing_p(flows: Any, types: Mapping[Any, Label], *, draws: int = 10_000) -> float | None:
    """How often a random relabelling of organisations' types crosses at least as much.

    ``flows`` are between organisations, ``types`` gives each its type. Seeded; every
    relabelling is tried where there are at most ten organisations. None where nobody moved
    or there is one type only.
    """
    table = square(flows)
    names = [types[label] for label in table.labels]
    codes = np.unique(np.array([str(name) for name in names]), return_inverse=True)[1]
    counts = np.array(table.rows, dtype=np.float64)
    if not table.total or len(set(names)) < 2:
        return None
    origin, host = np.nonzero(counts)
    weight = counts[origin, host]

    def crossing(labels: Any) -> float:
        return float(weight[labels[origin] != labels[host]].sum())

    seen = crossing(codes)
    if len(names) <= EXACT_UP_TO:
        every = {tuple(order) for order in _distinct(tuple(int(code) for code in codes))}
        extreme = sum(crossing(np.array(order)) >= seen for order in every)
        return extreme / len(every)
    chance = np.random.default_rng(SEED)
    extreme = sum(crossing(chance.permutation(codes)) >= seen for _ in range(draws))
    return (extreme + 1) / (draws + 1)


def _distinct(codes: tuple[int, ...]) -> set[tuple[int, ...]]:
    """Every different order of these codes, built up rather than picked from n! orders."""
    found: set[tuple[int, ...]] = {()}
    pool = sorted(codes)
    if len(pool) <= 4:
        return set(permutations(pool))
    for place, code in enumerate(pool):
        found = {(*one[:at], code, *one[at:]) for one in found for at in range(place + 1)}
    return found
