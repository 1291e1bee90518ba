"""Events as columns, and what was known of them on a day.

One table for each kind of event, rows only ever added. Identifiers are numbers in the order
in which they were first seen; -1 stands for nothing. Days are days since 1 January 1970 and
seconds are since then, both by London’s clock.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import numpy.typing as npt

from permeate.core.event_file.fields import Field
from permeate.core.event_file.kinds import FIELDS

Ints = npt.NDArray[np.int64]
Column = npt.NDArray[Any]
Table = Mapping[str, Column]
LONDON = ZoneInfo("Europe/London")
EPOCH = date(1970, 1, 1).toordinal()
NOTHING = -1
LISTS = "ids"
OWN_COLUMNS = ("ordinal", "occurred", "second")
SECONDS_A_DAY = 86_400


def day_number(day: date) -> int:
    """Days since 1 January 1970."""
    return day.toordinal() - EPOCH


def day_of(number: int) -> date:
    """The day of that number."""
    return date.fromordinal(int(number) + EPOCH)


@dataclass
class Log:
    """All events. ``tables`` by kind then column; ``lists`` by (kind, field): row and item.

    ``names`` gives each identifier's words by what it names. ``corrections`` are rows of
    (correcting event, corrected event, recorded second, order of equals), by ordinal.
    """

    tables: dict[str, dict[str, Column]] = field(default_factory=dict)
    lists: dict[tuple[str, str], tuple[Ints, Ints]] = field(default_factory=dict)
    names: Mapping[str, Mapping[int, str] | list[str]] = field(default_factory=dict)
    corrections: Ints = field(default_factory=lambda: np.zeros((0, 4), dtype=np.int64))

    @property
    def size(self) -> int:
        """How many events."""
        return sum(len(table["ordinal"]) for table in self.tables.values())

    def known_at(self, day: date) -> "Log":
        """What had happened and been written down by the end of ``day``, corrections applied.

        Nothing recorded later has any influence: the same day gives the same log for ever.
        """
        until = day_number(day)
        dead = self._superseded(until)
        tables, lists = {}, {}
        for kind, table in self.tables.items():
            keep = table["occurred"] <= until
            keep &= table["second"] < (until + 1) * SECONDS_A_DAY
            if len(dead):
                keep &= ~np.isin(table["ordinal"], dead)
            whole = bool(keep.all())
            tables[kind] = table if whole else {n: column[keep] for n, column in table.items()}
            for (of, name), (rows, items) in self.lists.items():
                if of == kind:
                    alive = slice(None) if whole else np.isin(rows, tables[kind]["ordinal"])
                    lists[kind, name] = rows[alive], items[alive]
        return Log(tables, lists, self.names)

    def _superseded(self, until: int) -> Ints:
        """Ordinals that a correction recorded by then has taken the place of.

        Of several corrections of one event the one recorded last stands.
        """
        rows = self.corrections[self.corrections[:, 2] // SECONDS_A_DAY <= until]
        if not len(rows):
            return np.zeros(0, dtype=np.int64)
        order = np.lexsort((rows[:, 3], rows[:, 2], rows[:, 1]))
        by_target = rows[order]
        last = np.append(by_target[1:, 1] != by_target[:-1, 1], True)
        return np.unique(np.concatenate([by_target[:, 1], by_target[~last, 0]]))


@dataclass
class Builder:
    """Makes a Log of events from a file, in any order."""

    columns: dict[str, dict[str, "array[Any]"]] = field(default_factory=dict)
    listed: dict[tuple[str, str], tuple["array[int]", "array[int]"]] = field(default_factory=dict)
    codes: dict[str, dict[str, int]] = field(default_factory=lambda: defaultdict(dict))
    corrections: list[tuple[int, str, int, str]] = field(default_factory=list)
    days: dict[str, int] = field(default_factory=dict)

    def add(self, event: Mapping[str, Any]) -> None:
        """One event, checked before."""
        kind, fields = event["event"], FIELDS[event["event"]]
        ordinal = self._code("event", event["id"])
        second = self._second(event["recorded_at"])
        if event.get("corrects"):
            self.corrections.append((ordinal, event["corrects"], second, event["id"]))
        table = self.columns.setdefault(kind, _empty(fields.values()))
        table["ordinal"].append(ordinal)
        table["occurred"].append(self._day(event["occurred_on"]))
        table["second"].append(second)
        for one in fields.values():
            if one.kind == LISTS:
                self._list(kind, one, ordinal, event.get(one.name, ()))
            elif one.name in table:
                table[one.name].append(self._value(one, event.get(one.name)))

    def _value(self, one: Field, value: Any) -> float:
        if value is None:
            return float("nan") if one.kind in ("number", "amount") else NOTHING
        if one.kind == "id":
            return self._code(one.of or one.name, value)
        if one.kind == "word":
            return one.words.index(value)
        return self._day(value) if one.kind == "date" else value

    def _list(self, kind: str, one: Field, ordinal: int, values: Iterable[str]) -> None:
        rows, items = self.listed.setdefault((kind, one.name), (array("q"), array("q")))
        for value in values:
            rows.append(ordinal)
            items.append(self._code(one.of, value))

    def _code(self, of: str, name: str) -> int:
        codes = self.codes[of]
        return codes.setdefault(name, len(codes))

    def _day(self, words: str) -> int:
        if words not in self.days:
            self.days[words] = day_number(date.fromisoformat(words))
        return self.days[words]

    def _second(self, words: str) -> int:
        """Seconds since 1970 by London’s clock, so that its days are whole."""
        local = datetime.fromisoformat(words).astimezone(LONDON)
        seconds = local.hour * 3600 + local.minute * 60 + local.second
        return day_number(local.date()) * SECONDS_A_DAY + seconds

    def log(self) -> Log:
        """All that was added. The order of events makes no difference to what is counted."""
        events = self.codes["event"]
        ties = {
            name: place for place, name in enumerate(sorted(one[3] for one in self.corrections))
        }
        rows = [(one[0], events[one[1]], one[2], ties[one[3]]) for one in self.corrections]
        return Log(
            {kind: {n: np.array(c) for n, c in t.items()} for kind, t in self.columns.items()},
            {key: (np.array(rows), np.array(items)) for key, (rows, items) in self.listed.items()},
            {of: list(codes) for of, codes in self.codes.items() if of != "event"},
            np.array(rows, dtype=np.int64).reshape(-1, 4),
        )


# Fields whose words are only for readers, or that are kept elsewhere.
NOT_KEPT = {"event", "id", "recorded_at", "occurred_on", "corrects", "role"}


def _empty(fields: Iterable[Field]) -> dict[str, "array[Any]"]:
    columns: dict[str, array[Any]] = {name: array("q") for name in OWN_COLUMNS}
    for one in fields:
        if one.name not in NOT_KEPT and one.kind != LISTS:
            columns[one.name] = array("d" if one.kind in ("number", "amount") else "q")
    return columns


def log_of(events: Iterable[Mapping[str, Any]]) -> Log:
    """The log of checked events."""
    builder = Builder()
    for event in events:
        builder.add(event)
    return builder.log()


def by_london(seconds: Column) -> Ints:
    """Seconds by London's clock of seconds in UTC: an hour later in summer time."""
    seconds = np.asarray(seconds, dtype=np.int64)
    if not len(seconds):
        return seconds
    years = [datetime.fromtimestamp(int(end), UTC).year for end in (seconds.min(), seconds.max())]
    hours = range(24 * 366)
    turns, shift = [], 0
    for year in range(years[0], years[1] + 1):
        start = datetime(year, 1, 1, tzinfo=UTC)
        for hour in hours:
            moment = start + timedelta(hours=hour)
            ahead = int((moment.astimezone(LONDON).utcoffset() or timedelta()).total_seconds())
            if ahead != shift:
                turns.append((int(moment.timestamp()), ahead - shift))
                shift = ahead
    at = np.array([0, *np.cumsum([step for _, step in turns])], dtype=np.int64)
    return seconds + at[np.searchsorted([moment for moment, _ in turns], seconds, side="right")]


def log_from(
    tables: Mapping[str, Mapping[str, Any]],
    lists: Mapping[tuple[str, str], tuple[Any, Any]],
    names: Mapping[str, Mapping[int, str]],
) -> Log:
    """The log of columns that are there already; a field without a column is nothing.

    Their seconds are UTC's. Without ``occurred`` it happened when it was recorded.
    """
    filled = {}
    for kind, columns in tables.items():
        size = len(columns["ordinal"])
        table = {name: np.asarray(column) for name, column in columns.items()}
        table["second"] = by_london(table["second"])
        table.setdefault("occurred", table["second"] // SECONDS_A_DAY)
        for one in FIELDS[kind].values():
            if one.name not in table and one.name not in NOT_KEPT and one.kind != LISTS:
                amount = one.kind in ("number", "amount")
                table[one.name] = np.full(size, np.nan if amount else NOTHING)
                if not amount:
                    table[one.name] = table[one.name].astype(np.int32)
        filled[kind] = table
    pairs = {key: (np.asarray(rows), np.asarray(items)) for key, (rows, items) in lists.items()}
    return Log(filled, pairs, dict(names))
