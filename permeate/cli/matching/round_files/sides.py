"""People and places from their files."""

from pathlib import Path

import numpy as np

from permeate.cli.matching.round_files.table import Faults, read_table
from permeate.core.matching.rounds.asked import Side
from permeate.core.matching.rounds.problem import Ints

TRAITS = ("organisation", "type", "region")
YES_NO = {"yes": True, "no": False, "": False}
LEFT_OUT = "left_out"
MOST_SEATS = 2**31 - 1


def read_people(path: Path, faults: Faults) -> Side:
    """The people of people.csv."""
    return _read(path, "person", (), faults)[0]


def read_places(path: Path, faults: Faults) -> tuple[Side, Ints, Ints]:
    """The places of places.csv, with what each needs and holds."""
    side, limits = _read(path, "place", ("min", "max"), faults)
    least = np.array([limit[0] for limit in limits], dtype=np.int32)
    return side, least, np.array([limit[1] for limit in limits], dtype=np.int32)


def _read(
    path: Path, key: str, limits: tuple[str, ...], faults: Faults
) -> tuple[Side, list[tuple[int, int]]]:
    table = read_table(path, (key, *TRAITS, *limits))
    own = [name for name in table.columns if name not in (key, LEFT_OUT, *limits)]
    has_left_out = LEFT_OUT in table.columns
    wanted = [key, *limits, *([LEFT_OUT] if has_left_out else []), *own]
    names: dict[str, int] = {}
    rows: list[list[str]] = []
    left_out: list[bool] = []
    seats: list[tuple[int, int]] = []
    for line, cells in table.chosen(wanted):
        name = cells[0]
        if not name:
            faults.add(path, line, f"has no {key}.")
        elif name in names:
            faults.add(path, line, f"{key} “{name}” is on line {names[name]} already.")
        else:
            names[name] = line
            rest = cells[1 + len(limits) :]
            if limits:
                seats.append(_seats(path, line, cells[1], cells[2], faults))
            if has_left_out:
                left_out.append(_yes_no(path, line, rest.pop(0), faults))
            rows.append(rest)
    columns = {name: tuple(row[at] for row in rows) for at, name in enumerate(own)}
    return Side(tuple(names), columns, tuple(left_out)), seats


def _seats(path: Path, line: int, least: str, most: str, faults: Faults) -> tuple[int, int]:
    found = []
    for name, words in (("min", least or "0"), ("max", most)):
        if not (words.isascii() and words.isdigit() and int(words) <= MOST_SEATS):
            faults.add(path, line, f"{name} “{words}” is not a whole number from 0 on.")
            return 0, 0
        found.append(int(words))
    if found[0] > found[1]:
        faults.add(path, line, f"min {found[0]} is more than max {found[1]}.")
    return found[0], found[1]


def _yes_no(path: Path, line: int, words: str, faults: Faults) -> bool:
    if words.lower() not in YES_NO:
        faults.add(path, line, f"left_out “{words}” is neither yes nor no.")
    return YES_NO.get(words.lower(), False)
