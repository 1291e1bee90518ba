"""Time until something happens, where some are still waiting: Kaplan and Meier.

Source: Kaplan and Meier 1958; Greenwood's error; the interval on the log(-log) scale
(Kalbfleisch and Prentice), which keeps to its 95% where few are seen and the plain one
does not (``permeate.core.measures.simulating``).
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import exp, log, sqrt

from permeate.core.measures.figures import (
    Figure,
    NotCountableError,
    Status,
    not_defined,
    whole,
)
from permeate.core.measures.intervals import Z95


@dataclass(frozen=True)
class Survival:
    """The share S(t) to whom it has not happened by the end of day t.

    One item each for the days on which it happened at least once. ``survival`` is exact.
    Where S has reached 0 there is no error or interval: None. ``median`` is the first day
    on which S is at most one half; None where that was not reached.
    """

    times: list[int] = field(default_factory=list)
    survival: list[Fraction] = field(default_factory=list)
    std_error: list[float | None] = field(default_factory=list)
    low: list[float | None] = field(default_factory=list)
    high: list[float | None] = field(default_factory=list)
    at_risk: list[int] = field(default_factory=list)
    events: list[int] = field(default_factory=list)
    n: int = 0
    last: int = 0  # the last day on which anybody was watched

    @property
    def status(self) -> Status:
        """Not defined where nobody was watched."""
        return Status.VALUE if self.n else Status.NOT_DEFINED

    @property
    def median(self) -> int | None:
        """The first day on which S is at most one half."""
        half = Fraction(1, 2)
        reached = (day for day, s in zip(self.times, self.survival, strict=True) if s <= half)
        return next(reached, None)

    def at(self, day: int) -> Figure:
        """S at the end of ``day``; not defined after the last day anybody was watched."""
        if not self.n or (day > self.last and self._step(self.times[-1:]) != 0):
            return not_defined(f"nobody was watched until day {day}", n=self.n)
        place = bisect_right(self.times, day) - 1
        if place < 0:
            return Figure(Fraction(1), n=self.n, note="it has happened to nobody by then")
        return Figure(self.survival[place], self.low[place], self.high[place], self.n)

    def rmst(self, day: int) -> Fraction | None:
        """Mean days without it up to ``day``: the area under S. None where not watched so long."""
        if self.at(day).value is None:
            return None
        stops = [0, *(time for time in self.times if time < day), day]
        levels = [self._step([start]) for start in stops[:-1]]
        spans = [end - start for start, end in pairwise(stops)]
        return sum((s * span for s, span in zip(levels, spans, strict=True)), Fraction(0))

    def median_figure(self) -> Figure:
        """The median with the days on which the interval of S holds one half."""
        if self.median is None:
            return not_defined("it has not happened to half of them", n=self.n)
        low, high = (
            next((d for d, end in zip(self.times, ends, strict=True) if (end or 0) <= 0.5), None)
            for ends in (self.low, self.high)
        )
        note = "" if high is not None else "no upper end: the interval stays above one half"
        return Figure(float(self.median), low, high, self.n, note=note)

    def mean_figure(self, day: int) -> Figure:
        """The mean days without it up to ``day``, with the interval from Greenwood's variance."""
        mean = self.rmst(day)
        if mean is None:
            return not_defined(f"nobody was watched for {day} days", n=self.n)
        before, variance = self.rmst(0) or Fraction(0), 0.0
        steps = zip(self.times, self.at_risk, self.events, strict=True)
        for time, risk, events in ((t, r, e) for t, r, e in steps if t < day and r > e):
            before = self.rmst(time) or before
            variance += float(mean - before) ** 2 * events / (risk * (risk - events))
        half = Z95 * sqrt(variance)
        return Figure(
            mean, max(0.0, float(mean) - half), min(float(day), float(mean) + half), self.n
        )

    def _step(self, days: Sequence[int]) -> Fraction:
        place = bisect_right(self.times, days[0]) - 1 if days else -1
        return self.survival[place] if place >= 0 else Fraction(1)


def kaplan_meier(days: Iterable[int], observed: Iterable[object]) -> Survival:
    """The survival curve of ``days`` until something happened or watching ended.

    ``observed`` says for each whether it happened (1, True) or watching ended first (0,
    False, None). Days are whole, 0 or more; day 0 counts. On a day with both, what
    happened comes before the end of watching.
    """
    rows = paired(days, observed)
    return curve_of(
        Counter(day for day, what in rows if what),
        Counter(day for day, what in rows if not what),
    )


def paired(days: Iterable[int], marks: Iterable[object]) -> list[tuple[int, object]]:
    """Each day with its mark; refuses columns of different lengths."""
    days, marks = list(days), list(marks)
    if len(days) != len(marks):
        raise NotCountableError(
            f"There must be as many marks as days: {len(marks)} marks, {len(days)} days."
        )
    return [(whole(day, "a day"), mark) for day, mark in zip(days, marks, strict=True)]


def curve_of(happened: Counter[int], censored: Counter[int]) -> Survival:
    """The same from counts by day, for many rows."""
    risk = n = happened.total() + censored.total()
    left, total, curve = Fraction(1), 0.0, Survival(n=n, last=max([*happened, *censored, 0]))
    for day in sorted({*happened, *censored}):
        events = happened[day]
        if events:
            left *= Fraction(risk - events, risk)
            total += events / (risk * (risk - events)) if risk > events else 0.0
            _append(curve, day, left, total, risk, events)
        risk -= events + censored[day]
    return curve


def _append(
    curve: Survival, day: int, left: Fraction, total: float, risk: int, events: int
) -> None:
    s, error = float(left), sqrt(total)
    curve.times.append(day)
    curve.survival.append(left)
    curve.at_risk.append(risk)
    curve.events.append(events)
    gone = left == 0
    curve.std_error.append(None if gone else s * error)
    half = 0.0 if gone else Z95 * error / abs(log(s))
    curve.low.append(None if gone else s ** exp(half))
    curve.high.append(None if gone else s ** exp(-half))
