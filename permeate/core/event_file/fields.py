"""What a field of an event can hold, and how its value is checked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

LONGEST = 200  # characters of an identifier or a word
MOST_LISTED = 100_000


@dataclass(frozen=True)
class Field:
    """One field: ``kind`` of value (see CHECKS), whose identifier (``of``), or which words."""

    name: str
    kind: str
    what: str
    of: str = ""
    words: tuple[str, ...] = ()
    required: bool = False


def identifier(name: str, of: str, what: str, *, required: bool = False) -> Field:
    """A field that names something by its identifier, such as ``placement``."""
    return Field(name, "id", what, of=of, required=required)


def fault(field: Field, value: Any) -> str:
    """What is wrong with a value, as the end of a sentence; nothing where it is right."""
    return CHECKS[field.kind](field, value)


def _id(field: Field, value: Any) -> str:
    if isinstance(value, str) and 0 < len(value) <= LONGEST:
        return ""
    return f"must be an identifier of 1 to {LONGEST} characters"


def _word(field: Field, value: Any) -> str:
    return "" if value in field.words else f"must be one of {', '.join(field.words)}"


def _date(field: Field, value: Any) -> str:
    try:
        date.fromisoformat(value)
    except (TypeError, ValueError):
        return "must be a date like 2026-03-31"
    return "" if len(value) == 10 else "must be a date like 2026-03-31"


def _moment(field: Field, value: Any) -> str:
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return "must be a date and time with its offset, like 2026-03-31T09:30:00Z"
    if moment.tzinfo is None or not 1900 < moment.year < 2200:
        return "must be a date and time with its offset, like 2026-03-31T09:30:00Z"
    return ""


def _number(field: Field, value: Any) -> str:
    fine = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if fine and abs(value) < 1e15 else "must be a number"


def _amount(field: Field, value: Any) -> str:
    return _number(field, value) or ("" if value >= 0 else "must be 0 or more")


def _whole(field: Field, value: Any) -> str:
    fine = isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 2**31
    return "" if fine else "must be a whole number, 0 or more"


def _yes(field: Field, value: Any) -> str:
    return "" if isinstance(value, bool) else "must be true or false"


def _ids(field: Field, value: Any) -> str:
    fine = isinstance(value, list) and len(value) <= MOST_LISTED
    if fine and not any(_id(field, one) for one in value):
        return ""
    return "must be a list of identifiers"


CHECKS: Mapping[str, Callable[[Field, Any], str]] = {
    "id": _id,
    "ids": _ids,
    "word": _word,
    "date": _date,
    "moment": _moment,
    "number": _number,
    "amount": _amount,
    "whole": _whole,
    "yes": _yes,
}
