"""Whether little hangs on few: Herfindahl, effective number, Gini.

Everybody eligible counts, those with nothing included: without the zeros every index looks
better than it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from permeate.core.measures.figures import Status, whole


@dataclass(frozen=True)
class Concentration:
    """Indices of how counts are spread; each None where it is not defined.

    ``hhi`` is Σ share², ``effective`` 1 / hhi, ``hhi_unbiased`` Σ n(n−1) / N(N−1),
    ``gini`` over all with the zeros, ``gini_corrected`` that times n / (n − 1),
    ``top_share`` the largest one's share; ``n`` is how many could have contributed.
    """

    hhi: float | None = None
    effective: float | None = None
    hhi_unbiased: float | None = None
    gini: float | None = None
    gini_corrected: float | None = None
    top_share: float | None = None
    n: int = 0
    total: int = 0
    status: Status = Status.NOT_DEFINED


def concentration(counts: Iterable[int] | Mapping[Any, int]) -> Concentration:
    """The concentration of ``counts``: a list, or a mapping whose values are counts."""
    values = counts.values() if isinstance(counts, Mapping) else counts
    each = sorted(whole(count, "a count") for count in values)
    n, total = len(each), sum(each)
    if not total:
        return Concentration(n=n)
    squares = sum(count * count for count in each)
    hhi = Fraction(squares, total * total)
    spread = sum((2 * place - n + 1) * count for place, count in enumerate(each))
    gini = Fraction(spread, n * total)
    pairs = total * (total - 1)
    return Concentration(
        hhi=float(hhi),
        effective=float(1 / hhi),
        hhi_unbiased=float(Fraction(squares - total, pairs)) if pairs else None,
        gini=float(gini),
        gini_corrected=float(gini * Fraction(n, n - 1)) if n > 1 else None,
        top_share=float(Fraction(each[-1], total)),
        n=n,
        total=total,
        status=Status.VALUE,
    )
