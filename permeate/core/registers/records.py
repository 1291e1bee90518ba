"""What every register's row becomes: one plain record, or a rejection that says why."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from urllib.parse import urlsplit

from permeate.core.refusals import Refused

LIMITS = {
    "code": 120,
    "name": 250,
    "short_name": 60,
    "organisation_type": 80,
    "rural_urban": 60,
    "postcode": 10,
    "website": 200,
    "parent_code": 250,
    "replaced_by_code": 120,
}
UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True)
class OrganisationRecord:
    """One organisation as a register has it; codes are those of the stored vocabulary.

    What a register does not tell is empty, and never erases what another file told.
    """

    code: str
    name: str
    sector: str
    short_name: str = ""
    organisation_type: str = ""
    nation: str = ""
    region: str = ""
    rural_urban: str = ""
    postcode: str = ""
    website: str = ""
    parent_code: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    replaced_by_code: str = ""
    domains: tuple[str, ...] = ()


FACTS = tuple(one.name for one in fields(OrganisationRecord) if one.name not in ("code", "domains"))


@dataclass(frozen=True)
class Row:
    """One row of a file: the line it begins on (the heading is line 1) and its values."""

    line: int
    values: dict[str, str]


@dataclass(frozen=True)
class Rejection:
    """A row that was not taken, and why, in words for whoever runs the import."""

    line: int
    code: str
    reason: str


@dataclass(frozen=True)
class Note:
    """Something done differently from what the row says, or worth a look; it was taken."""

    line: int
    code: str
    text: str


@dataclass(frozen=True)
class Parsed:
    """All of a file: (line, record) pairs, rejections and notes.

    A ``historic`` register no longer changes: it adds bodies that are on no newer list,
    and never changes one that is.
    """

    records: Sequence[tuple[int, OrganisationRecord]]
    rejections: Sequence[Rejection]
    notes: Sequence[Note] = ()
    historic: bool = False


def check_record(record: OrganisationRecord) -> OrganisationRecord:
    """The record itself; Refused where it could not be stored or would make no sense."""
    for name in ("code", "name"):
        if not getattr(record, name):
            raise Refused(f"It has no {name}.")
    for name, limit in LIMITS.items():
        text = getattr(record, name)
        words = name.replace("_", " ")
        if len(text) > limit:
            raise Refused(f"Its {words} has {len(text)} characters; {limit} is the most.")
        if UNPRINTABLE.search(text):
            raise Refused(f"Its {words} has a line break or another control character.")
    if record.website and not _is_web_address(record.website):
        raise Refused(f"“{record.website}” is not a web address.")
    if record.opened_on and record.closed_on and record.closed_on < record.opened_on:
        raise Refused(f"It closed on {record.closed_on}, before it opened on {record.opened_on}.")
    return record


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and "." in (parts.hostname or "")
    except ValueError:
        return False


def read_day(text: str, *, last: bool = False) -> date | None:
    """A date from ``2019``, ``2019-04``, ``2019-04-01`` or a time that begins so; None if empty.

    An imprecise date is the first day it can mean, or with ``last`` the last one. Refused
    for anything else.
    """
    text = text.strip()
    if not text:
        return None
    found = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].*)?)?)?", text, re.ASCII)
    try:
        if not found:
            raise ValueError
        year, month, day = (int(part) if part else None for part in found.groups())
        assert year is not None  # noqa: S101  the pattern has it
        if day:
            return date(year, month or 1, day)
        if not last:
            return date(year, month or 1, 1)
        following = date(year + 1, 1, 1) if (month or 12) == 12 else date(year, month + 1, 1)  # type: ignore[operator]
        return date.fromordinal(following.toordinal() - 1)
    except ValueError:
        raise Refused(f"“{text}” is not a date like 2027-03-31.") from None
