"""Excluded pairs, targets and colleagues who go together, from their files."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from permeate.cli.matching.round_files.table import Faults, read_table
from permeate.core.matching.rounds.asked import Exclusion, Side, Target
from permeate.core.refusals import Refused

EXCLUSIONS = ("person", "organisation", "place", "host")
EXCLUSION_COLUMNS = (*EXCLUSIONS, "reason")
TARGETS = ("person_column", "person_value", "place_column", "place_value", "min", "max")
TOGETHER = ("person", "colleague")


def _rows(path: Path, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    table = read_table(path, (), columns)
    for line, cells in table.rows:
        given = dict(zip(table.columns, cells, strict=True))
        yield line, {name: given.get(name, "") for name in columns}


def read_exclusions(path: Path, people: Side, places: Side, faults: Faults) -> list[Exclusion]:
    """Each row excludes one person or organisation from one place or host."""
    found = []
    for line, row in _rows(path, EXCLUSION_COLUMNS):
        if bool(row["person"]) == bool(row["organisation"]):
            faults.add(path, line, "give a person or an organisation, one of the two.")
        elif bool(row["place"]) == bool(row["host"]):
            faults.add(path, line, "give a place or a host, one of the two.")
        elif all(_known(path, line, row, name, people, places, faults) for name in EXCLUSIONS):
            found.append(Exclusion(*(row[name] for name in EXCLUSIONS)))
    return found


def _known(
    path: Path,
    line: int,
    row: Mapping[str, str],
    column: str,
    people: Side,
    places: Side,
    faults: Faults,
) -> bool:
    value = row[column]
    side = people if column in ("person", "organisation") else places
    names = side.numbers if column in ("person", "place") else set(side.columns["organisation"])
    if value and value not in names:
        faults.add(path, line, f"unknown {column} “{value}”.")
        return False
    return True


def read_targets(path: Path, people: Side, places: Side, faults: Faults) -> list[Target]:
    """Each row is how many people with a trait go to places with a trait."""
    found = []
    for line, row in _rows(path, TARGETS):
        try:
            found.append(_target(row, people, places))
        except Refused as refusal:
            faults.add(path, line, refusal.reason)
    return found


def _target(row: Mapping[str, str], people: Side, places: Side) -> Target:
    for side, name in ((people, "person"), (places, "place")):
        column, value = row[f"{name}_column"], row[f"{name}_value"]
        if bool(column) != bool(value):
            raise Refused(f"give both {name}_column and {name}_value, or neither.")
        if column:
            side.having(column, value)
    for name in ("min", "max"):
        if row[name] and not (row[name].isascii() and row[name].isdigit()):
            raise Refused(f"{name} “{row[name]}” is not a whole number from 0 on.")
    if not row["min"] and not row["max"]:
        raise Refused("give a min, a max or both.")
    least, most = int(row["min"] or 0), int(row["max"]) if row["max"] else None
    if most is not None and least > most:
        raise Refused(f"min {least} is more than max {most}.")
    traits = (row[f"{side}_{part}"] for side in ("person", "place") for part in ("column", "value"))
    return Target(*traits, least=least, most=most)


def read_together(path: Path, people: Side, faults: Faults) -> list[tuple[int, int]]:
    """Each row is two colleagues; nobody is in two rows."""
    found = []
    seen: dict[str, int] = {}
    for line, row in _rows(path, TOGETHER):
        pair = [row[name] for name in TOGETHER]
        unknown = [name for name in pair if name not in people.numbers]
        again = [name for name in pair if name in seen]
        if unknown:
            faults.add(path, line, f"unknown person “{unknown[0]}”.")
        elif pair[0] == pair[1]:
            faults.add(path, line, f"“{pair[0]}” cannot be their own colleague.")
        elif again:
            faults.add(path, line, f"“{again[0]}” is on line {seen[again[0]]} already.")
        else:
            found.append((people.numbers[pair[0]], people.numbers[pair[1]]))
        seen |= dict.fromkeys(pair, line)
    return found
