"""Counting people in and out without showing who they are.

Numbers of people from 1 to 4 are not shown. Nor is a total that would give one away: it is
shown only where every hidden number could still be one of at least three, even to a reader
who knows this rule. Hiding totals rather than further groups keeps what is hidden provable:
``tests/core/test_insight.py`` tries every small table.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

SMALL = 5
HIDDEN_CELL = f"1 to {SMALL - 1}"
HIDDEN_TOTAL = "Not shown"
WHY_HIDDEN = (
    f"Numbers of people below {SMALL} are not shown exactly, because somebody who knows the "
    "people could tell who they are. A total is not shown where it would give one away."
)


@dataclass(frozen=True)
class Flow:
    """One person's way from a home to a host; organisations by id, sectors by code."""

    person: int
    home: int
    host: int
    home_sector: str
    host_sector: str


@dataclass(frozen=True)
class Column:
    """Numbers of people by group, and of all; None is hidden."""

    cells: Mapping[str, int | None]
    total: int | None

    @property
    def hides(self) -> bool:
        """Whether anything is hidden."""
        return self.total is None or None in self.cells.values()


def protect(counts: Mapping[str, int], total: int) -> Column:
    """A column that can be shown: ``counts`` of people by group, and of all together.

    ``total`` is at most the sum, since one person can be in two groups.
    """
    cells = {group: None if 0 < count < SMALL else count for group, count in counts.items()}
    hidden = sum(count is None for count in cells.values())
    rest = total - sum(count for count in cells.values() if count is not None)
    shown = total == 0 or total >= SMALL
    if hidden:
        # Each of the hidden lies from 1 to 4; their sum must leave each at least three.
        shown = shown and hidden > 1 and hidden + 2 <= rest <= (SMALL - 1) * hidden - 2
    return Column(cells, total if shown else None)


def people_by(
    flows: Iterable[Flow], groups: Iterable[str], side: str
) -> tuple[dict[str, int], int]:
    """Different people by the sector of their ``home`` or ``host``, and in all."""
    by_group: dict[str, set[int]] = defaultdict(set)
    for flow in flows:
        by_group[flow.home_sector if side == "home" else flow.host_sector].add(flow.person)
    counts = {group: len(by_group.get(group, ())) for group in groups}
    everybody: set[int] = set().union(*by_group.values())
    return counts, len(everybody)


@dataclass(frozen=True)
class Missing:
    """An organisation with nobody in or nobody out."""

    organisation: int
    nobody_in: bool
    nobody_out: bool


def without_anybody(organisations: Iterable[int], flows: Collection[Flow]) -> list[Missing]:
    """Of these organisations, those that nobody came to or nobody went from, in order."""
    hosts = {flow.host for flow in flows}
    homes = {flow.home for flow in flows}
    return [
        Missing(one, nobody_in=one not in hosts, nobody_out=one not in homes)
        for one in organisations
        if one not in hosts or one not in homes
    ]


def financial_year(day: date) -> int:
    """The calendar year in which the financial year (from 1 April) of this day began."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def year_span(year: int) -> tuple[date, date]:
    """First and last day of the financial year that began in ``year``."""
    return date(year, 4, 1), date(year + 1, 3, 31)
