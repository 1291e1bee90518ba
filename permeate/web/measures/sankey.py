"""Flows between homes and hosts as bands; the matrix in the table is the primary form."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from permeate.web.measures.charts import WIDTH, svg, text

COLOURS = ("#0b4f4a", "#1d70b8", "#594d00", "#4c2c92", "#912b88", "#6f2c0b", "#505a5f", "#383f43")
HEIGHT = 240
GAP = 24  # room for a label over each bar
BAR = 10
TOP = 18
End = tuple[float, float]


def sankey(grid: Mapping[str, Any], names: Mapping[str, str], *, title: str, name: str) -> Markup:
    """Bands from homes (left) to hosts (right), as wide as people are many; hidden ones are not
    drawn."""
    cells = [[cell or 0 for cell in row] for row in grid["cells"]]
    total = sum(map(sum, cells))
    if not total:
        return Markup("")
    scale = (HEIGHT - GAP * max(len(grid["rows"]), len(grid["columns"]))) / total
    left = _stack([sum(row) for row in cells], scale)
    right = _stack([sum(column) for column in zip(*cells, strict=True)], scale)
    parts = [_band(*band) for band in _bands(cells, left, right, scale)]
    for side, ends, labels in ((0, left, grid["rows"]), (1, right, grid["columns"])):
        for place, ((y, size), code) in enumerate(zip(ends, labels, strict=True)):
            if size:
                parts += _bar(side, y, size, names[code], COLOURS[place % len(COLOURS)])
    height = max(y + size for y, size in (*left, *right)) + 8
    head = f"{title}: homes on the left, hosts on the right"
    return svg(height, head, name, parts)


def _stack(totals: Sequence[int], scale: float) -> list[End]:
    ends, y = [], float(TOP)
    for total in totals:
        ends.append((y, total * scale))
        y += total * scale + (GAP if total else 0)
    return ends


def _bands(
    cells: Sequence[Sequence[int]], left: Sequence[End], right: Sequence[End], scale: float
) -> list[tuple[float, float, float, str]]:
    """(top at left, top at right, width, colour) of each flow."""
    used = [y for y, _ in right]
    bands = []
    for i, row in enumerate(cells):
        y = left[i][0]
        for j, cell in enumerate(row):
            if cell:
                bands.append((y, used[j], cell * scale, COLOURS[i % len(COLOURS)]))
                y += cell * scale
                used[j] += cell * scale
    return bands


def _band(y1: float, y2: float, width: float, colour: str) -> Markup:
    x1, x2 = BAR, WIDTH - BAR
    middle = (x1 + x2) / 2
    return Markup(
        '<path d="M{0},{3:.1f} C{2},{3:.1f} {2},{4:.1f} {1},{4:.1f} L{1},{6:.1f} '
        'C{2},{6:.1f} {2},{5:.1f} {0},{5:.1f} Z" fill="{7}" fill-opacity="0.35"/>'
    ).format(x1, x2, middle, y1, y2, y1 + width, y2 + width, colour)


def _bar(side: int, y: float, size: float, words: str, colour: str) -> list[Markup]:
    x = side * (WIDTH - BAR)
    bar = Markup('<rect x="{}" y="{:.1f}" width="{}" height="{:.1f}" fill="{}"/>').format(
        x, y, BAR, max(size, 1), colour if side == 0 else "#0b0c0c"
    )
    return [bar, text(side * WIDTH, y - 5, words, anchor="end" if side else "start")]
