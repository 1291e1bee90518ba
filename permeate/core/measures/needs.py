"""Whether what was learned is about what was needed."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from permeate.core.measures.figures import (
    Figure,
    NotCountableError,
    Number,
    not_defined,
    not_enough,
)


@dataclass(frozen=True)
class Coverage:
    """Coverage of need by weight, dissimilarity, and the topics nobody brought anything for."""

    coverage: Figure
    dissimilarity: Figure
    uncovered: list[Hashable]


def coverage(
    needs: Mapping[Hashable, Number] | Sequence[Number],
    practices: Mapping[Hashable, int] | Sequence[int],
    covered: Mapping[Hashable, bool] | Sequence[bool] | None = None,
) -> Coverage:
    """Needs' weights and practices by topic; lists run in the same order, from topic 1.

    ``covered`` says which topics have a practice that counts (level 2 or more, at most 24
    months old); without it every practice counts. Exact: the whole of both is known, so
    there is no interval.
    """
    weights, counts = _by_topic(needs), _by_topic(practices)
    marks = {topic: bool(n) for topic, n in (_by_topic(covered) if covered else counts).items()}
    if any(weight < 0 for weight in weights.values()):
        raise NotCountableError("A need's weight is 0 or more.")
    total = sum((_exact(one) for one in weights.values()), Fraction(0))
    made = sum(counts.values())
    if not total:
        return Coverage(not_defined("no needs were set"), not_defined("no needs were set"), [])
    met = sum((_exact(w) for topic, w in weights.items() if marks.get(topic)), Fraction(0))
    missing = [topic for topic in weights if not marks.get(topic)]
    return Coverage(
        Figure(float(met / total), n=len(weights)), _apart(weights, counts, total, made), missing
    )


def _apart(
    weights: Mapping[Any, Number], counts: Mapping[Any, int], total: Fraction, made: int
) -> Figure:
    if not made:
        return not_enough(0, "no practices yet")
    topics = {**weights, **counts}
    gaps = (
        abs(Fraction(counts.get(topic, 0), made) - _exact(weights.get(topic, 0)) / total)
        for topic in topics
    )
    return Figure(float(sum(gaps, Fraction(0)) / 2), n=made)


def _by_topic(values: Any) -> dict[Hashable, Any]:
    if isinstance(values, Mapping):
        return dict(values)
    return {f"topic {place}": value for place, value in enumerate(values, start=1)}


def _exact(value: Number) -> Fraction:
    """A weight as it was written: 0.1 is one tenth."""
    return Fraction(str(value)) if isinstance(value, float) else Fraction(value)
