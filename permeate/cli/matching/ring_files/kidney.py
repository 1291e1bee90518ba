"""`.input` (releases) with the `.ndds` (givers) beside it.

`.input`: `vertices arcs`, then `from to weight`, ends with `-1 -1 -1`. `.ndds`: `givers
arcs`, then `giver to weight`. Releases keep their number; giver `g` is told as
`vertices + g`, so that no two have one name.
"""

from pathlib import Path

import numpy as np

from permeate.cli.matching.ring_files.rows import RingFile, bad_row, lines_of, number, whole
from permeate.core.matching.rings.problem import Floats, Ints, make_graph

END = ["-1", "-1", "-1"]


def read_input(path: Path) -> RingFile:
    """Read both files; without a `.ndds` there are no givers."""
    releases, pairs, weights = _table(path, None)
    givers, beside = 0, path.with_suffix(".ndds")
    if beside.exists():
        givers, gifts, more = _table(beside, releases)
        gifts[:, 0] += releases
        pairs, weights = np.concatenate([pairs, gifts]), np.concatenate([weights, more])
    graph = make_graph(releases, givers, pairs)
    order = np.argsort(pairs[:, 0] * max(graph.size, 1) + pairs[:, 1], kind="stable")
    return RingFile(graph, range(graph.size), weights[order], np.zeros(len(order)))


def _table(path: Path, releases: int | None) -> tuple[int, Ints, Floats]:
    """How many vertices, the pairs and their weights; ``releases`` for a file of givers."""
    lines = lines_of(path)
    head = (lines or [""])[0].split()
    if len(head) != 2:
        raise bad_row(path, 1, "the first line is two numbers: vertices and arcs.")
    count = whole(path, 1, head[0], "the number of vertices")
    announced = whole(path, 1, head[1], "the number of arcs")
    end = next((at for at, line in enumerate(lines) if line.split() == END), None)
    if end is None:
        raise bad_row(path, len(lines), "the last line -1 -1 -1 is missing: is the file whole?")
    rows = [line.split() for line in lines[1:end]]
    table = _numbers(rows)
    if table is None or not _plausible(table, count, releases):
        _name_bad_row(path, rows, count, releases)
    if table is None or len(rows) != announced:
        raise bad_row(path, 1, f"{announced} arcs are announced, {len(rows)} are there.")
    pairs = table[:, :2].astype(np.int64)
    codes = pairs[:, 0] * (max(count, releases or 0) + 1) + pairs[:, 1]
    order = np.argsort(codes, kind="stable")
    again = order[1:][np.diff(codes[order]) == 0]
    if len(again):
        line = int(again.min()) + 2
        raise bad_row(path, line, "this pair of from and to is there already.")
    return count, pairs, table[:, 2].copy()


def _numbers(rows: list[list[str]]) -> Floats | None:
    """All rows at once, or None where one is not three numbers."""
    if any(len(cells) != 3 for cells in rows):
        return None
    try:
        return np.array(rows, float).reshape(-1, 3)
    except ValueError:
        return None


def _plausible(table: Floats, count: int, releases: int | None) -> bool:
    """Whether every row can be an arc."""
    if not np.isfinite(table).all():
        return False
    tails, heads = table[:, 0], table[:, 1]
    ends = table[:, :2]
    inside = (ends >= 0) & (ends == np.floor(ends))
    inside[:, 0] &= tails < count
    inside[:, 1] &= heads < (count if releases is None else releases)
    return bool(inside.all() and (releases is not None or (tails != heads).all()))


def _name_bad_row(path: Path, rows: list[list[str]], count: int, releases: int | None) -> None:
    """Raise for the first bad row."""
    targets = count if releases is None else releases
    sources = range(count)
    for line, cells in enumerate(rows, 2):
        if len(cells) != 3:
            raise bad_row(path, line, f"an arc is from to weight, not “{' '.join(cells)}”.")
        tail = whole(path, line, cells[0], "from")
        head = whole(path, line, cells[1], "to")
        if tail not in sources:
            raise bad_row(path, line, f"there is no vertex {tail}: they are 0 to {count - 1}.")
        if head >= targets:
            raise bad_row(path, line, f"there is no release {head}: they are 0 to {targets - 1}.")
        if releases is None and tail == head:
            raise bad_row(path, line, "from and to are the same.")
        number(path, line, cells[2], "weight")
