"""What a field of an agreement is, and how its stored value reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Type(StrEnum):
    """How a value is asked for and how it reads. Every value is stored as text."""

    LINE = "LINE"
    TEXT = "TEXT"
    DAY = "DAY"  # ISO date
    CHOICE = "CHOICE"
    WEEKS = "WEEKS"  # whole number
    MONEY = "MONEY"  # pounds
    PERCENT = "PERCENT"
    SHARE = "SHARE"  # of full time, over 0 to 1


@dataclass(frozen=True)
class When:
    """A condition on another field: it holds one of these values."""

    field: str
    values: tuple[str, ...]

    def holds(self, content: Mapping[str, str]) -> bool:
        """Whether the content meets it."""
        return content.get(self.field, "") in self.values


@dataclass(frozen=True)
class Field:
    """One field: ``required`` before signature, or required only ``needed`` is met."""

    name: str
    label: str
    type: Type = Type.LINE
    hint: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    required: bool = False
    needed: When | None = None

    def is_needed(self, content: Mapping[str, str]) -> bool:
        """Whether nobody can sign while it is empty."""
        return self.required or bool(self.needed and self.needed.holds(content))


@dataclass(frozen=True)
class Clause:
    """One sentence or paragraph: words with ``{field}`` in them.

    ``quotes`` names a field whose own lines follow the words as they were typed.
    """

    words: str
    quotes: str = ""
    when: When | None = None


@dataclass(frozen=True)
class Section:
    """A part of the agreement that is filled in on one page."""

    code: str
    title: str
    fields: tuple[Field, ...]
    clauses: tuple[Clause, ...]


def shown(field: Field, value: str) -> str:
    """How a stored value reads in the text; of an empty one, that it is missing."""
    if not value:
        return f"[{field.label.lower()}: not stated]"
    if field.type is Type.CHOICE:
        return dict(field.choices).get(value, value)
    return FORMS.get(field.type, str)(value)


def _day(value: str) -> str:
    day = date.fromisoformat(value)
    return f"{day.day} {day:%B %Y}"


def _money(value: str) -> str:
    pounds = Decimal(value)
    return f"£{pounds:,.0f}" if pounds == pounds.to_integral() else f"£{pounds:,.2f}"


def _share(value: str) -> str:
    share = Decimal(value)
    return "full time" if share == 1 else f"{share.normalize():f} of full time"


FORMS = {
    Type.DAY: _day,
    Type.WEEKS: lambda value: "1 week" if value == "1" else f"{value} weeks",
    Type.MONEY: _money,
    Type.PERCENT: lambda value: f"{Decimal(value).normalize():f}%",
    Type.SHARE: _share,
}
