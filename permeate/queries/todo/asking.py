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


def todo_list(person: Person, *, today: date) -> list[Task]:
    """Everything waiting for this person, what is due first on top; at most 200 tasks."""
    standing = person.standing
    held = frozenset(role for roles in standing.roles.values() for role in roles)
    sql, params = _statement(connection.vendor, held, standing.operator)
    with connection.cursor() as cursor:
        cursor.execute(sql, _real(params, person.id, today))
        rows = [_row(columns) for columns in cursor.fetchall()]
    tasks = {(task.route, task.reference): task for task in map(_task, rows)}
    return sorted(tasks.values(), key=lambda task: (task.due_on is None, task.due_on or today))


@functools.cache
def _statement(vendor: str, held: frozenset[Role], operator: bool) -> tuple[str, Sequence[Any]]:
    """The SQL of all kinds that can wait for somebody with these roles, and its parameters.

    Putting twenty querysets into SQL takes far longer than answering them, so it is done
    once in each process for each set of roles.
    """
    parts, params = [], []
    for waiting in KINDS:
        if (waiting.roles and not waiting.roles & held) or (waiting.operator and not operator):
            continue
        sql, its_params = waiting.rows().query.sql_with_params()
        kind = f"SELECT '{waiting.kind}' AS kind, waiting.*"
        parts.append(f"{kind} FROM ({sql}) AS waiting")
        params += its_params
    return " UNION ALL ".join(parts) + f" LIMIT {AT_MOST}", params


def _real(params: Sequence[Any], person_id: int, today: date) -> list[Any]:
    stand_in = connection.ops.adapt_datefield_value(TODAY)
    real = connection.ops.adapt_datefield_value(today)
    return [person_id if param == ME else real if param == stand_in else param for param in params]


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
