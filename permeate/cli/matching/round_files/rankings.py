"""Both sides' rankings from one long file."""

from array import array
from pathlib import Path

import numpy as np

from permeate.cli.matching.round_files.table import Faults, read_table
from permeate.core.matching.rounds.asked import Side
from permeate.core.matching.rounds.problem import Rankings

COLUMNS = ("side", "who", "whom", "rank")
MOST_RANK = 2**29


def read_rankings(
    path: Path, people: Side, places: Side, faults: Faults
) -> tuple[Rankings, Rankings]:
    """People's rankings and places' rankings; a pair that a side ranks twice is a fault."""
    table = read_table(path, COLUMNS, COLUMNS)
    sides = {
        "person": ("person", people.numbers, "place", places.numbers),
        "place": ("place", places.numbers, "person", people.numbers),
    }
    written = {side: tuple(array("q") for _ in range(4)) for side in sides}
    for line, (side, who, whom, rank) in table.chosen(COLUMNS):
        ends = sides.get(side.lower())
        if ends is None:
            faults.add(path, line, f"side “{side}” is neither person nor place.")
            continue
        own, own_numbers, other, other_numbers = ends
        one, two = own_numbers.get(who), other_numbers.get(whom)
        if one is None:
            faults.add(path, line, f"unknown {own} “{who}”.")
        if two is None:
            faults.add(path, line, f"unknown {other} “{whom}”.")
        if not (rank.isascii() and rank.isdigit() and 0 < int(rank) <= MOST_RANK):
            faults.add(path, line, f"rank “{rank}” is not a positive whole number.")
            continue
        if one is not None and two is not None:
            for column, value in zip(written[own], (one, two, int(rank), line), strict=True):
                column.append(value)
    return (
        _rankings(path, written["person"], "person", people, places, faults),
        _rankings(path, written["place"], "place", places, people, faults),
    )


def _rankings(
    path: Path,
    written: tuple["array[int]", ...],
    own: str,
    side: Side,
    other: Side,
    faults: Faults,
) -> Rankings:
    who, whom, rank, line = (np.array(column, dtype=np.int64) for column in written)
    pairs = who * max(1, len(other.names)) + whom
    order = np.argsort(pairs, kind="stable")
    again = np.flatnonzero(pairs[order][1:] == pairs[order][:-1]) + 1
    for at in again:
        first, second = order[at - 1], order[at]
        faults.add(
            path,
            int(line[second]),
            f"{own} “{side.names[who[second]]}” ranks “{other.names[whom[second]]}” on line "
            f"{line[first]} already.",
        )
    return Rankings(who, whom, rank)
