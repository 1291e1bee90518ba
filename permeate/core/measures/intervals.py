"""Intervals for counts: Wilson, Newcombe, Garwood, exact binomial.

Sources: E. B. Wilson 1927 (score interval); R. G. Newcombe 1998, method 10 (difference of
two shares); F. Garwood 1936 (a Poisson count); Clopper and Pearson 1934 (exact test).
"""

from fractions import Fraction
from math import comb, inf, sqrt

from scipy.special import gammaincinv

from permeate.core.measures.figures import Figure, NotCountableError, not_defined, whole

Z95 = 1.959963984540054
ALPHA = 0.05


def wilson(k: int, n: int) -> Figure:
    """The share ``k`` of ``n`` with its 95% Wilson score interval; ``n`` = 0 is not defined."""
    k, n = whole(k, "k"), whole(n, "n")
    if k > n:
        raise NotCountableError(f"k is at most n: {k} of {n} is no share.")
    if n == 0:
        return not_defined("a share of nobody")
    low, high = wilson_bounds(k / n, n)
    return Figure(k / n, 0.0 if k == 0 else low, 1.0 if k == n else high, n)


def wilson_bounds(p: float, n: float) -> tuple[float, float]:
    """The Wilson interval of a share ``p`` that rests on ``n`` (which may be an effective n)."""
    z2 = Z95 * Z95
    middle = (p + z2 / (2 * n)) / (1 + z2 / n)
    half = Z95 * sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def wald(k: int, n: int) -> Figure:
    """The textbook interval p ± 1.96 √(pq/n): only to show beside what replaces it."""
    p = k / n
    half = Z95 * sqrt(p * (1 - p) / n)
    return Figure(p, p - half, p + half, n)


def newcombe(k1: int, n1: int, k2: int, n2: int) -> Figure:
    """The share k1/n1 minus the share k2/n2 with Newcombe's 95% interval (method 10).

    ``n`` is n1 + n2. Not defined where one of the two is a share of nobody.
    """
    first, second = wilson(k1, n1), wilson(k2, n2)
    if first.value is None or second.value is None:
        return not_defined("a share of nobody", n=first.n + second.n)
    p1, p2 = float(first.value), float(second.value)
    low1, high1 = float(first.low or 0), float(first.high or 0)
    low2, high2 = float(second.low or 0), float(second.high or 0)
    value = float(Fraction(k1, n1) - Fraction(k2, n2))
    low = value - sqrt((p1 - low1) ** 2 + (high2 - p2) ** 2)
    high = value + sqrt((high1 - p1) ** 2 + (p2 - low2) ** 2)
    return Figure(value, max(-1.0, low), min(1.0, high), first.n + second.n)


def garwood(k: int, exposure: float) -> Figure:
    """The rate ``k`` / ``exposure`` with the exact Poisson 95% interval; ``n`` is ``k``.

    Without exposure it is not defined.
    """
    k = whole(k, "k")
    if not exposure > 0 or exposure == inf:
        return not_defined("without exposure", n=k)
    low = float(gammaincinv(k, ALPHA / 2)) if k else 0.0
    high = float(gammaincinv(k + 1, 1 - ALPHA / 2))
    return Figure(k / exposure, low / exposure, high / exposure, k)


def even_chance_p(k: int, n: int) -> Fraction:
    """Two-sided exact p of ``k`` of ``n`` where each side is as likely; 1 where n = 0."""
    k, n = whole(k, "k"), whole(n, "n")
    if k > n:
        raise NotCountableError(f"k is at most n: {k} of {n} is no share.")
    tail = sum(comb(n, i) for i in range(min(k, n - k) + 1))
    return min(Fraction(1), Fraction(2 * tail, 2**n))


def share_p(k: int, n: int, rate: Fraction) -> Fraction:
    """Two-sided exact p of ``k`` of ``n`` against a known ``rate``.

    The chance of every outcome that is no likelier than what was seen.
    """
    k, n = whole(k, "k"), whole(n, "n")
    chances = [comb(n, i) * rate**i * (1 - rate) ** (n - i) for i in range(n + 1)]
    return sum((one for one in chances if one <= chances[k]), Fraction(0))
