"""Activities and members from the short lines of the worked cases."""

import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

from permeate.core.cpd.member import Held, Member
from permeate.core.cpd.rows import read_row

CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text("utf-8"))["case"]
FIELDS = {"e": "evidence", "r": "reflection", "c": "confirmed_by"}


def activities(lines):
    """Activities of lines like `2 x 2026-02-01 | 7 | course | verifiable | e r | 20`."""
    made = []
    for line in lines:
        times, _, rest = line.rpartition(" x ")
        cells = [cell.strip() for cell in rest.split("|")]
        row = dict(zip(("date", "hours", "type", "predicates"), cells, strict=False))
        row |= {FIELDS[letter]: "there" for letter in (cells[4] if len(cells) > 4 else "").split()}
        row |= {"points": cells[5] if len(cells) > 5 else "", "title": cells[2]}
        for _ in range(int(times or 1)):
            one, faults = read_row(row, len(made) + 2)
            assert one, faults
            made.append(one)
    return made


def member(case):
    """The member of a case."""
    held = [name.partition("@") for name in case.get("category", ())]
    start = case.get("year_start")
    return Member(
        categories=tuple(
            Held(name, date.fromisoformat(on) if on else None) for name, _, on in held
        ),
        year_start=tuple(int(part) for part in start.split("-")) if start else None,
        period_start=case.get("period_start"),
        since=case.get("since"),
        fte=Decimal(case["fte"]) if "fte" in case else None,
    )
