"""Put a large made-up service into the service's own tables.

    DATABASE_URL=… python -m bench.measures.filling EVENTS FOLDER

also leaves the events as columns in FOLDER, for DuckDB.
"""

import os
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

import numpy as np  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402

from bench.measures.made_up import ORGANISATIONS, Service, event_rows, service  # noqa: E402
from permeate.core.vocabulary import Receipt, Sector, Verdict  # noqa: E402
from permeate.models import (  # noqa: E402
    Acknowledgement,
    Decision,
    LearningEntry,
    Opportunity,
    Organisation,
    Person,
    Placement,
    Prompt,
    ShareAudience,
    ShareEvent,
)

EPOCH = date(1970, 1, 1)
NOON = datetime(1970, 1, 1, 12, tzinfo=UTC)
AT_ONCE = 20_000
EMPTY = {"CharField": "", "TextField": "", "BooleanField": False, "EmailField": ""}


class Days:
    """Dates and moments by their number, each made once."""

    def __init__(self) -> None:
        span = range(19_000, 21_500)
        self.dates = {n: EPOCH + timedelta(days=n) for n in span}
        self.moments = {n: NOON + timedelta(days=n) for n in span}


def load(model: type[models.Model], rows: Iterator[tuple[Any, ...]], *names: str) -> None:
    """Rows into a table; columns not named are empty, or nothing."""
    rest = {
        one.column: _nothing(one)
        for one in model._meta.concrete_fields
        if one.column not in names and not one.null and not one.primary_key
    }
    columns, tail = [*names, *rest], tuple(rest.values())
    place = columns.index("reference") if "reference" in columns else None
    _copy(model._meta.db_table, columns, _completed(rows, tail, place))


def _nothing(one: models.Field) -> Any:
    if one.has_default() and one.name != "reference":
        return one.get_default()
    return EMPTY.get(one.get_internal_type(), 0)


def _completed(rows: Iterator[Any], tail: tuple[Any, ...], place: int | None) -> Iterator[Any]:
    for number, row in enumerate(rows):
        whole = (*row, *tail)
        if place is not None:
            whole = (*whole[:place], f"{number:010x}", *whole[place + 1 :])
        yield whole


def _copy(table: str, columns: list[str], rows: Iterator[Any]) -> None:
    named = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({named}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row(row)
            return
        marks = ", ".join("?" * len(columns))
        cursor.connection.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({marks})', (
            tuple(_plain(value) for value in row) for row in rows
        ))  # fmt: skip


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M:%S")
    return value.isoformat() if isinstance(value, date) else value


def fill(made: Service) -> None:
    """Everything, in one transaction."""
    days = Days()
    with transaction.atomic():
        _frame(made, days)
        _placements(made, days)
        _learning(made, days)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def _frame(made: Service, days: Days) -> None:
    sectors, at = list(Sector), days.moments[19_100]
    load(
        Organisation,
        ((n, f"Organisation {n}", sectors[n % 5].value, "OWN", f"B{n}", at, at)
         for n in range(1, ORGANISATIONS + 1)),
        "id", "name", "sector", "register", "register_code", "created_at", "updated_at",
    )  # fmt: skip
    load(
        Person,
        ((n, f"p{n}@example.org", f"Person {n}", "!", True, at) for n in range(1, made.people + 1)),
        "id", "email", "name", "password", "is_active", "created_at",
    )  # fmt: skip
    load(
        Opportunity,
        iter([(1, 1, 1, "SECONDMENT", at, at, at, "PUBLISHED")]),
        "id", "host_id", "host_manager_id", "kind", "created_at", "updated_at", "published_at", "status",
    )  # fmt: skip


def _placements(made: Service, days: Days) -> None:
    p = made.placements
    columns = (p[name].tolist() for name in ("home", "host", "person", "start", "end"))
    load(
        Placement,
        ((n, "SECONDMENT", 1, who, home, host, 1, 1, days.dates[a], days.dates[b], "1", "RETURNED",
          days.moments[a], days.moments[a], days.dates[b])
         for n, (home, host, who, a, b) in enumerate(zip(*columns, strict=True), 1)),
        "id", "kind", "opportunity_id", "participant_id", "home_id", "host_id", "home_manager_id",
        "host_manager_id", "starts_on", "ends_on", "fte", "status", "planned_at", "started_at",
        "ended_on",
    )  # fmt: skip
    q = made.prompts
    columns = (q[name].tolist() for name in ("placement", "number", "day", "answered", "answer"))
    words = ("SOMETHING", "NOTHING")
    load(
        Prompt,
        ((n, of + 1, EPOCH + timedelta(days=10_000 + number), days.moments[day],
          words[answer] if yes else "", days.moments[day] if yes else None)
         for n, (of, number, day, yes, answer) in enumerate(zip(*columns, strict=True), 1)),
        "id", "placement_id", "due_on", "sent_at", "answer", "answered_at",
    )  # fmt: skip


def _learning(made: Service, days: Days) -> None:
    p, e, s = made.placements, made.entries, made.shares
    who, home = p["person"][e["placement"]].tolist(), p["home"][e["placement"]].tolist()
    rows = zip(e["placement"].tolist(), e["day"].tolist(), who, home, strict=True)
    load(
        LearningEntry,
        ((n, author, of + 1, "BROUGHT_IN", days.dates[day], days.moments[day], at)
         for n, (of, day, author, at) in enumerate(rows, 1)),
        "id", "author_id", "placement_id", "direction", "occurred_on", "recorded_at",
        "organisation_at_time_id",
    )  # fmt: skip
    rows = zip(s["entry"].tolist(), s["day"].tolist(), strict=True)
    load(
        ShareEvent,
        ((n, entry + 1, who[entry], "NOTE", "BROUGHT_IN", days.moments[day], home[entry])
         for n, (entry, day) in enumerate(rows, 1)),
        "id", "entry_id", "shared_by_id", "channel", "direction", "shared_at",
        "organisation_at_time_id",
    )  # fmt: skip
    a = made.audiences
    rows = zip(a["share"].tolist(), a["organisation"].tolist(), strict=True)
    load(
        ShareAudience,
        ((n, share + 1, at) for n, (share, at) in enumerate(rows, 1)),
        "id", "share_id", "organisation_id",
    )  # fmt: skip
    _answers(made, days)


def _answers(made: Service, days: Days) -> None:
    receipts, verdicts = [one.value for one in Receipt], [one.value for one in Verdict]
    w, d = made.words, made.decisions
    columns = (w[name].tolist() for name in ("share", "organisation", "person", "day", "receipt"))
    load(
        Acknowledgement,
        ((n, share + 1, who, at, receipts[word], days.moments[day])
         for n, (share, at, who, day, word) in enumerate(zip(*columns, strict=True), 1)),
        "id", "share_id", "person_id", "organisation_id", "receipt", "acknowledged_at",
    )  # fmt: skip
    columns = (d[name].tolist() for name in ("share", "organisation", "person", "day", "verdict"))
    load(
        Decision,
        ((n, share + 1, at, who, verdicts[word], "Because.", days.moments[day])
         for n, (share, at, who, day, word) in enumerate(zip(*columns, strict=True), 1)),
        "id", "share_id", "organisation_id", "decided_by_id", "verdict", "reason", "decided_at",
    )  # fmt: skip


def main(arguments: list[str]) -> None:
    made = service(int(arguments[0]))
    call_command("migrate", verbosity=0)
    fill(made)
    for name, column in event_rows(made).items():
        np.save(Path(arguments[1]) / f"{name}.npy", column)


if __name__ == "__main__":
    main(sys.argv[1:])
