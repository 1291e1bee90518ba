"""Seeded simulations of what the intervals are worth, beside the naive ones they replace."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, sqrt

import numpy as np

from permeate.core.measures.figures import Figure, Number
from permeate.core.measures.flows import side_balance
from permeate.core.measures.intervals import Z95, newcombe, wald, wilson
from permeate.core.measures.resampling import SEED, clusters_of, share_of_sums
from permeate.core.measures.survival import kaplan_meier

NOMINAL = 0.95


@dataclass(frozen=True)
class Covered:
    """How often an interval held the truth, and the naive one in its stead."""

    what: str
    coverage: float
    naive: str
    naive_coverage: float


def inside(low: Number | None, truth: float, high: Number | None) -> bool:
    """Whether the interval holds the truth."""
    return low is not None and high is not None and low <= truth <= high


def coverage(runs: int) -> Iterator[Covered]:
    """Each interval's coverage over ``runs`` seeded samples, the naive one beside it."""
    chance = np.random.default_rng(SEED)
    for n, p in ((10, 0.1), (30, 0.05), (100, 0.5)):
        yield _shares(chance, runs, n, p)
    for n, p, q in ((15, 0.2, 0.1), (40, 0.6, 0.3)):
        yield _differences(chance, runs, n, p, q)
    for n in (4, 11, 50):
        yield _balances(chance, runs, n)
    for n in (10, 20, 40):
        yield _curves(chance, runs, n)
    for icc in (0.0, 0.1, 0.3):
        yield _clustered(chance, runs // 2, icc)


def _rate(hits: list[bool]) -> float:
    return float(np.mean(hits))


def _shares(chance: np.random.Generator, runs: int, n: int, p: float) -> Covered:
    seen = [int(k) for k in chance.binomial(n, p, size=runs)]
    ours, naive = ([_holds(how(k, n), p) for k in seen] for how in (wilson, wald))
    return Covered(f"Wilson, n={n}, p={p}", _rate(ours), "p ± 1.96 se", _rate(naive))


def _holds(figure: Figure, truth: float) -> bool:
    return inside(figure.low, truth, figure.high)


def _differences(chance: np.random.Generator, runs: int, n: int, p: float, q: float) -> Covered:
    ours, naive = [], []
    for a, b in zip(chance.binomial(n, p, runs), chance.binomial(n, q, runs), strict=True):
        ours.append(_holds(newcombe(int(a), n, int(b), n), p - q))
        half = Z95 * sqrt(a / n * (1 - a / n) / n + b / n * (1 - b / n) / n)
        naive.append(inside(a / n - b / n - half, p - q, a / n - b / n + half))
    what = f"Newcombe, n={n}+{n}, {p}−{q}"
    return Covered(what, _rate(ours), "difference ± 1.96 se", _rate(naive))


def _balances(chance: np.random.Generator, runs: int, n: int) -> Covered:
    p = 0.35
    truth = 1 - abs(2 * p - 1)
    ours, naive = [], []
    for came in chance.binomial(n, p, size=runs):
        ours.append(_holds(side_balance(int(came), n - int(came)), truth))
        share = came / n
        value, half = 1 - abs(2 * share - 1), 2 * Z95 * sqrt(share * (1 - share) / n)
        naive.append(inside(value - half, truth, value + half))
    return Covered(f"Balance, n={n}", _rate(ours), "β ± 1.96 se", _rate(naive))


def _curves(chance: np.random.Generator, runs: int, n: int) -> Covered:
    """S(28) of exponential times of mean 40 days, with censoring between 14 and 90."""
    truth, ours, naive = exp(-28 / 40), [], []
    for _ in range(runs):
        times, ends = chance.exponential(40, n), chance.uniform(14, 90, n)
        days = np.floor(np.minimum(times, ends)).astype(int)
        curve = kaplan_meier(days.tolist(), (times <= ends).tolist())
        at = curve.at(27)
        if at.value is None or at.low is None or at.high is None:
            continue
        ours.append(inside(at.low, truth, at.high))
        error = curve.std_error[sum(time <= 27 for time in curve.times) - 1] or 0.0
        s = float(at.value)
        naive.append(inside(s - Z95 * error, truth, s + Z95 * error))
    return Covered(f"Kaplan–Meier log-log, n={n}", _rate(ours), "S ± 1.96 se", _rate(naive))


def _clustered(chance: np.random.Generator, runs: int, icc: float) -> Covered:
    """A share of entries, eight each of forty people; ``icc`` is how alike one person's are."""
    people, each, truth = 40, 8, 0.4
    ours, naive = [], []
    for run in range(runs):
        own = np.full(people, truth)
        if icc:
            spread = 1 / icc - 1
            own = chance.beta(truth * spread, (1 - truth) * spread, people)
        k = chance.binomial(each, own)
        sums = clusters_of(np.arange(people), [k, np.full(people, each)])
        ours.append(_holds(share_of_sums(sums, draws=400, seed=SEED + run), truth))
        naive.append(_holds(wilson(int(k.sum()), people * each), truth))
    what = f"Bootstrap by person, ICC {icc}"
    return Covered(what, _rate(ours), "Wilson over entries", _rate(naive))


@dataclass(frozen=True)
class Biased:
    """What treating placements still running as "did not share" does to a share."""

    truth: float
    survival: float
    naive: float


def running_as_silent(n: int = 4000) -> Biased:
    """S(28) from Kaplan–Meier, and with who has not shared yet counted as never."""
    chance = np.random.default_rng(SEED)
    times, ends = chance.exponential(37, n), chance.uniform(0, 90, n)
    days = np.floor(np.minimum(times, ends)).astype(int)
    happened = times <= ends
    s = kaplan_meier(days.tolist(), happened.tolist()).at(27).value
    return Biased(exp(-28 / 37), float(s or 0), 1 - float(np.mean(happened & (days < 28))))


def lines(runs: int) -> Iterator[str]:
    """The simulation as a table to print."""
    yield f"{'interval':34}{'covers':>8}{'nominal':>9}   {'naive':24}{'covers':>8}"
    for one in coverage(runs):
        yield (
            f"{one.what:34}{one.coverage:8.3f}{NOMINAL:9.2f}   {one.naive:24}"
            f"{one.naive_coverage:8.3f}"
        )
    biased = running_as_silent()
    yield (
        f"Not shared by day 28: truth {biased.truth:.2f}, Kaplan–Meier {biased.survival:.2f}, "
        f"with running ones as silent {biased.naive:.2f}"
    )
