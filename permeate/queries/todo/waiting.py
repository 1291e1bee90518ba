"""One kind of thing that can wait for somebody, as rows of one shape.

Every subject describes its own kinds as querysets over stand-ins for the person and for
today. Together they are one statement, put into words once for each set of roles and
asked with the real values (see :mod:`permeate.queries.todo.asking`).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import CharField, DateField, DateTimeField, F, QuerySet, Value
from django.db.models.functions import Cast

from permeate.core.roles import Role
from permeate.models import Membership

# Stand-ins, replaced by the real values each time: no row has such an id or such a date.
ME = -907_216_543
TODAY = date(1066, 10, 14)


@dataclass(frozen=True)
class Task:
    """One thing to do: words, the route where it is done, since or until when."""

    text: str
    route: str
    reference: str = ""
    detail: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class Row:
    """One waiting row: whom and where it is about, until (``due_on``) or since when."""

    kind: str
    reference: str
    who: str
    where: str
    due_on: date | None
    since_at: datetime | None


@dataclass(frozen=True)
class Waiting:
    """One kind of waiting thing.

    ``text`` and ``detail`` are formatted with ``who`` and ``where``. ``roles``: asked only
    of people who hold one of them somewhere; empty: of everybody. ``operator``: only of
    the operator. ``route`` takes the row's reference unless ``bare``.
    """

    kind: str
    rows: Callable[[], QuerySet]
    text: str
    route: str
    detail: str = "{where}"
    roles: frozenset[Role] = field(default_factory=frozenset)
    operator: bool = False
    bare: bool = False


def mine_as(*roles: Role) -> QuerySet:
    """Ids of the organisations where the person holds one of these roles now."""
    return Membership.objects.filter(
        person_id=ME, ended_at=None, roles__role__in=[role.value for role in roles]
    ).values("organisation_id")


def shaped(
    rows: QuerySet,
    *,
    reference: str = "reference",
    who: Any = "",
    where: Any = "",
    due_on: str | None = None,
    since_at: str | None = None,
) -> QuerySet:
    """The six columns of :class:`Row` without the kind; names are fields of the queryset.

    ``who`` and ``where`` may also be expressions of text.
    """
    return rows.order_by().values_list(
        Cast(F(reference), CharField()) if reference else _text(""),
        _text(who),
        _text(where),
        Cast(F(due_on) if due_on else Value(None), DateField()),
        Cast(F(since_at) if since_at else Value(None), DateTimeField()),
    )


def _text(given: Any) -> Any:
    if isinstance(given, str):
        given = F(given) if given else Value("")
    return Cast(given, CharField())
