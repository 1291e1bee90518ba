"""CSV: `from,to,weight[,probability]`, and `organisations.csv` beside it.

`probability` is the chance, from 0 to below 1, that this placement falls out.
`organisations.csv` has the columns `vertex` and, as you like, `organisation`, `sector`,
`gives` (yes where it gives without receiving) and `left_out` (yes where nobody came or went
for 24 months). Without that file every vertex is a release.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from permeate.cli.matching.ring_files.rows import Arcs, RingFile, bad_row, lines_of, number

NEEDED = ("from", "to", "weight")
YES_NO = {"yes": True, "no": False, "": False}


@dataclass
class Members:
    """What `organisations.csv` tells of vertices, in its order."""

    names: list[str] = field(default_factory=list)
    organisation: dict[str, str] = field(default_factory=dict)
    sector: dict[str, str] = field(default_factory=dict)
    gives: dict[str, bool] = field(default_factory=dict)
    left_out: dict[str, bool] = field(default_factory=dict)


def read_csv(path: Path, organisations: Path | None = None) -> RingFile:
    """Read both files; ``organisations`` names the second where it is elsewhere."""
    beside = organisations or path.with_name("organisations.csv")
    members = _members(beside) if organisations or beside.exists() else None
    rows = list(_rows(path, NEEDED))
    if members is None:
        told = [row[column] for _, row in rows for column in ("from", "to")]
        members = Members(names=list(dict.fromkeys(told)))
    order = sorted(members.names, key=lambda name: members.gives.get(name, False))
    place = {name: at for at, name in enumerate(order)}
    arcs = Arcs.none()
    for line, row in rows:
        for column in ("from", "to"):
            if row[column] not in place:
                raise bad_row(path, line, f"“{row[column]}” is not in {beside.name}.")
        weight = number(path, line, row["weight"], "weight")
        chance = _chance(path, line, row.get("probability") or "0")
        arcs.add(path, line, place[row["from"]], place[row["to"]], weight, chance)
    givers = sum(members.gives.get(name, False) for name in order)
    graph, weights, failure = arcs.graph(len(order) - givers, givers)
    return RingFile(
        graph,
        order,
        weights,
        failure,
        [members.organisation.get(name, name) for name in order],
        [members.sector.get(name, "") for name in order],
        [members.left_out.get(name, False) for name in order],
    )


def _chance(path: Path, line: int, text: str) -> float:
    chance = number(path, line, text, "probability")
    if not 0 <= chance < 1:
        raise bad_row(path, line, f"probability is from 0 to below 1, not {text.strip()}.")
    return chance


def _members(path: Path) -> Members:
    members = Members()
    for line, row in _rows(path, ("vertex",)):
        name = row["vertex"]
        if name in members.organisation:
            raise bad_row(path, line, f"“{name}” is there already.")
        members.names.append(name)
        members.organisation[name] = row.get("organisation") or name
        members.sector[name] = row.get("sector", "")
        for column, answers in (("gives", members.gives), ("left_out", members.left_out)):
            told = row.get(column, "").lower()
            if told not in YES_NO:
                raise bad_row(path, line, f"{column} is yes or no, not “{row[column]}”.")
            answers[name] = YES_NO[told]
    return members


def _rows(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row by its heading, with its line."""
    reader = csv.reader(lines_of(path))
    heading = [cell.strip().lower() for cell in next(reader, [])]
    for column in needed:
        if column not in heading:
            words = f"the column “{column}” is missing; needed: {', '.join(needed)}."
            raise bad_row(path, 1, words)
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(heading):
            words = f"{len(cells)} cells, and the heading has {len(heading)}."
            raise bad_row(path, reader.line_num, words)
        row = dict(zip(heading, (cell.strip() for cell in cells), strict=True))
        for column in needed:
            if not row[column]:
                raise bad_row(path, reader.line_num, f"“{column}” is empty.")
        yield reader.line_num, row
