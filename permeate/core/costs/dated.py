"""A value that changes on dates, as data: what holds on a day, and when it changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from permeate.core.refusals import Refused

T = TypeVar("T")


@dataclass(frozen=True)
class From(Generic[T]):
    """A value from a day on; ``until`` is its last day where that is known."""

    on: date
    value: T
    until: date | None = None


class Table(Generic[T]):
    """Values by date. ``what`` names it when a day has none."""

    def __init__(self, what: str, rows: Iterable[From[T]]) -> None:
        self.what = what
        self.rows: Sequence[From[T]] = sorted(rows, key=lambda row: row.on)

    def at(self, day: date) -> T:
        """What holds on this day; Refused, naming the table and the day, where nothing does."""
        found = None
        for row in self.rows:
            if row.on <= day:
                found = row
        if found is None or (found.until and day > found.until):
            raise Refused(
                f"There is no {self.what} for {day.day} {day:%B %Y}. Add it with its date."
            )
        return found.value

    def changes(self) -> set[date]:
        """Days on which another value begins, or the last known one is over."""
        ends = {row.until + timedelta(days=1) for row in self.rows if row.until}
        return {row.on for row in self.rows} | ends


def steady(what: str, value: T) -> Table[T]:
    """A table with one value for all time."""
    return Table(what, [From(date.min, value)])
