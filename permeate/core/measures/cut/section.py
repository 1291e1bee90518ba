"""What one measure contributes to a cut."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from permeate.core.measures.facts import Facts
from permeate.core.measures.figures import Figure, Number


@dataclass(frozen=True)
class Grid:
    """A table of counts by row and column.

    With ``people`` it counts people, and small cells are hidden; ``behind`` it stand tables
    that are shown only where it hides nothing.
    """

    name: str
    rows: Sequence[str]
    columns: Sequence[str]
    cells: Sequence[Sequence[int]]
    people: bool = False
    behind: bool = False


@dataclass(frozen=True)
class Curve:
    """A step curve, with the numbers still watched at each step."""

    name: str
    times: Sequence[int]
    values: Sequence[Number]
    low: Sequence[Number | None]
    high: Sequence[Number | None]
    at_risk: Sequence[int]


@dataclass
class Section:
    """Figures by name, tables, curves, lists of words, and how much is missing of what."""

    figures: dict[str, Figure] = field(default_factory=dict)
    grids: list[Grid] = field(default_factory=list)
    curves: list[Curve] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=dict)
    missing: dict[str, int] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True)
class Options:
    """``resample`` draws intervals that need it; without, only what is counted."""

    resample: bool = True
    since: date | None = None


__all__ = ["Curve", "Facts", "Grid", "Options", "Section"]
