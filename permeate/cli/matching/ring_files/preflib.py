"""PrefLib's `.wmd` with the `.dat` beside it, in its older and its newer form.

Older: `vertices,arcs`, a line `number,name` a vertex, then `from,to,weight`, ends from 0.
Newer: lines `# ALTERNATIVE NAME i: name`, then `from, to, weight`, ends from 1. Vertices are
told by the number that the file's arcs use.
"""

import csv
import re
from pathlib import Path

from permeate.cli.matching.ring_files.rows import (
    Arcs,
    RingFile,
    bad_row,
    lines_of,
    number,
    whole,
)

NAME = re.compile(r"#\s*ALTERNATIVE NAME\s+(\d+)\s*:\s*(.*)", re.IGNORECASE)


def read_wmd(path: Path) -> RingFile:
    """Read the file, and which vertices start chains from the `.dat` or from their names."""
    lines = lines_of(path)
    newer = any(NAME.match(line) for line in lines)
    names, begin = _newer_names(lines) if newer else _older_names(path, lines)
    if not names:
        raise bad_row(path, 1, "this is not a .wmd file: it names no vertices.")
    starts_chains = _altruists(path.with_suffix(".dat"), names)
    first = 1 if newer else 0
    order = sorted(range(len(names)), key=lambda vertex: (starts_chains[vertex], vertex))
    place = {vertex: at for at, vertex in enumerate(order)}
    arcs = Arcs.none()
    for line, text in enumerate(lines[begin:], begin + 1):
        if not text.strip() or text.startswith("#"):
            continue
        cells = text.split(",")
        if len(cells) != 3:
            raise bad_row(path, line, f"an arc is from,to,weight, not “{text.strip()}”.")
        ends = [whole(path, line, cells[at], what) - first for at, what in ((0, "from"), (1, "to"))]
        for end in ends:
            if end not in place:
                raise bad_row(path, line, f"there is no vertex {end + first}.")
        weight = number(path, line, cells[2], "weight")
        arcs.add(path, line, place[ends[0]], place[ends[1]], weight)
    givers = sum(starts_chains)
    told = [vertex + first for vertex in order]
    return RingFile(*_spread(arcs, len(names) - givers, givers, told))


def _spread(arcs: Arcs, releases: int, givers: int, names: list[int]) -> tuple:  # type: ignore[type-arg]
    graph, weights, failure = arcs.graph(releases, givers)
    return graph, names, weights, failure


def _newer_names(lines: list[str]) -> tuple[list[str], int]:
    found = [match for line in lines if (match := NAME.match(line))]
    names = [match[2].strip() for match in sorted(found, key=lambda match: int(match[1]))]
    begin = next((at for at, line in enumerate(lines) if not line.startswith("#")), len(lines))
    return names, begin


def _older_names(path: Path, lines: list[str]) -> tuple[list[str], int]:
    head = (lines or [""])[0].split(",")
    if len(head) != 2:
        raise bad_row(path, 1, "the first line is vertices,arcs.")
    count = whole(path, 1, head[0], "the number of vertices")
    names = []
    for line, text in enumerate(lines[1 : count + 1], 2):
        cells = text.split(",", 1)
        if len(cells) != 2 or whole(path, line, cells[0], "a vertex") != line - 1:
            raise bad_row(path, line, f"vertex {line - 1} is expected here: number,name.")
        names.append(cells[1].strip())
    if len(names) != count:
        raise bad_row(path, len(lines), f"{count} vertices are announced, {len(names)} listed.")
    return names, count + 1


def _altruists(path: Path, names: list[str]) -> list[bool]:
    """Whether each vertex starts chains."""
    if not path.exists():
        return ["pair" not in name.lower() for name in names]
    marks: dict[int, bool] = {}
    for line, cells in enumerate(csv.reader(lines_of(path)), 1):
        if line == 1:
            if not cells or cells[-1].strip().lower() != "altruist":
                raise bad_row(path, 1, "the last column is Altruist.")
            continue
        if not cells:
            continue
        if cells[-1].strip() not in ("0", "1"):
            raise bad_row(path, line, f"Altruist is 0 or 1, not “{cells[-1].strip()}”.")
        marks[whole(path, line, cells[0], "a vertex")] = cells[-1].strip() == "1"
    missing = [vertex for vertex in range(1, len(names) + 1) if vertex not in marks]
    if missing:
        raise bad_row(path, len(marks) + 1, f"vertex {missing[0]} of the .wmd is missing.")
    return [marks[vertex] for vertex in range(1, len(names) + 1)]
