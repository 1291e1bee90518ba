"""Rows of a log become activities; each fault is told with its line."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from permeate.core.cpd.activities import SCALE, Activity, activity
from permeate.core.cpd.vocabulary import predicate_name, type_name

MOST_HOURS = 9_999


@dataclass(frozen=True)
class Column:
    """A column of a log."""

    words: str
    pattern: str = ""


AMOUNT = r"^\s*(\d+(\.\d{1,2})?)?\s*$"
COLUMNS = {
    "date": Column("the day, or the last day, as 2026-01-31 or 31/01/2026"),
    "hours": Column("hours without breaks and ordinary duties; empty for a record", AMOUNT),
    "type": Column("the sort of activity, such as shadowing, course or reading"),
    "title": Column("what it was"),
    "predicates": Column(
        "what is true of it, separated by “;”, such as verifiable; “?” after one says it is not "
        "known"
    ),
    "evidence": Column("where the evidence is; empty where there is none"),
    "reflection": Column("what was learned; empty where nothing is written yet"),
    "confirmed_by": Column("who confirms it; empty where nobody does"),
}
OPTIONAL = {
    "points": Column("points or credits the body or provider gave it", AMOUNT),
    "objective": Column("what it was meant to achieve"),
    "code": Column("the part of the body's code or standards it concerns"),
}
FIELDS = ("evidence", "reflection", "confirmed_by", "objective", "code")


@dataclass(frozen=True)
class Fault:
    """What is wrong in which line; line 1 is the heading."""

    line: int
    words: str


def activities_from(
    heading: Sequence[str], rows: Iterable[tuple[int, Sequence[str]]]
) -> tuple[list[Activity], list[Fault]]:
    """Activities of all rows that can be read, and the faults of the others.

    ``rows`` are (line, cells); a row without any text is passed over.
    """
    names = [name.strip().lower().replace(" ", "_") for name in heading]
    faults = _heading_faults(names)
    if faults:
        return [], faults
    done: list[Activity] = []
    for line, cells in rows:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(names):
            faults.append(Fault(line, f"has {len(cells)} cells; the heading has {len(names)}."))
            continue
        found, words = read_row(dict(zip(names, cells, strict=False)), line)
        if found:
            done.append(found)
        faults += [Fault(line, one) for one in words]
    return done, faults


def _heading_faults(names: Sequence[str]) -> list[Fault]:
    missing = [name for name in COLUMNS if name not in names]
    strange = [name for name in names if name and name not in COLUMNS and name not in OPTIONAL]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    faults = []
    if missing:
        faults.append(Fault(1, f"has no column {', '.join(f'“{name}”' for name in missing)}."))
    if strange:
        known = ", ".join([*COLUMNS, *OPTIONAL])
        faults.append(Fault(1, f"column “{strange[0]}” is not one of {known}."))
    if twice:
        faults.append(Fault(1, f"column “{twice[0]}” is there twice."))
    return faults


def read_row(row: Mapping[str, str], line: int | str) -> tuple[Activity | None, list[str]]:
    """The activity, or None and what is wrong with the row, in words."""
    cell = {name: (row.get(name) or "").strip() for name in (*COLUMNS, *OPTIONAL)}
    faults: list[str] = []
    on = _day(cell["date"], faults)
    hours = _amount("hours", cell["hours"] or "0", faults)
    points = _amount("points", cell["points"], faults) if cell["points"] else None
    sort = _type(cell["type"], faults)
    yes, maybe = _predicates(cell["predicates"], faults)
    if not cell["title"]:
        faults.append("“title” is empty: say what it was.")
    if faults or on is None or hours is None:
        return None, faults
    fields = frozenset(name for name in FIELDS if cell[name])
    title = cell["title"]
    return activity(
        on, hours, sort, title, yes=yes, maybe=maybe, fields=fields, points=points, row=line
    ), []


def _day(text: str, faults: list[str]) -> date | None:
    british = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    try:
        if british:
            day, month, year = (int(part) for part in british.groups())
            return date(year, month, day)
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}( 00:00:00)?", text):
            return date.fromisoformat(text[:10])
    except ValueError:
        pass
    faults.append(f"“date” must be a date such as 2026-01-31, not “{text}”.")
    return None


def _amount(name: str, text: str, faults: list[str]) -> int | None:
    try:
        value = Decimal(text) * SCALE
        if not value.is_finite() or value != value.to_integral_value():
            raise InvalidOperation
    except InvalidOperation:
        faults.append(f"“{name}” must be a number such as 7 or 6.5, not “{text}”.")
        return None
    if not 0 <= value <= MOST_HOURS * SCALE:
        faults.append(f"“{name}” must be from 0 to {MOST_HOURS}, not {text}.")
        return None
    return int(value)


def _type(text: str, faults: list[str]) -> str:
    if not text:
        faults.append("“type” is empty: say what sort of activity it was.")
        return ""
    try:
        return type_name(text)
    except ValueError as fault:
        faults.append(str(fault))
        return ""


def _predicates(text: str, faults: list[str]) -> tuple[frozenset[str], frozenset[str]]:
    yes, maybe = set[str](), set[str]()
    for part in text.split(";"):
        name = part.strip()
        if not name.rstrip("?").strip():
            continue
        try:
            (maybe if name.endswith("?") else yes).add(predicate_name(name.rstrip("? ")))
        except ValueError as fault:
            faults.append(str(fault))
    return frozenset(yes), frozenset(maybe - yes)
