"""Rows to columns of numbers, one query and one pass, whatever the database."""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

LONDON = ZoneInfo("Europe/London")
EPOCH = date(1970, 1, 1).toordinal()
NOTHING = -1
AT_ONCE = 20_000


@dataclass
class Columns:
    """One kind of event: whole numbers (``q``) or amounts (``d``) by field; lists as pairs."""

    rows: dict[str, array] = field(default_factory=dict)
    lists: dict[str, tuple[array, array]] = field(default_factory=dict)


def day(value: date | None) -> int:
    """Days since 1 January 1970; -1 for none."""
    return NOTHING if value is None else value.toordinal() - EPOCH


def second(value: datetime) -> int:
    """Seconds since then by London's clock, so that its days are whole."""
    local = value.astimezone(LONDON)
    seconds = local.hour * 3600 + local.minute * 60 + local.second
    return day(local.date()) * 86_400 + seconds


def local_day(value: datetime) -> int:
    """The day in London."""
    return day(value.astimezone(LONDON).date())


def code_of(words: type[StrEnum] | tuple[str, ...]) -> Mapping[str, int]:
    """The place of each word of a vocabulary."""
    return {str(word): place for place, word in enumerate(words)}


def rows_of(queryset: QuerySet, *fields: str) -> Iterator[tuple[Any, ...]]:
    """The rows' fields as they come, never all at once."""
    return queryset.order_by().values_list(*fields).iterator(AT_ONCE)


class Table:
    """Columns in the making; the common ones come first."""

    def __init__(self, *names: str, amounts: tuple[str, ...] = ()) -> None:
        self.names = ("ordinal", "occurred", "second", *names)
        self.columns = [array("d" if name in amounts else "q") for name in self.names]

    def add(self, *values: float | None) -> None:
        """One event; None is nothing."""
        for column, value in zip(self.columns, values, strict=True):
            column.append(NOTHING if value is None else value)

    def done(self, **lists: tuple[array, array]) -> Columns:
        """The columns by name."""
        return Columns(dict(zip(self.names, self.columns, strict=True)), lists)


def pairs_of(queryset: QuerySet, row: str, item: str) -> tuple[array, array]:
    """(row, item) for a field that is a list."""
    rows, items = array("q"), array("q")
    for one, other in rows_of(queryset, row, item):
        rows.append(one)
        items.append(other)
    return rows, items
