"""A stored cut in words: figures, tables, curves."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from permeate.core.definitions import DEFINITIONS, Definition
from permeate.core.topics import topic_words as topic
from permeate.core.vocabulary import LABELS, Sector
from permeate.models import MeasureCut
from permeate.web.presenting import day

HIDDEN = "Hidden"
CODES = {sector.value: LABELS[sector] for sector in Sector} | {"UNKNOWN": "Not known"}
CODE = re.compile(rf"\b({'|'.join(CODES)})\b")
STATUS = {
    "suppressed": "Hidden: few people",
    "not enough data": "Not enough data",
    "not defined": "Not defined",
}
STEPS_SHOWN = 8


@dataclass(frozen=True)
class FigureRow:
    """One figure in words; ``value`` says why where there is none."""

    name: str
    value: str
    interval: str
    n: str
    note: str
    known: bool


@dataclass(frozen=True)
class Shown:
    """One measure of a cut, ready for a page."""

    definition: Definition
    version: int
    figures: list[FigureRow]
    tables: list[dict[str, Any]]
    curves: list[dict[str, Any]]
    lists: list[tuple[str, list[str]]]
    missing: list[str]
    note: str


def shown(cut: MeasureCut, key: str) -> Shown:
    """A measure of a cut in words, as it was defined then."""
    one = cut.content["measures"][key]
    return Shown(
        DEFINITIONS[key],
        one["version"],
        [figure_row(figure) for figure in one["figures"]],
        [table(grid) for grid in one["tables"]],
        [steps(curve) for curve in one["curves"]],
        [(sentence(name), [topic(word) for word in words]) for name, words in one["lists"].items()],
        [_missing(lack) for lack in one["missing"] if lack["count"] != 0],
        one["note"],
    )


def every(cut: MeasureCut) -> list[Shown]:
    """All measures of a cut, in order."""
    return [shown(cut, key) for key in DEFINITIONS if key in cut.content["measures"]]


def figure_row(figure: Mapping[str, Any]) -> FigureRow:
    """A figure in words."""
    known = figure["status"] == "value"
    interval = ""
    if known and figure["low"] is not None and figure["high"] is not None:
        interval = f"{number(figure['low'])} to {number(figure['high'])}"
    return FigureRow(
        sentence(figure["name"]),
        number(figure["value"]) if known else STATUS[figure["status"]],
        interval,
        number(figure["n"]) if known else "",
        figure["note"],
        known,
    )


def number(value: float) -> str:
    """``1,250``, ``0.43`` or ``12.5``: no more places than say something."""
    if isinstance(value, int) or float(value).is_integer():
        return f"{int(value):,}"
    places = 2 if abs(value) < 10 else 1
    if 0 < abs(value) < 0.095:
        places = 3
    return f"{value:,.{places}f}".replace("-", "−")


def sentence(words: str) -> str:
    """Words with a capital, sectors by their names."""
    named = CODE.sub(lambda code: CODES[code.group()], words)
    return named[:1].upper() + named[1:]


def table(grid: Mapping[str, Any]) -> dict[str, Any]:
    """A table of counts in words, its totals as the last column and row."""
    shown = {
        "name": sentence(grid["name"]),
        "hidden": grid["hidden"],
        "columns": [sentence(name) for name in grid["columns"]],
        "rows": [],
    }
    if not grid["rows"]:
        return shown
    for name, cells, total in zip(grid["rows"], grid["cells"], grid["row_totals"], strict=True):
        shown["rows"].append({"name": sentence(name), "cells": _cells([*cells, total])})
    last = [*grid["column_totals"], grid["total"]]
    shown["rows"].append({"name": "All", "cells": _cells(last), "last": True})
    return shown


def _cells(values: Sequence[int | None]) -> list[str]:
    return [HIDDEN if value is None else f"{value:,}" for value in values]


def steps(curve: Mapping[str, Any]) -> dict[str, Any]:
    """A step curve's numbers at some of its steps, evenly picked, the last included."""
    count = len(curve["times"])
    picked = sorted({round(i * (count - 1) / (STEPS_SHOWN - 1)) for i in range(STEPS_SHOWN)})
    rows = []
    for step in picked if count else ():
        low, high = (curve[end][step] if curve[end] else None for end in ("low", "high"))
        ends = "" if low is None or high is None else f"{number(low)} to {number(high)}"
        rows.append(
            {
                "day": curve["times"][step],
                "value": number(curve["values"][step]),
                "interval": ends,
                "at_risk": curve["at_risk"][step],
            }
        )
    return {
        "name": sentence(curve["name"]),
        "rows": rows,
        "hidden": curve["hidden"],
        "ends": any(row["interval"] for row in rows),
    }


def _missing(lack: Mapping[str, Any]) -> str:
    return f"{lack['what']}: {'few' if lack['count'] is None else lack['count']}."


def quarter_words(at: date) -> str:
    """``to 30 September 2026``."""
    return f"to {day(at)}"


def headline(one: Shown) -> FigureRow | None:
    """The first figure that has a value, else the first."""
    return next((row for row in one.figures if row.known), one.figures[0] if one.figures else None)


# A question of the report, and the measures that answer it.
REPORT: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("What came in and what went out", ("M1", "M2")),
    ("Where we are one-sided", ("M3", "M9")),
    ("What was shared, how soon and how far", ("M4", "M5", "M6")),
    ("What was decided", ("M7", "M10")),
    ("What changed", ("M14", "M15", "M13")),
    ("Which needs are covered", ("M11",)),
    ("What the guidance rests on", ("M16",)),
    ("On how few it hangs", ("M8", "M12")),
    ("How much is known", ("M18", "M17")),
)


def report(cut: MeasureCut) -> list[tuple[str, list[Shown]]]:
    """The report's chapters."""
    there = cut.content["measures"]
    return [(words, [shown(cut, key) for key in keys if key in there]) for words, keys in REPORT]


def csv_lines(cut: MeasureCut) -> Iterator[tuple[Any, ...]]:
    """Every figure and every cell of a cut, one a line."""
    for key, one in cut.content["measures"].items():
        for it in one["figures"]:
            yield (
                key, one["version"], it["name"], "", it["value"], it["low"], it["high"],
                it["n"], it["status"], it["note"],
            )  # fmt: skip
        for grid in one["tables"]:
            for row, cells in zip(grid["rows"], grid["cells"], strict=True):
                for column, cell in zip(grid["columns"], cells, strict=True):
                    status = "suppressed" if cell is None else "value"
                    where = f"{row} → {column}"
                    yield key, one["version"], grid["name"], where, cell, None, None, "", status, ""


CSV_HEADER = (
    "Measure", "Version", "Figure", "Cell", "Value", "Low", "High", "n", "Status", "Note",
)  # fmt: skip
