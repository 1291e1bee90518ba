"""Publishing numbers of people without showing who they are.

Within the service a cell needs five persons, outside ten; outside, counts are rounded half
up to 5, a percentage needs a denominator of 22.5 and a mean more than 7 (rule of HESA).
Intervals are computed first and rounded for publication after.
"""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from permeate.core.measures.figures import (
    Figure,
    NotCountableError,
    Number,
    Status,
    not_enough,
    suppressed,
)

BASE = 5
PERCENT_NEEDS = Fraction(45, 2)
MEAN_NEEDS = 7


class Audience(StrEnum):
    """Who reads it."""

    INTERNAL = "INTERNAL"
    EXTERNAL = "EXTERNAL"


THRESHOLDS = {Audience.INTERNAL: 5, Audience.EXTERNAL: 10}


def round_half_up(n: Number | Decimal | str, base: Number | Decimal | str = BASE) -> int | Decimal:
    """``n`` to the nearest multiple of ``base``, halves upward: 2.5 to base 5 is 5.

    Exact: decimals are taken as they are written. (Python's round() sends halves to the
    even side.) A whole number where ``base`` is one, else a Decimal.
    """
    number, step = _exact(n), _exact(base)
    if step <= 0:
        raise NotCountableError(f"The base of rounding is above 0, not {base}.")
    times = (number / step + Fraction(1, 2)).__floor__()
    if step.denominator == 1:
        return times * int(step)
    return times * Decimal(str(base))


def _exact(value: Number | Decimal | str) -> Fraction:
    try:
        return Fraction(str(value)) if isinstance(value, float) else Fraction(value)
    except (ValueError, OverflowError, TypeError) as error:
        raise NotCountableError(f"{value!r} is no number that can be rounded.") from error


def shown_count(count: int, audience: Audience, *, zero_is_safe: bool = False) -> Figure:
    """A number of people as it may be published; 0 only where it is structurally safe."""
    if count == 0 and zero_is_safe:
        return Figure(0, n=0)
    if count < THRESHOLDS[audience]:
        return suppressed(f"fewer than {THRESHOLDS[audience]} people")
    if audience is Audience.INTERNAL:
        return Figure(count, n=count)
    rounded = int(round_half_up(count))
    return Figure(rounded, n=rounded, note=f"rounded to {BASE}")


def shown_share(figure: Figure, audience: Audience) -> Figure:
    """A share of people as it may be published, its interval computed before rounding."""
    if not figure.known or figure.value is None:
        return figure
    if figure.n < THRESHOLDS[audience]:
        return suppressed(f"fewer than {THRESHOLDS[audience]} people")
    if audience is Audience.INTERNAL:
        return figure
    if figure.n < PERCENT_NEEDS:
        return not_enough(int(round_half_up(figure.n)), "a percentage needs 22.5 people")
    return replace(
        figure,
        value=_percent(figure.value),
        low=None if figure.low is None else _percent(figure.low),
        high=None if figure.high is None else _percent(figure.high),
        n=int(round_half_up(figure.n)),
    )


def shown_mean(figure: Figure, audience: Audience) -> Figure:
    """A mean over people as it may be published."""
    if figure.status is Status.VALUE and audience is Audience.EXTERNAL and figure.n <= MEAN_NEEDS:
        return not_enough(0, "a mean needs more than 7 people")
    return figure


def _percent(value: Number) -> float:
    """To a whole per cent."""
    return float(round_half_up(value, Decimal("0.01")))


def quarter_end(day: date) -> date:
    """The last day of the latest whole quarter on or before ``day``: when cuts are published."""
    ends = (date(day.year, 3, 31), date(day.year, 6, 30), date(day.year, 9, 30))
    past = [
        end for end in (date(day.year - 1, 12, 31), *ends, date(day.year, 12, 31)) if end <= day
    ]
    return past[-1]
