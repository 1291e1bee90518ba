"""Time until the first of several things happens: Aalen and Johansen.

One minus Kaplan–Meier of one cause, with the other causes censored, is too large: it counts
on those to whom the other cause has happened. Source: Aalen and Johansen 1978.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from permeate.core.measures.figures import Status
from permeate.core.measures.survival import paired

CENSORED = (None, 0, "", False)


@dataclass(frozen=True)
class Incidence:
    """By the end of each day, the share to whom each cause happened, and to whom none did.

    ``incidence`` holds for each cause one share a day of ``times``; with ``survival`` they
    add up to exactly 1 on every day.
    """

    times: list[int] = field(default_factory=list)
    incidence: dict[Any, list[Fraction]] = field(default_factory=dict)
    survival: list[Fraction] = field(default_factory=list)
    at_risk: list[int] = field(default_factory=list)
    events: list[dict[Any, int]] = field(default_factory=list)
    n: int = 0
    last: int = 0

    @property
    def status(self) -> Status:
        """Not defined where nobody was watched."""
        return Status.VALUE if self.n else Status.NOT_DEFINED

    @property
    def causes(self) -> list[Any]:
        """The causes seen, in order of their words."""
        return list(self.incidence)

    @property
    def final(self) -> dict[Any, Fraction]:
        """Each cause's share on the last day."""
        return self.at(self.times[-1]) if self.times else {}

    @property
    def undecided(self) -> Fraction:
        """The share to whom none had happened on the last day."""
        return self.survival[-1] if self.survival else Fraction(1)

    def __getitem__(self, cause: Any) -> list[Fraction]:
        return self.incidence[cause]

    def at(self, day: int) -> dict[Any, Fraction]:
        """Each cause's share by the end of ``day``."""
        place = bisect_right(self.times, day) - 1
        zero = Fraction(0)
        return {cause: f[place] if place >= 0 else zero for cause, f in self.incidence.items()}

    def left(self, day: int) -> Fraction:
        """The share to whom nothing had happened by the end of ``day``."""
        place = bisect_right(self.times, day) - 1
        return self.survival[place] if place >= 0 else Fraction(1)


def aalen_johansen(days: Iterable[int], causes: Iterable[object]) -> Incidence:
    """The incidence of each cause over ``days``.

    ``causes`` says what happened: any word or number; None, 0, False or an empty text where
    watching ended first. Days are whole, 0 or more; day 0 counts.
    """
    happened: dict[Any, Counter[int]] = defaultdict(Counter)
    censored: Counter[int] = Counter()
    for day, cause in paired(days, causes):
        if cause in CENSORED:
            censored[day] += 1
        else:
            happened[cause][day] += 1
    return incidence_of(happened, censored)


def incidence_of(happened: Mapping[Any, Counter[int]], censored: Counter[int]) -> Incidence:
    """The same from counts by cause and day, for many rows."""
    names = sorted(happened, key=str)
    risk = sum(one.total() for one in happened.values()) + censored.total()
    every = sorted({day for one in [*happened.values(), censored] for day in one})
    left, sums = Fraction(1), {name: Fraction(0) for name in names}
    result = Incidence(incidence={name: [] for name in names}, n=risk, last=max(every, default=0))
    for day in every:
        seen = {name: happened[name][day] for name in names if happened[name][day]}
        events = sum(seen.values())
        if events:
            for name, count in seen.items():
                sums[name] += left * Fraction(count, risk)
            left *= Fraction(risk - events, risk)
            result.times.append(day)
            result.survival.append(left)
            result.at_risk.append(risk)
            result.events.append(seen)
            for name in names:
                result.incidence[name].append(sums[name])
        risk -= events + censored[day]
    return result
