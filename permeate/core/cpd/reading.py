"""A scheme from the text of its file; every fault is named with its line."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from typing import Any

from permeate.core.cpd.building import build
from permeate.core.cpd.format import TABLES, TOP, Table
from permeate.core.cpd.lines import Path, line_at, lines_of
from permeate.core.cpd.linting import lint
from permeate.core.cpd.scheme import Scheme
from permeate.core.refusals import Refused

LONGEST = 200_000


@dataclass(frozen=True)
class Fault:
    """What is wrong, on which line (from 1)."""

    line: int
    words: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.words}"


class Unreadable(Refused):
    """A scheme's text has faults; the reason lists them all."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = faults


def read_scheme(text: str) -> Scheme:
    """The scheme of a TOML text; Unreadable, with every fault and its line."""
    if len(text) > LONGEST:
        raise Unreadable([Fault(1, f"is longer than {LONGEST:,} characters.")])
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise Unreadable([_broken(str(error), text)]) from error
    lines = lines_of(text)
    told = _told(data) or lint(data)
    if told:
        faults = [Fault(line_at(lines, path), words) for path, words in told]
        raise Unreadable(sorted(faults, key=lambda fault: fault.line))
    return build(data)


def _broken(error: str, text: str) -> Fault:
    at = re.search(r"\(at line (\d+), column \d+\)", error)
    line = int(at[1]) if at else max(1, len(text.splitlines()))
    return Fault(line, f"is not TOML: {error.split(' (at ')[0].lower()}.")


def _told(data: Mapping[str, Any]) -> list[tuple[Path, str]]:
    """Faults of shape: keys that are missing, unknown or hold something else."""
    names = {table.name: table for table in TABLES}
    told = _table(TOP, {key: one for key, one in data.items() if key not in names}, ())
    for table in TABLES:
        if table.name in data:
            told += _present(table, data[table.name])
        elif table.required:
            told.append(((), f"there is no [{table.name}]: {table.words}."))
    return told


def _present(table: Table, value: Any) -> list[tuple[Path, str]]:
    brackets = f"[[{table.name}]]" if table.many else f"[{table.name}]"
    if table.many:
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            return [((table.name,), f"“{table.name}” must be written as {brackets}.")]
        return [
            told for at, one in enumerate(value) for told in _table(table, one, (table.name, at))
        ]
    if not isinstance(value, dict):
        return [((table.name,), f"“{table.name}” must be written as {brackets}.")]
    return _table(table, value, (table.name,))


def _table(table: Table, data: Mapping[str, Any], at: Path) -> list[tuple[Path, str]]:
    told: list[tuple[Path, str]] = [
        (at, f"“{key.name}” is missing: {key.words}.")
        for key in table.keys
        if key.required and key.name not in data
    ]
    for name, value in data.items():
        known = table.by_name.get(name)
        if not known:
            told.append(
                ((*at, name), f"“{name}” is not a key {_here(table)}. {_hint(table, name)}")
            )
        elif not known.sort.fits(value):
            shown = f", not “{value}”" if isinstance(value, str | int | Decimal | date) else ""
            told.append(((*at, name), f"“{name}” must be {known.sort.words}{shown}."))
    return told


def _here(table: Table) -> str:
    return f"of [{table.name}]" if table.name else "of a scheme"


def _hint(table: Table, name: str) -> str:
    names = [*table.by_name, *([] if table.name else [one.name for one in TABLES])]
    near = get_close_matches(name, names, 1)
    return f"Did you mean “{near[0]}”?" if near else f"Known are {', '.join(names)}."
