"""An activity as it is judged, and what of it decides how."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from permeate.core.cpd.bits import bits_of
from permeate.core.cpd.vocabulary import FIELDS

SCALE = 100  # amounts are whole hundredths, so that sums are exact


@dataclass(frozen=True, eq=False)
class Shape:
    """All of an activity but its day and amounts: those alike are judged once.

    ``yes`` are predicates that hold, ``maybe`` those not known; ``fields`` the fields filled.
    """

    type: str
    yes: frozenset[str]
    maybe: frozenset[str]
    fields: frozenset[str]
    bits: int = field(init=False)

    def __post_init__(self) -> None:
        number = bits_of(self.type, self.yes, self.maybe, self.fields)
        object.__setattr__(self, "bits", number)


@lru_cache(maxsize=20_000)
def shape_of(
    type_: str, yes: frozenset[str], maybe: frozenset[str], fields: frozenset[str]
) -> Shape:
    """The one shape with these answers."""
    return Shape(type_, yes, maybe, fields)


@dataclass(frozen=True, eq=False)
class Activity:
    """A thing done that may count. ``hours`` and ``points`` are in hundredths.

    ``points`` is what a body or provider said it is worth, None where nobody did. ``row`` is
    where it came from: a line of a file or a row's own reference.
    """

    on: date
    hours: int
    title: str
    shape: Shape
    points: int | None = None
    row: int | str = 0
    day: int = field(init=False)
    key: tuple[int, int, int] = field(init=False)  # day, shape and hours: all that most rules ask

    def __post_init__(self) -> None:
        day = self.on.toordinal()
        object.__setattr__(self, "day", day)
        object.__setattr__(self, "key", (day, self.shape.bits, self.hours))


def activity(
    on: date,
    hours: int,
    type_: str,
    title: str = "",
    *,
    yes: frozenset[str] = frozenset(),
    maybe: frozenset[str] = frozenset(),
    fields: frozenset[str] = frozenset(),
    points: int | None = None,
    row: int | str = 0,
) -> Activity:
    """An activity; a filled objective or code answers the predicate of that name."""
    if "objective" in fields:
        yes |= {"objective"}
    if "code" in fields:
        yes |= {"code-link"}
    known = frozenset(name for name in fields if name in FIELDS)
    return Activity(on, hours, title, shape_of(type_, yes, maybe - yes, known), points, row)
