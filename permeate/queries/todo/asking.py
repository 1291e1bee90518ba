"""Ask for everything that waits for one person, in one statement made once."""

import functools
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from permeate.core.roles import Role
from permeate.models import Person
from permeate.queries.todo import (
    bookings,
    learning,
    opportunities,
    organisations,
    pages,
    placements,
    secondments,
    wishes,
)
from permeate.queries.todo.waiting import ME, TODAY, Row, Task, Waiting

KINDS: tuple[Waiting, ...] = (
    *bookings.KINDS,
    *learning.KINDS,
    *opportunities.KINDS,
    *organisations.KINDS,
    *pages.KINDS,
    *placements.KINDS,
    *secondments.KINDS,
    *wishes.KINDS,
)
BY_KIND = {waiting.kind: waiting for waiting in KINDS}
AT_MOST = 200
# Who asks, and on which day: bound once, however often they are asked for.
ASKED = {
    "sqlite": "WITH asked(me, today) AS (SELECT %s, %s)",
    "postgresql": "WITH asked(me, today) AS (SELECT %s::bigint, %s::date)",
}


def todo_list(person: Person, *, today: date) -> list[Task]:
    """Everything waiting for this person, what is due first on top; at most 200 tasks."""
    standing = person.standing
    held = frozenset(role for roles in standing.roles.values() for role in roles)
    sql = _statement(connection.vendor, held, standing.operator)
    with connection.cursor() as cursor:
        cursor.execute(sql, (person.id, connection.ops.adapt_datefield_value(today)))
        rows = [_row(columns) for columns in cursor.fetchall()]
    tasks = {(task.route, task.reference): task for task in map(_task, rows)}
    return sorted(tasks.values(), key=lambda task: (task.due_on is None, task.due_on or today))


@functools.cache
def _statement(vendor: str, held: frozenset[Role], operator: bool) -> str:
    """The SQL of all kinds that can wait for somebody with these roles; takes person and day.

    Putting twenty querysets into SQL takes far longer than answering them, so it is done
    once in each process for each set of roles.
    """
    day = connection.ops.adapt_datefield_value(TODAY)
    parts = []
    for waiting in KINDS:
        if (waiting.roles and not waiting.roles & held) or (waiting.operator and not operator):
            continue
        sql, params = waiting.rows().query.sql_with_params()
        given = {ME: "(SELECT me FROM asked)", day: "(SELECT today FROM asked)"}
        written = sql % tuple(given.get(param) or literal(param) for param in params)
        kind = f"SELECT '{waiting.kind}' AS kind, waiting.*"
        parts.append(f"{kind} FROM ({written}) AS waiting".replace("%", "%%"))
    return f"{ASKED[vendor]} {' UNION ALL '.join(parts)} LIMIT {AT_MOST}"


def literal(value: Any) -> str:
    """A value of our own code as SQL; TypeError for any type that none of them has.

    SQLite would otherwise plan the whole statement anew whenever a value is bound.
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, str):
        return "'" + value.replace("'", "''") + "'"
    raise TypeError(f"{value!r} cannot be written into a statement")


def _row(columns: Sequence[Any]) -> Row:
    kind, reference, who, where, due_on, since_at = columns
    if isinstance(due_on, str):  # SQLite has no dates of its own
        due_on = date.fromisoformat(due_on[:10])
    if isinstance(since_at, str):
        since_at = datetime.fromisoformat(since_at)
    if since_at is not None and timezone.is_naive(since_at):
        since_at = since_at.replace(tzinfo=UTC)
    return Row(kind, reference, who, where, due_on, since_at)


def _task(row: Row) -> Task:
    waiting = BY_KIND[row.kind]
    since = timezone.localdate(row.since_at) if row.since_at else None
    return Task(
        text=waiting.text.format(who=row.who, where=row.where),
        route=waiting.route,
        reference="" if waiting.bare else row.reference,
        detail=waiting.detail.format(who=row.who, where=row.where),
        due_on=row.due_on or since,
    )
