"""Known faults of public registers, put right while their files are read.

Each is a public fact with its date. A closing is applied only while the register itself
gives no closing date and has the successor in the same file, so that one body is never
live twice; once the register catches up, its own word counts.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from permeate.core.registers.records import OrganisationRecord
from permeate.core.vocabulary import Register


@dataclass(frozen=True)
class Closing:
    """The first day without the body, and the code of the one that took over."""

    on: date
    successor: str


def _closings(*rows: tuple[str, str, str]) -> Mapping[str, Closing]:
    return {code: Closing(date.fromisoformat(on), successor) for code, on, successor in rows}


CLOSINGS: Mapping[Register, Mapping[str, Closing]] = {
    Register.MYSOCIETY: _closings(("NTCA", "2024-05-07", "NECA")),
    Register.NHS: _closings(
        ("R1C", "2024-10-01", "RW1"),
        ("R1E", "2018-06-01", "RRE"),
        ("R1G", "2015-10-01", "RA9"),
        ("R1J", "2019-10-01", "RTQ"),
        ("RA3", "2020-04-01", "RA7"),
        ("RA4", "2023-04-01", "RH5"),
        ("RAP", "2025-01-01", "RAL"),
        ("RBA", "2020-04-01", "RH5"),
        ("RBZ", "2022-04-01", "RH8"),
        ("RC1", "2020-04-01", "RC9"),
        ("RD3", "2020-10-01", "R0D"),
        ("RDD", "2020-04-01", "RAJ"),
        ("RDZ", "2020-10-01", "R0D"),
        ("RE9", "2019-04-01", "R0B"),
        ("RFW", "2015-09-01", "RQM"),
        ("RGQ", "2018-07-01", "RDE"),
        ("RJF", "2018-07-01", "RTG"),
        ("RJX", "2016-07-01", "RW4"),
        ("RLN", "2019-04-01", "R0B"),
        ("RLU", "2017-02-01", "RQ3"),
        ("RM2", "2017-10-01", "R0A"),
        ("RNL", "2019-10-01", "RNN"),
        ("RQ6", "2019-10-01", "REM"),
        ("RQ8", "2020-04-01", "RAJ"),
        ("RQQ", "2017-04-01", "RGN"),
        ("RR1", "2018-04-01", "RRK"),
        ("RRD", "2017-04-01", "R1L"),
        ("RT3", "2021-02-01", "RJ1"),
        ("RTV", "2021-06-01", "RW4"),
        ("RVY", "2023-07-01", "RBN"),
        ("RW3", "2017-10-01", "R0A"),
        ("RW6", "2021-10-01", "RM3"),
        ("RWN", "2017-04-01", "R1L"),
        ("RXH", "2021-04-01", "RYR"),
        ("RY1", "2018-04-01", "RW4"),
        ("RY9", "2024-11-01", "RAX"),
    ),
}

# The register's name is that of the area, not of the body.
NAMES: Mapping[Register, Mapping[str, str]] = {
    Register.MYSOCIETY: {"LCR": "Liverpool City Region Combined Authority"},
}


def correct(
    record: OrganisationRecord, register: Register, codes: Collection[str]
) -> tuple[OrganisationRecord, list[str]]:
    """The record put right, and in words what was changed; ``codes`` are all of the file's."""
    said = []
    closing = CLOSINGS.get(register, {}).get(record.code)
    if closing and not record.closed_on and closing.successor in codes:
        record = replace(record, closed_on=closing.on, replaced_by_code=closing.successor)
        said.append(f"listed as current; closed on {closing.on}, succeeded by {closing.successor}")
    name = NAMES.get(register, {}).get(record.code)
    if name and name != record.name:
        said.append(f"named “{record.name}”; taken as “{name}”")
        record = replace(record, name=name)
    return record, said
