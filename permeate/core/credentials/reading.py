"""JSON from a stranger, read strictly: what two programs could read differently is refused."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from permeate.core.refusals import Refused

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_VALUES = 20_000
SAFE_INTEGER = 2**53
# A tab and line ends are text; the other control characters have no one canonical form.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read_json(data: bytes) -> Any:
    """The value that UTF-8 JSON holds.

    Refused with the place or the name where it is not JSON, names a member twice, holds a
    number that no double carries exactly, or is larger or deeper than any credential.
    """
    if len(data) > MAX_BYTES:
        raise Refused(f"This is larger than any credential: more than {MAX_BYTES:,} bytes.")
    try:
        value = json.loads(
            data.decode("utf-8-sig"),
            object_pairs_hook=_members,
            parse_float=_double,
            parse_int=_integer,
            parse_constant=_constant,
        )
    except UnicodeDecodeError as error:
        raise Refused("This is not a credential: it is not text in UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Refused(
            f"This is not JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        ) from error
    except RecursionError as error:
        raise Refused("This is nested too deeply to be a credential.") from error
    _check_size(value)
    return value


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for name, value in pairs:
        if name in members:
            raise Refused(
                f"“{name}” is given twice in one object: programs would read different values."
            )
        members[name] = value
    return members


def _double(text: str) -> float:
    number = float(text)
    if not _exact(text, number):
        raise Refused(f"The number {text[:40]} has more digits than a program keeps.")
    return number


def _exact(text: str, number: float) -> bool:
    """Whether the double, also as the sixteen digits that are signed, is what was written."""
    finite = abs(number) != float("inf")
    return finite and Decimal(text) == Decimal(f"{number:1.15E}")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) >= SAFE_INTEGER:
        raise Refused(f"The number {text[:40]} is larger than a program keeps exactly.")
    return int(text)


def _constant(text: str) -> Any:
    raise Refused(f"{text} is not a JSON number.")


def _check_size(value: Any) -> None:
    for count, (depth, one) in enumerate(walk(value)):
        if depth > MAX_DEPTH or count > MAX_VALUES:
            raise Refused("This has more parts, or deeper ones, than any credential.")
        if isinstance(one, str):
            _check_text(one)


def _check_text(text: str) -> None:
    if CONTROL.search(text):
        raise Refused("A text contains a control character, which cannot be signed reliably.")
    if not text.isascii() and any("\ud800" <= one <= "\udfff" for one in text):
        raise Refused("A text contains half of a character (a lone surrogate).")


def walk(value: Any) -> Iterator[tuple[int, Any]]:
    """Every value in a JSON value with its depth, and every member's name, without recursion."""
    waiting = [(0, value)]
    while waiting:
        depth, one = waiting.pop()
        yield depth, one
        if isinstance(one, dict):
            waiting += [(depth + 1, inner) for pair in one.items() for inner in pair]
        elif isinstance(one, list):
            waiting += [(depth + 1, inner) for inner in one]


def as_list(value: Any) -> list[Any]:
    """A value that may stand alone or in an array, as a list; none for an absent one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
