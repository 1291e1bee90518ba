"""What a measure answers: a value with its interval, or why there is none.

A figure is never a disguised zero: where nothing can be said its value is None and its
status says why.
"""

from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction

from permeate.core.refusals import Refused

Number = int | float | Fraction


class Status(StrEnum):
    """Whether there is a value, and if not, why."""

    VALUE = "value"
    NOT_ENOUGH = "not enough data"
    SUPPRESSED = "suppressed"
    NOT_DEFINED = "not defined"


class NotCountableError(Refused, ValueError):
    """What was handed in cannot be counted; the reason says what it should be."""


@dataclass(frozen=True)
class Figure:
    """A value with its 95% interval and ``n``, what it rests on; None where nothing is said.

    ``low`` and ``high`` are None where the value is exact or has no interval; ``note`` says
    in words what a reader must know.
    """

    value: Number | None
    low: Number | None = None
    high: Number | None = None
    n: int = 0
    status: Status = Status.VALUE
    note: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a value."""
        return self.status is Status.VALUE

    def noting(self, note: str) -> "Figure":
        """The same figure with another note."""
        return replace(self, note=note)


def not_defined(note: str = "", n: int = 0) -> Figure:
    """There is no such number here: a share of nobody, say."""
    return Figure(None, n=n, status=Status.NOT_DEFINED, note=note)


def not_enough(n: int, note: str = "") -> Figure:
    """Too little was seen to say anything."""
    return Figure(None, n=n, status=Status.NOT_ENOUGH, note=note or f"not enough data (n={n})")


def suppressed(note: str = "") -> Figure:
    """Hidden, with its ``n``, because it could show who somebody is."""
    return Figure(None, status=Status.SUPPRESSED, note=note)


def as_number(value: Number | None, digits: int = 12) -> float | int | None:
    """A JSON number: whole numbers stay whole, others are rounded to ``digits`` places."""
    if value is None or isinstance(value, int):
        return value
    return round(float(value), digits)


def whole(value: object, what: str) -> int:
    """``value`` as a whole number, 0 or more; else NotCountableError naming ``what``."""
    if isinstance(value, bool) or not isinstance(value, int | float | Fraction):
        try:
            value = int(value.__index__())  # type: ignore[attr-defined]
        except AttributeError:
            raise NotCountableError(
                f"{what} must be a whole number, 0 or more, not {value!r}."
            ) from None
    if value != value or value < 0 or value != int(value):
        raise NotCountableError(f"{what} must be a whole number, 0 or more, not {value}.")
    return int(value)
