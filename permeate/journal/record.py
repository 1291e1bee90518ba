"""One AuditEvent for each fact, in the transaction of the write that made it."""

import functools
import os
import re
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from django.conf import settings
from django.db import models, transaction

from permeate.core.events import Event
from permeate.journal.chain import Link, digest
from permeate.journal.later import enqueue
from permeate.models import AuditEvent, HistoryHead, Organisation, Person

P = ParamSpec("P")
T = TypeVar("T")

# Facts are codes, numbers, dates and references: never names, addresses or prose.
PLAIN_FACT = re.compile(r"[\w.:+/-]{0,80}", re.ASCII)


@dataclass
class Open:
    """What the running write has yet to add to the history."""

    events: list[Link] = field(default_factory=list)
    notices_written: bool = False


_open: ContextVar[Open | None] = ContextVar("open_write", default=None)


class NotWriting(RuntimeError):
    """An event or notice was recorded outside an action's transaction."""


def current() -> Open:
    """The running write; NotWriting outside one."""
    running = _open.get()
    if running is None:
        raise NotWriting("wrap the action in @write")
    return running


def write(action: Callable[P, T]) -> Callable[P, T]:
    """Make a function one transaction with its history, whether called alone or by another.

    Events are chained last, just before commit, so that the chain's lock is held briefly
    and always taken after every other lock: two writes cannot wait for each other on it.
    """

    @functools.wraps(action)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> T:
        if _open.get() is not None:
            return action(*args, **kwargs)
        with transaction.atomic():
            token = _open.set(Open())
            try:
                result = action(*args, **kwargs)
                _finish(current())
            finally:
                _open.reset(token)  # before the commit: what runs after it is a write of its own
        return result

    return wrapped


def record(
    event: Event,
    subject: models.Model | None,
    *,
    by: Person | None,
    now: datetime,
    organisations: Iterable[Organisation] = (),
    **facts: Any,
) -> None:
    """Add one fact to the history of the running write.

    ``by`` is None where the service itself acted. ``facts`` hold codes, numbers, dates and
    references only; prose and addresses raise ValueError, because the history outlives
    personal data.
    """
    running = current()
    running.events.append(
        Link(
            sequence=0,
            at=now,
            event=event.value,
            actor=by.reference if by else "",
            subject_type=subject._meta.model_name if subject else "",
            subject=str(getattr(subject, "reference", "") or getattr(subject, "pk", "") or ""),
            organisations=[organisation.reference for organisation in organisations],
            facts={key: _plain(key, value) for key, value in facts.items()},
        )
    )


def _plain(key: str, value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [_plain(key, item) for item in value]
    if not PLAIN_FACT.fullmatch(str(value)):
        raise ValueError(f"fact {key!r} must be a code, number, date or reference")
    return str(value)


def _finish(running: Open) -> None:
    if running.notices_written:
        enqueue("send_due_notices")
    if not running.events:
        return
    HistoryHead.objects.get_or_create(id=1)
    head = HistoryHead.objects.select_for_update().get(id=1)
    rows = []
    for link in running.events:
        chained = Link(**{**link.__dict__, "sequence": head.sequence + 1})
        own = digest(head.digest, chained)
        rows.append(AuditEvent(**chained.__dict__, previous=head.digest, digest=own))
        head.sequence, head.digest = chained.sequence, own
    AuditEvent.objects.bulk_create(rows)
    head.save()
    transaction.on_commit(lambda: keep_head(head.sequence, head.digest), robust=True)


def keep_head(sequence: int, own: str, file: Path | None = None) -> None:
    """Write the chain's end outside the database, unless a later one is there already."""
    file = file or settings.HISTORY_HEAD_FILE
    known = read_head(file)
    if known and known[0] >= sequence:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_name(f"{file.name}.{os.getpid()}")
    fresh.write_text(f"{sequence} {own}\n")
    fresh.replace(file)


def read_head(file: Path | None = None) -> tuple[int, str] | None:
    """(sequence, digest) of the newest event known outside the database, if any."""
    file = file or settings.HISTORY_HEAD_FILE
    try:
        sequence, own = file.read_text().split()
    except FileNotFoundError:
        return None
    return int(sequence), own
