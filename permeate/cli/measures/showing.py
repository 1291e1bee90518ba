"""A cut for a terminal."""

from collections.abc import Iterator
from typing import Any

LONGEST = 58


def as_text(cut: dict[str, Any]) -> str:
    """Every measure with its figures, tables and what is missing."""
    return "\n".join(_lines(cut))


def _lines(cut: dict[str, Any]) -> Iterator[str]:
    yield f"Known at the end of {cut['at']}; flows from {cut['since']}; {cut['events']} events."
    for key, one in cut["measures"].items():
        yield ""
        yield f"{key} {one['title']} (version {one['version']}; {one['unit']})"
        for figure in one["figures"]:
            yield f"  {figure['name'][:LONGEST]:{LONGEST}} {_words(figure)}"
        for table in one["tables"]:
            yield from _table(table)
        for name, words in one["lists"].items():
            yield f"  {name}: {', '.join(words) or 'none'}"
        for lack in one["missing"]:
            yield f"  {lack['what']}: {'few' if lack['count'] is None else lack['count']}"
        if one["note"]:
            yield f"  {one['note']}"


def _words(figure: dict[str, Any]) -> str:
    if figure["status"] != "value":
        return figure["note"] if figure["status"] in figure["note"] else _status(figure)
    ends = "" if figure["low"] is None else f" [{figure['low']:.4g}, {figure['high']:.4g}]"
    note = f"  {figure['note']}" if figure["note"] else ""
    return f"{figure['value']:.6g}{ends} n={figure['n']}{note}"


def _status(figure: dict[str, Any]) -> str:
    return f"{figure['status']}: {figure['note']}" if figure["note"] else figure["status"]


def _table(table: dict[str, Any]) -> Iterator[str]:
    yield f"  {table['name']}{' (some numbers are hidden)' if table['hidden'] else ''}"
    rows = [["", *table["columns"]]]
    rows += [
        [name, *("hidden" if cell is None else str(cell) for cell in cells)]
        for name, cells in zip(table["rows"], table["cells"], strict=True)
    ]
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for row in rows if len(rows) > 1 else ():
        cells = [
            row[0].ljust(widths[0]),
            *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True)),
        ]
        yield "    " + "  ".join(cells)
