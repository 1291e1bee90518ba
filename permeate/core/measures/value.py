"""What claims are worth, by a random audit of some of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from scipy.special import stdtrit

from permeate.core.measures.figures import (
    Figure,
    NotCountableError,
    not_defined,
    not_enough,
    whole,
)

FEWEST = 10


@dataclass(frozen=True)
class Audited:
    """Verified over claimed in an audit.

    ``ratio`` is shown from ten audited claims on; ``computed`` is the same with any number
    and for an expert's eye only. ``std_error`` has the correction for a finite number of
    claims; ``share`` is audited of all.
    """

    ratio: Figure
    computed: Figure
    std_error: float | None
    verified: float
    share: float | None


def audited_ratio(claimed: Sequence[float], verified: Sequence[float], claims: int) -> Audited:
    """Σ verified / Σ claimed of a simple random sample of ``claims``, with a t interval."""
    if len(claimed) != len(verified):
        raise NotCountableError("Each audited claim needs its claimed and its verified sum.")
    m, claims = len(claimed), whole(claims, "the number of claims")
    if m > claims:
        raise NotCountableError(f"{m} of {claims} claims cannot have been audited.")
    total, share = sum(claimed), m / claims if claims else None
    if m < 2 or total <= 0:
        none = not_defined("nothing was claimed") if m >= 2 else not_enough(m)
        return Audited(none, none, None, sum(verified), share)
    ratio, mean = sum(verified) / total, total / m
    spread = sum((y - ratio * x) ** 2 for x, y in zip(claimed, verified, strict=True)) / (m - 1)
    error = sqrt((1 - m / claims) * spread / (m * mean * mean))
    half = float(stdtrit(m - 1, 0.975)) * error
    computed = Figure(ratio, ratio - half, ratio + half, m)
    shown = computed if m >= FEWEST else not_enough(m)
    return Audited(shown, computed, error, sum(verified), share)
