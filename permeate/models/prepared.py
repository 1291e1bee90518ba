"""Querysets whose SQL is made once and only filled in from then on.

To build a queryset and turn it into SQL takes far longer than the database's answer.
``Prepared`` takes the function that builds one and calls it once for each *shape* of its
arguments, with placeholders in their stead; afterwards only the values change.

For the same shape the function must make the same queryset: it may look at how many values
there are, at their types and at the roles in a person's standing, but not at the values. The
clock must be an argument. Where a placeholder does not come back whole, or a date that is no
argument is found in the SQL, the queryset is built anew each time as if not prepared.
"""

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet

from permeate.core.roles import Standing

NUMBERS = -8_000_000_000_000_000_000  # placeholders for numbers count up from here
# A private character that none of our texts has. In a text that would be changed by being
# stripped or put in another case, so that a function that does either is found out.
MARK = "\ue000"
DAYS = date(1, 1, 2)
MOMENTS = datetime(1, 1, 2, tzinfo=UTC)
PLACEHOLDERS: dict[type, Callable[[int], Any]] = {
    int: lambda number: NUMBERS + number,
    str: lambda number: f" {MARK}Aa{number} ",
    date: lambda number: DAYS + timedelta(days=number),
    datetime: lambda number: MOMENTS + timedelta(hours=number),
}
LIKE_A_DATE = re.compile(r"\d{4}-\d\d-\d\d")
MOST_SHAPES = 300  # a shape more than that begins anew


class Prepared:
    """See the module. ``all`` and ``first`` take what the function takes."""

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self.build = build
        self.statements: dict[Any, Statement | None] = {}

    def all(self, *arguments: Any) -> list[Any]:
        """The rows, as the queryset would give them."""
        return list(self.queryset(*arguments))

    def first(self, *arguments: Any) -> Any:
        """The first row, or None; the function itself limits how many are fetched."""
        return next(iter(self.queryset(*arguments)), None)

    def queryset(self, *arguments: Any) -> QuerySet:
        """What to iterate over, and nothing else."""
        leaves = Leaves()
        parts = [leaves.put(argument) for argument in arguments]
        shape = tuple(shape for shape, _ in parts)
        if shape not in self.statements:
            if len(self.statements) >= MOST_SHAPES:
                self.statements.clear()
            self.statements[shape] = self._prepare([stand_in for _, stand_in in parts], leaves)
        statement = self.statements[shape]
        if statement:
            return statement.filled(leaves.values)
        return self.build(*(one.value if isinstance(one, Fixed) else one for one in arguments))

    def _prepare(self, stand_ins: list[Any], leaves: "Leaves") -> "Statement | None":
        try:
            return Statement(self.build(*stand_ins), leaves)
        except EmptyResultSet:
            return None
        except Exception:  # noqa: BLE001  it asks more of its arguments than placeholders have
            return None


@dataclass(frozen=True)
class Fixed:
    """An argument whose value is part of the shape: a limit, a choice among few."""

    value: Any


@dataclass
class Leaves:
    """The values of all arguments in order, and the placeholder of each."""

    values: list[Any] = field(default_factory=list)
    placeholders: list[Any] = field(default_factory=list)
    needed: set[int] = field(default_factory=set)  # must come back in the SQL
    numbers: Iterator[int] = field(default_factory=count)

    def put(self, value: Any) -> tuple[Any, Any]:
        """(shape, stand-in) of one argument."""
        standing = getattr(value, "standing", None)
        if isinstance(standing, Standing):
            return self._reader(value, standing)
        if isinstance(value, tuple | list):
            parts = [self.put(one) for one in value]
            return tuple(shape for shape, _ in parts), [stand_in for _, stand_in in parts]
        if isinstance(value, Fixed):
            return ("constant", value.value), value.value
        if type(value) not in PLACEHOLDERS or value == "":
            return ("constant", value), value
        return type(value), self._leaf(value, needed=True)

    def _leaf(self, value: Any, *, needed: bool = False) -> Any:
        number = next(self.numbers)
        placeholder = PLACEHOLDERS[type(value)](number)
        self.values.append(value)
        self.placeholders.append(placeholder)
        if needed:
            self.needed.add(number)
        return placeholder

    def _reader(self, person: Model, standing: Standing) -> tuple[Any, Any]:
        """A person of whom only the number and the standing can be read."""
        number = self._leaf(person.pk)
        ordered = sorted(standing.roles.items(), key=lambda pair: (sorted(pair[1]), pair[0]))
        roles = {self._leaf(organisation): held for organisation, held in ordered}
        sectors = frozenset(self._leaf(str(one)) for one in sorted(standing.sectors))
        stand_in = person.__class__.from_db(DEFAULT_DB_ALIAS, ["id"], [number])
        stand_in.__dict__["standing"] = Standing(number, standing.operator, roles, sectors)
        shape = (standing.operator, tuple(held for _, held in ordered), len(sectors))
        return shape, stand_in


class Statement:
    """The SQL of one queryset, and which of its parameters is which value.

    ValueError where it cannot be filled in.
    """

    def __init__(self, queryset: QuerySet, leaves: Leaves) -> None:
        self.template, self.using = queryset, queryset.db
        self.compiler = queryset.query.get_compiler(using=self.using)
        self.sql, parameters = self.compiler.as_sql()
        self.parameters = list(parameters)
        self.converters = self.compiler.get_converters([one[0] for one in self.compiler.select])
        known = {_stored(one, self.using): place for place, one in enumerate(leaves.placeholders)}
        self.places = [
            (position, known[value])
            for position, value in enumerate(self.parameters)
            if value in known
        ]
        lost = leaves.needed - {number for _, number in self.places}
        others = [value for value in self.parameters if value not in known]
        if lost or any(_is_more_than_given(value) for value in others):
            raise ValueError(f"cannot be prepared: {self.sql} {self.parameters}")

    def filled(self, values: list[Any]) -> QuerySet:
        """The queryset with these values."""
        parameters = list(self.parameters)
        for position, number in self.places:
            parameters[position] = _stored(values[number], self.using)
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[self.using]
        compiler.get_converters = lambda _: self.converters
        compiler.as_sql = lambda *_, **__: (self.sql, tuple(parameters))
        queryset = object.__new__(type(self.template))  # copying would ask the database
        queryset.__dict__ = {**self.template.__dict__, "_query": Ready(compiler)}
        return queryset


class Ready:
    """A query whose compiler is there already."""

    def __init__(self, compiler: Any) -> None:
        self.compiler = compiler

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        """The one compiler, whatever is asked for."""
        return self.compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self.compiler.query, name)


def _stored(value: Any, using: str) -> Any:
    """The value as the database's driver takes it."""
    operations = connections[using].ops
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    return value


def _is_more_than_given(value: Any) -> bool:
    """A placeholder that was changed, or a date that was no argument."""
    if isinstance(value, int):
        return value < NUMBERS // 2
    if isinstance(value, str):
        return MARK in value or LIKE_A_DATE.match(value) is not None
    return isinstance(value, date)
