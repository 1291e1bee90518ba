"""Rows to columns of numbers, one query and one pass, whatever the database.

The database turns words, days and moments into whole numbers, so that nothing is done row by
row here: measures read millions of rows.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import islice
from typing import Any

from django.db.models import Case, Expression, F, Func, IntegerField, QuerySet, Value, When
from django.db.models.functions import Coalesce

NOTHING = -1
AT_ONCE = 20_000
Columns = dict[str, array]
Pairs = tuple[array, array]


@dataclass
class Rows:
    """One kind of event: whole numbers (``q``) or amounts (``d``) by field; lists as pairs.

    ``second`` is in UTC, since 1970. Without ``occurred`` it happened when it was recorded.
    """

    columns: Columns = field(default_factory=dict)
    lists: Mapping[str, Pairs] = field(default_factory=dict)


class Seconds(Func):
    """A moment as whole seconds since 1970, UTC."""

    output_field = IntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "CAST(strftime('%%%%s', %(expressions)s) AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "FLOOR(EXTRACT(EPOCH FROM %(expressions)s))::bigint"
        return super().as_sql(compiler, connection, template=template, **more)


class Days(Func):
    """A date as days since 1 January 1970."""

    output_field = IntegerField()
    arity = 1

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "CAST(julianday(%(expressions)s) - 2440587.5 AS INTEGER)"
        return super().as_sql(compiler, connection, template=template, **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "(%(expressions)s - DATE '1970-01-01')"
        return super().as_sql(compiler, connection, template=template, **more)


def code(name: str, words: type[StrEnum] | Mapping[str, int]) -> Expression:
    """The place of a word in its vocabulary, or the number given for it; -1 for another."""
    places = (
        words
        if isinstance(words, Mapping)
        else {word.value: place for place, word in enumerate(words)}
    )
    whens = [When(**{name: word}, then=Value(place)) for word, place in places.items()]
    return Case(*whens, default=Value(NOTHING), output_field=IntegerField())


def or_nothing(name: str) -> Expression:
    """A number that may be missing."""
    return Coalesce(F(name), Value(NOTHING), output_field=IntegerField())


def columns_of(
    queryset: QuerySet, amounts: tuple[str, ...] = (), **expressions: Expression | str
) -> Columns:
    """The rows' numbers by name; never all rows at once."""
    asked = [F(one) if isinstance(one, str) else one for one in expressions.values()]
    rows = queryset.order_by().values_list(*asked).iterator(AT_ONCE)
    found = {name: array("d" if name in amounts else "q") for name in expressions}
    for chunk in _chunks(rows):
        for column, values in zip(found.values(), zip(*chunk, strict=True), strict=True):
            column.extend(values)
    return found


def _chunks(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, AT_ONCE)):
        yield chunk


def pairs_of(queryset: QuerySet, row: str, item: str) -> Pairs:
    """(row, item) for a field that is a list."""
    found = columns_of(queryset, row=row, item=item)
    return found["row"], found["item"]
