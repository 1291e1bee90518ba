"""What people say of their own ability before, after, and of before once they are after.

What somebody calls ability changes while they learn: ratings of "then" made afterwards are
lower, and the gain they show larger. Both gains are printed, as bounds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean

from permeate.core.measures.figures import Figure, not_enough
from permeate.core.measures.resampling import bootstrap

FEWEST = 20  # people, before a mean of theirs is shown


@dataclass(frozen=True)
class Gains:
    """Post − pre, post − then, and then − pre: the shift of the scale."""

    conventional: Figure
    retrospective: Figure
    shift: Figure


def gains(pre: float, then: float, post: float) -> Gains:
    """One person's (or a mean's) gains, without an interval."""
    return Gains(Figure(post - pre, n=1), Figure(post - then, n=1), Figure(then - pre, n=1))


def mean_gains(people: Iterable[Sequence[float]]) -> Gains:
    """Mean gains of (pre, then, post) by person; shown from twenty people on."""
    rows = [gains(*person) for person in people]
    if len(rows) < FEWEST:
        none = not_enough(len(rows), f"shown from {FEWEST} people on (n={len(rows)})")
        return Gains(none, none, none)

    def mean(values: list[float]) -> Figure:
        sums = [(value, 1.0) for value in values]
        return bootstrap(sums, lambda totals: totals[:, 0] / totals[:, 1], fmean(values))

    return Gains(
        mean([float(row.conventional.value or 0) for row in rows]),
        mean([float(row.retrospective.value or 0) for row in rows]),
        mean([float(row.shift.value or 0) for row in rows]),
    )
