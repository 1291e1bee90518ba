"""Logs in and out: rows of a file as activities to keep, activities as rows and statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from permeate.core.cpd.rows import COLUMNS, OPTIONAL, Fault, activities_from
from permeate.core.cpd.vocabulary import type_words

COLUMNS_OUT = (*COLUMNS, *OPTIONAL)
VERB = "http://adlnet.gov/expapi/verbs/completed"
TYPE = "http://id.tincanapi.com/activitytype/cpd"
LANGUAGE = "en-GB"
LONGEST = {"title": 200, "evidence": 500, "confirmed_by": 200, "code": 200, "type": 40}
LONGEST_TEXT = 4000


@dataclass(frozen=True)
class Read:
    """One activity of a file."""

    line: int
    occurred_on: date
    hours: Decimal
    points: Decimal | None
    type: str
    title: str
    objective: str
    reflection: str
    evidence: str
    confirmed_by: str
    code: str
    answers: dict[str, bool]


def read_log(rows: Iterable[tuple[int, Sequence[str]]]) -> tuple[list[Read], list[Fault]]:
    """The activities of a file with its heading, and every fault with its line."""
    lines = iter(rows)
    first = next(lines, None)
    if first is None:
        return [], [Fault(1, "is empty; the first line names the columns.")]
    heading = [name.strip().lower().replace(" ", "_") for name in first[1]]
    kept = list(lines)
    done, faults = activities_from(first[1], kept)
    cells = {line: dict(zip(heading, row, strict=False)) for line, row in kept}
    read = []
    for one in done:
        row = {name: cells[int(one.row)].get(name, "").strip() for name in COLUMNS_OUT}
        faults += [
            Fault(int(one.row), f"“{name}” is longer than {most} characters.")
            for name in row
            if len(row[name]) > (most := LONGEST.get(name, LONGEST_TEXT))
        ]
        read.append(
            Read(
                line=int(one.row),
                occurred_on=one.on,
                hours=Decimal(one.hours) / 100,
                points=None if one.points is None else Decimal(one.points) / 100,
                type=one.shape.type,
                title=row["title"],
                objective=row["objective"],
                reflection=row["reflection"],
                evidence=row["evidence"],
                confirmed_by=row["confirmed_by"],
                code=row["code"],
                answers=dict.fromkeys(sorted(one.shape.yes - {"objective", "code-link"}), True),
            )
        )
    return read, sorted(faults, key=lambda fault: fault.line)


def row_out(
    *,
    occurred_on: date,
    hours: Decimal,
    points: Decimal | None,
    type: str,  # noqa: A002  the column's name
    answers: Mapping[str, bool],
    **texts: str,
) -> dict[str, str]:
    """An activity as a row of the exchange format; read again it is the same."""
    row = {
        "date": occurred_on.isoformat(),
        "hours": f"{hours:f}",
        "type": type,
        "predicates": ";".join(name for name, holds in sorted(answers.items()) if holds),
        "points": "" if points is None else f"{points:f}",
        **texts,
    }
    return {name: row[name] for name in COLUMNS_OUT}


def statement(
    *,
    person: str,
    service: str,
    address: str,
    at: datetime,
    occurred_on: date,
    hours: Decimal,
    type: str,  # noqa: A002
    title: str,
    reflection: str,
    **_: Any,
) -> dict[str, Any]:
    """An xAPI 1.0.3 statement. The actor is an account of this service, not an address."""
    result: dict[str, Any] = {"completion": True}
    if hours:
        result["duration"] = duration(hours)
    if reflection:
        result["response"] = reflection
    return {
        "actor": {"objectType": "Agent", "account": {"homePage": service, "name": person}},
        "verb": {"id": VERB, "display": {LANGUAGE: "completed"}},
        "object": {
            "objectType": "Activity",
            "id": address,
            "definition": {
                "type": TYPE,
                "name": {LANGUAGE: title},
                "description": {LANGUAGE: type_words(type)},
            },
        },
        "result": result,
        "timestamp": f"{occurred_on.isoformat()}T12:00:00Z",
        "stored": at.isoformat(),
    }


def duration(hours: Decimal) -> str:
    """Hours as an ISO 8601 duration, to the second: 7.5 is PT7H30M."""
    seconds = int(hours * 3600)
    parts = ((seconds // 3600, "H"), (seconds % 3600 // 60, "M"), (seconds % 60, "S"))
    return "PT" + "".join(f"{count}{letter}" for count, letter in parts if count)
