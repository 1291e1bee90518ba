"""A variation adds lines; it never rewrites one that stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from permeate.core.costs.pennies import ZERO
from permeate.core.costs.schedule import Line
from permeate.core.costs.spans import month_of

COLUMNS = ("salary", "national_insurance", "pension", "levy", "cost", "charged", "home_bears")


@dataclass(frozen=True)
class Adjustment:
    """By how much a month changes, in pounds, for each column; less is negative."""

    first: date
    last: date
    what: str
    salary: Decimal
    national_insurance: Decimal
    pension: Decimal
    levy: Decimal
    cost: Decimal
    charged: Decimal
    home_bears: Decimal


Standing = Line | Adjustment


def adjust(standing: Iterable[Standing], wanted: Iterable[Standing]) -> list[Adjustment]:
    """Lines to add to those that stand, so that together they say what is wanted.

    One for each month, and each agreed sum by its name, that differs; none where nothing
    does. Applied and reversed, they sum to nothing in every column.
    """
    before, after = _sums(standing), _sums(wanted)
    found = []
    for key in sorted({*before, *after}):
        changes = {
            name: after.get(key, {}).get(name, ZERO) - before.get(key, {}).get(name, ZERO)
            for name in COLUMNS
        }
        if any(changes.values()):
            first, last = month_of(key[0])
            found.append(Adjustment(first, last, key[1], **changes))
    return found


def _sums(lines: Iterable[Standing]) -> dict[tuple[date, str], dict[str, Decimal]]:
    found: dict[tuple[date, str], dict[str, Decimal]] = {}
    for line in lines:
        sums = found.setdefault(
            (line.first.replace(day=1), line.what), dict.fromkeys(COLUMNS, ZERO)
        )
        for name in COLUMNS:
            sums[name] += getattr(line, name)
    return found
