"""A section as JSON values, with what an audience may not see hidden."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from permeate.core.definitions import Definition
from permeate.core.measures.cut.section import Curve, Grid, Section
from permeate.core.measures.disclosure import (
    THRESHOLDS,
    Audience,
    round_half_up,
    shown_count,
    shown_share,
)
from permeate.core.measures.figures import Figure, Number, as_number
from permeate.core.measures.suppression import protect

SMALL_FRACTION = 10**6


def published(one: Definition, section: Section, audience: Audience | None) -> dict[str, Any]:
    """What a cut holds of a measure. Without an audience everything is exact."""
    hiding = audience if one.of_people else None
    return {
        "title": one.title,
        "version": one.version,
        "unit": one.unit,
        "figures": [_figure(name, it, hiding) for name, it in section.figures.items()],
        "tables": _grids(section.grids, audience),
        "curves": [_curve(curve, hiding) for curve in section.curves],
        "lists": section.lists,
        "missing": [_missing(words, count, hiding) for words, count in section.missing.items()],
        "note": section.note,
    }


def _missing(words: str, count: int, audience: Audience | None) -> dict[str, Any]:
    figure = shown_count(count, audience, zero_is_safe=True) if audience else Figure(count)
    return {"what": words, "count": as_number(figure.value)}


def _figure(name: str, figure: Figure, audience: Audience | None) -> dict[str, Any]:
    if audience and figure.known:
        whole = isinstance(figure.value, int) and figure.low is None
        if whole:
            figure = shown_count(int(figure.value or 0), audience, zero_is_safe=True)
        else:
            figure = shown_share(figure, audience)
        if audience is Audience.EXTERNAL:
            figure = figure.noting("")
    shown: dict[str, Any] = {
        "name": name,
        "value": as_number(figure.value),
        "low": as_number(figure.low),
        "high": as_number(figure.high),
        "n": figure.n,
        "status": figure.status.value,
        "note": figure.note,
    }
    if isinstance(figure.value, Fraction) and figure.value.denominator <= SMALL_FRACTION:
        shown["exact"] = str(figure.value)
    return shown


def _grids(grids: Sequence[Grid], audience: Audience | None) -> list[dict[str, Any]]:
    shown = [_grid(grid, audience) for grid in grids]
    if not any(one["hidden"] for one in shown):
        return shown
    return [
        {"name": grid.name, "rows": [], "columns": [], "cells": [], "hidden": True}
        if grid.behind
        else one
        for grid, one in zip(grids, shown, strict=True)
    ]


def _grid(grid: Grid, audience: Audience | None) -> dict[str, Any]:
    used = [r for r, row in enumerate(grid.cells) if sum(row)]
    across = [c for c in range(len(grid.columns)) if any(row[c] for row in grid.cells)]
    cells = [[grid.cells[r][c] for c in across] for r in used]
    frame = {
        "name": grid.name,
        "rows": [grid.rows[r] for r in used],
        "columns": [grid.columns[c] for c in across],
    }
    if not cells or audience is None or not grid.people:
        return frame | _totals(cells)
    shown = protect(cells, THRESHOLDS[audience], zeros_are_safe=True)
    rounding = audience is Audience.EXTERNAL
    return frame | {
        "cells": [_rounded(row, rounding) for row in shown.cells],
        "row_totals": _rounded(shown.rows, rounding),
        "column_totals": _rounded(shown.columns, rounding),
        "total": _rounded([shown.total], rounding)[0],
        "hidden": shown.hides,
    }


def _totals(cells: Sequence[Sequence[int]]) -> dict[str, Any]:
    return {
        "cells": [list(row) for row in cells],
        "row_totals": [sum(row) for row in cells],
        "column_totals": [sum(column) for column in zip(*cells, strict=True)],
        "total": sum(map(sum, cells)),
        "hidden": False,
    }


def _rounded(values: Sequence[int | None], rounding: bool) -> list[int | None]:
    return [
        int(round_half_up(value)) if rounding and value is not None else value for value in values
    ]


def _curve(curve: Curve, audience: Audience | None) -> dict[str, Any]:
    """The steps with enough still watched; where few are, a step shows one person."""
    least = THRESHOLDS[audience] if audience else 0
    outside = audience is Audience.EXTERNAL
    keep = [step for step, risk in enumerate(curve.at_risk) if risk >= least]

    def kept(values: Sequence[Number | None]) -> list[float | int | None]:
        numbers = [as_number(values[step]) for step in keep] if len(values) else []
        return [one if one is None or not outside else round(one, 2) for one in numbers]

    return {
        "name": curve.name,
        "times": kept(curve.times),
        "values": kept(curve.values),
        "low": kept(curve.low),
        "high": kept(curve.high),
        "at_risk": _rounded([curve.at_risk[step] for step in keep], outside),
        "hidden": len(keep) < len(curve.at_risk),
    }
