"""Step curves and intervals as plain SVG: no script, no style, the numbers in a table beside."""

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

WIDTH = 400
LEFT, RIGHT, TOP = 32, 8, 10
HEIGHT = 170
GREEN, BLUE, GREY, BLACK = "#0b4f4a", "#1d70b8", "#b1b4b6", "#0b0c0c"
COLOURS = (GREEN, BLUE)
TICKS = 4
LINE = 22
SAME = "The same numbers are in the table."


def svg(height: float, title: str, name: str, parts: Sequence[Markup]) -> Markup:
    """The frame: scales with the page; its title says what it shows and where the numbers are."""
    return Markup(
        '<svg class="permeate-chart" viewBox="0 0 {} {:.0f}" role="img" aria-labelledby="{}"'
        ' focusable="false"><title id="{}">{}. {}</title>{}</svg>'
    ).format(WIDTH, height, name, name, title, SAME, Markup("").join(parts))


def text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12) -> Markup:
    """Words at a place."""
    return Markup(
        '<text x="{:.1f}" y="{:.1f}" font-size="{}" fill="#0b0c0c" text-anchor="{}">{}</text>'
    ).format(x, y, size, anchor, words)


def line(x1: float, y1: float, x2: float, y2: float, colour: str, width: float = 1) -> Markup:
    """A straight line."""
    return Markup(
        '<line x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}" stroke="{}" stroke-width="{}"/>'
    ).format(x1, y1, x2, y2, colour, width)


def curves(every: Sequence[Mapping[str, Any]], *, title: str, name: str) -> Markup:
    """Step curves from day 0, with the numbers still watched beneath the days."""
    drawn = [one for one in every if one["times"]]
    if not drawn:
        return Markup("")
    last = max(max(one["times"]) for one in drawn) or 1
    bottom = TOP + HEIGHT

    def x(day: float) -> float:
        return LEFT + (WIDTH - LEFT - RIGHT) * day / last

    def y(share: float) -> float:
        return bottom - HEIGHT * share

    parts = _axes(last, x, y, bottom)
    height = bottom + 36
    for place, one in enumerate(drawn):
        colour = COLOURS[place % len(COLOURS)]
        parts += _curve(one, x, y, colour)
        parts.append(line(LEFT, height - 4, LEFT + 18, height - 4, colour, 3))
        parts.append(text(LEFT + 24, height, f"{one['name']}; still watched:"))
        for day in _days(last):
            risk = _at_risk(one, day)
            parts.append(text(x(day), height + 16, risk, anchor=_anchor(day, last)))
        height += 40
    return svg(height - 14, title, name, parts)


def _days(last: int) -> list[int]:
    return [round(last * part / TICKS) for part in range(TICKS + 1)]


def _anchor(day: int, last: int) -> str:
    return "start" if day == 0 else "end" if day == last else "middle"


def _axes(last: int, x: Any, y: Any, bottom: float) -> list[Markup]:
    parts = []
    for share in (0, 0.5, 1):
        parts.append(line(LEFT, y(share), WIDTH - RIGHT, y(share), GREY))
        parts.append(text(LEFT - 5, y(share) + 4, f"{share:g}", anchor="end"))
    for day in _days(last):
        words = f"day {day}" if day == last else str(day)
        parts.append(text(x(day), bottom + 15, words, anchor=_anchor(day, last)))
    return parts


def _at_risk(curve: Mapping[str, Any], day: int) -> str:
    """How many were still watched at the first step on or after a day."""
    steps = zip(curve["times"], curve["at_risk"], strict=True)
    return next((str(risk) for time, risk in steps if time >= day), "–")


def _curve(curve: Mapping[str, Any], x: Any, y: Any, colour: str) -> list[Markup]:
    rises = curve["values"][-1] >= curve["values"][0] and curve["name"][0].islower()
    start = 0.0 if rises else 1.0
    parts = []
    if curve["low"] and None not in curve["low"] and None not in curve["high"]:
        there = _steps(curve["times"], curve["high"], start)
        back = _steps(curve["times"], curve["low"], start)[::-1]
        points = " ".join(f"{x(day):.1f},{y(share):.1f}" for day, share in [*there, *back])
        parts.append(
            Markup('<polygon points="{}" fill="{}" fill-opacity="0.12"/>').format(points, colour)
        )
    points = " ".join(
        f"{x(day):.1f},{y(share):.1f}"
        for day, share in _steps(curve["times"], curve["values"], start)
    )
    parts.append(
        Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="2.5"/>').format(
            points, colour
        )
    )
    return parts


def _steps(
    times: Sequence[int], values: Sequence[float], start: float
) -> list[tuple[float, float]]:
    points, level = [(0.0, start)], start
    for day, value in zip(times, values, strict=True):
        points += [(day, level), (day, value)]
        level = value
    return points


def intervals(figures: Sequence[Mapping[str, Any]], *, title: str, name: str) -> Markup:
    """Shares from 0 to 1 (or −1 to 1) as a dot on the line of their interval."""
    rows = [one for one in figures if _fits(one)]
    if not rows:
        return Markup("")
    least = -1 if any(one["low"] < 0 for one in rows) else 0
    wide = WIDTH - 2 * RIGHT

    def x(share: float) -> float:
        return RIGHT + wide * (share - least) / (1 - least)

    parts, y = [], 16.0
    for one in rows:
        parts.append(text(RIGHT, y, one["name"]))
        parts.append(line(x(least), y + 12, x(1), y + 12, GREY))
        parts.append(line(x(one["low"]), y + 12, x(one["high"]), y + 12, GREEN, 4))
        parts.append(
            Markup('<circle cx="{:.1f}" cy="{:.1f}" r="5.5" fill="{}"/>').format(
                x(one["value"]), y + 12, BLACK
            )
        )
        y += LINE + 16
    parts += [
        text(x(end), y, f"{end:g}".replace("-", "−"), anchor=anchor)
        for end, anchor in ((least, "start"), (1, "end"))
    ]
    return svg(y + 6, title, name, parts)


def _fits(one: Mapping[str, Any]) -> bool:
    ends = one["value"], one["low"], one["high"]
    return one["status"] == "value" and all(end is not None and -1 <= end <= 1 for end in ends)
