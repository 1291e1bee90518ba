"""Whether two reviewers, each blind to the other, say the same. Source: J. Cohen 1960."""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt

from permeate.core.measures.figures import Number, Status, whole
from permeate.core.measures.intervals import Z95

AGREED = Fraction(3, 5)
DISAGREE = "reviewers disagree"


@dataclass(frozen=True)
class Kappa:
    """Cohen's kappa, exact, with what was seen to agree and what would by chance."""

    value: Number | None
    low: Number | None = None
    high: Number | None = None
    n: int = 0
    status: Status = Status.NOT_DEFINED
    observed: Fraction | None = None
    expected: Fraction | None = None
    note: str = ""


def kappa(table: Sequence[Sequence[int]]) -> Kappa:
    """From a square table: rows what the first said, columns what the second said.

    Below 0.6 the note says that reviewers disagree. Not defined for nobody, and where both
    said one and the same of everything.
    """
    rows = [[whole(count, "a count") for count in row] for row in table]
    n, size = sum(map(sum, rows)), range(len(rows))
    if not n:
        return Kappa(None)
    first, second = [sum(row) for row in rows], [sum(row[i] for row in rows) for i in size]
    observed = Fraction(sum(rows[i][i] for i in size), n)
    expected = Fraction(sum(a * b for a, b in zip(first, second, strict=True)), n * n)
    if expected == 1:
        return Kappa(None, n=n, observed=observed, expected=expected)
    value = (observed - expected) / (1 - expected)
    half = Z95 * _error(rows, first, second, value, float(expected))
    return Kappa(
        value,
        max(-1.0, float(value) - half),
        min(1.0, float(value) + half),
        n,
        Status.VALUE,
        observed,
        expected,
        "" if value >= AGREED else DISAGREE,
    )


def _error(
    rows: list[list[int]], first: list[int], second: list[int], value: Fraction, expected: float
) -> float:
    """The large-sample error of Fleiss, Cohen and Everitt 1969."""
    n, size, k = sum(first), range(len(rows)), float(value)
    a = sum(rows[i][i] / n * (1 - (first[i] + second[i]) / n * (1 - k)) ** 2 for i in size)
    b = (1 - k) ** 2 * sum(
        rows[i][j] / n * ((second[i] + first[j]) / n) ** 2 for i in size for j in size if i != j
    )
    c = (k - expected * (1 - k)) ** 2
    return sqrt(max(0.0, a + b - c) / n) / (1 - expected)


def kappa_of(first: Sequence[Hashable], second: Sequence[Hashable]) -> Kappa:
    """From what each said of the same things in the same order."""
    names = sorted({*first, *second}, key=str)
    pairs = Counter(zip(first, second, strict=True))
    return kappa([[pairs[a, b] for b in names] for a in names])
