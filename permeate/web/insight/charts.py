"""A bar chart as plain SVG, drawn here: no script, no style, text that scales with the page."""

from collections.abc import Mapping, Sequence

from markupsafe import Markup, escape

from permeate.core.insight import HIDDEN_CELL, Column

WIDTH = 400
LABEL = 20
BAR = 18
GAP = 10
ROOM_FOR_NUMBER = 70
SERIES = (("In", "#0b4f4a"), ("Out", "#5694ca"))


def bars(groups: Mapping[str, str], columns: Sequence[Column], *, title: str) -> Markup:
    """Two bars for each group that has anybody; a hidden number is said, not drawn.

    ``groups`` gives words by code. The table beside it is the text alternative, and its
    numbers stand at the bars too, so that colour carries nothing alone.
    """
    used = [code for code in groups if any(column.cells[code] != 0 for column in columns)]
    if not used:
        return Markup("")
    numbers = [column.cells[code] or 0 for column in columns for code in used]
    scale = (WIDTH - ROOM_FOR_NUMBER) / max([*numbers, 1])
    step = LABEL + len(columns) * (BAR + 2) + GAP
    parts = [
        _group(groups[code], [column.cells[code] for column in columns], scale, step * place)
        for place, code in enumerate(used)
    ]
    height = step * len(used)
    return Markup(
        '<svg class="permeate-chart" viewBox="0 0 {} {}" role="img" aria-labelledby="chart-title"'
        ' focusable="false"><title id="chart-title">{}. The same numbers are in the table.'
        "</title>{}</svg>"
    ).format(WIDTH, height, title, Markup("").join(parts))


def _group(words: str, counts: Sequence[int | None], scale: float, top: float) -> Markup:
    parts = [_text(0, top + LABEL - 5, words, bold=True)]
    for place, ((name, colour), count) in enumerate(zip(SERIES, counts, strict=True)):
        y = top + LABEL + place * (BAR + 2)
        length = (count or 0) * scale
        number = HIDDEN_CELL if count is None else str(count)
        if length:
            parts.append(
                Markup('<rect x="0" y="{}" width="{:.1f}" height="{}" fill="{}"/>').format(
                    y, length, BAR, colour
                )
            )
        parts.append(_text(length + 5 if length else 0, y + BAR - 4, f"{name} {number}"))
    return Markup("").join(parts)


def _text(x: float, y: float, words: str, *, bold: bool = False) -> Markup:
    weight = Markup(' font-weight="700"') if bold else Markup("")
    return Markup('<text x="{:.1f}" y="{:.1f}" font-size="14" fill="#0b0c0c"{}>{}</text>').format(
        x, y, weight, escape(words)
    )
