"""The one SQL statement behind every search, the visibility of each person within it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db import connection

from permeate.core.roles import Role, Standing
from permeate.core.search.asking import Ask
from permeate.core.search.criteria import FACETS, MOST_HITS, Criteria
from permeate.core.search.words import code
from permeate.queries.search.documents import AGE_ROWS, age_code
from permeate.queries.search.expressions import Codes, fts5, tsquery

FETCHED = MOST_HITS + 1  # one more tells that there are more

# Facet → its column.
COLUMNS = {facet: facet for facet in FACETS} | {"theme": "themes", "type": "organisation_type"}
ROWS = "permeate_searchrow r"
SELECT = "SELECT {} FROM {} WHERE {} ORDER BY {} DESC LIMIT {}"
FEW_AGES = 12  # with fewer there is nothing to be gained by asking in parts

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Where:
    """A condition with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Statement:
    """SQL with its parameters; ``in_parts`` has the row's number before the other columns."""

    sql: str
    parameters: tuple[Any, ...]
    in_parts: bool = False

    def rows(self) -> list[Row]:
        """What the database answers."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            rows = cursor.fetchall()
        if not self.in_parts:
            return rows
        # Nothing obliges the database to give the parts in their order.
        rows.sort(key=itemgetter(0), reverse=True)
        return [row[1:] for row in rows]


def select(
    columns: str,
    criteria: Criteria,
    ask: Ask,
    standing: Standing,
    *,
    title: bool = False,
    leaving_out: str = "",
    since: datetime | None = None,
    until: datetime | None = None,
) -> Statement:
    """The newest ``FETCHED`` matches that this person may see, newest first.

    ``title`` wants all words in the title; ``leaving_out`` names a facet not to narrow by;
    ``since`` (without) and ``until`` (with) limit the time of publication.
    """
    codes = [
        [code(facet, value) for value in values]
        for facet, values in criteria.facets.items()
        if facet != leaving_out
    ]
    rest = [visible(standing), *_starting(criteria), *_published(since, until)]
    if not (ask or codes):
        return _statement(columns, rest)
    return WITH_WORDS[connection.vendor](columns, ask, codes, title, rest)


def _statement(
    columns: str, conditions: list[Where], tables: str = ROWS, order: str = "r.id"
) -> Statement:
    where = " AND ".join(one.sql for one in conditions)
    sql = SELECT.format(columns, tables, where, order, FETCHED)
    return Statement(sql, tuple(value for one in conditions for value in one.parameters))


def _on_sqlite(columns: str, ask: Ask, codes: Codes, title: bool, rest: list[Where]) -> Statement:
    """The words are looked up first (CROSS JOIN), and come newest first by their own rowid.

    They are read only as far as they are wanted.
    """
    tables = "permeate_searchtext t CROSS JOIN permeate_searchrow r ON r.id = t.rowid"
    words = Where("t.permeate_searchtext MATCH %s", (fts5(ask, codes, title=title),))
    return _statement(columns, [words, *rest], tables, "t.rowid")


def _on_postgresql(
    columns: str, ask: Ask, codes: Codes, title: bool, rest: list[Where]
) -> Statement:
    """PostgreSQL reads all matches to find the newest, so it is asked in parts by age.

    A later part is only read where those before did not bring enough. ``+ 0`` keeps it from
    walking through the rows by age instead, reading the words of each.
    """
    ages_asked = [([], None)] if title else parts_by_age(newest())
    in_parts = len(ages_asked) > 1
    columns = f"r.id, {columns}" if in_parts else columns
    parts = []
    for ages, older in ages_asked:
        among_ages = [*codes, ages] if ages else codes
        words = [Where("r.words @@ %s::tsquery", (tsquery(ask, among_ages),))]
        if title:
            in_title = tsquery(Ask(groups=ask.groups))
            words.append(Where("r.title_words @@ %s::tsquery", (in_title,)))
        if older:
            words.append(Where("r.id < %s", (older,)))
        parts.append(_statement(columns, [*words, *rest], order="r.id + 0"))
    if not in_parts:
        return parts[0]
    sql = " UNION ALL ".join(f"({part.sql})" for part in parts)
    return Statement(
        f"{sql} LIMIT {FETCHED}",
        tuple(value for part in parts for value in part.parameters),
        in_parts=True,
    )


WITH_WORDS = {"sqlite": _on_sqlite, "postgresql": _on_postgresql}


def newest() -> int:
    """The number of the row that was last made; 0 where there is none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT MAX(id) FROM permeate_searchrow")
        return cursor.fetchone()[0] or 0


def parts_by_age(last: int) -> list[tuple[list[str], int | None]]:
    """(codes of ages, or none for any; the number below which rows are) from new to old.

    Each part is about four times as large as the one before; together they are all rows.
    """
    age = last // AGE_ROWS
    if age < FEW_AGES:
        return [([], None)]
    first, second = range(age, age - 2, -1), range(age - 2, age - 10, -1)
    return [
        ([age_code(one) for one in first], None),
        ([age_code(one) for one in second], None),
        ([], (age - 9) * AGE_ROWS),
    ]


NAMED = (
    "(r.audience = '' AND EXISTS (SELECT 1 FROM permeate_opportunityaudience a "
    "WHERE a.opportunity_id = r.opportunity_id AND {}))"
)
WITHIN = (
    "(r.starts_on = r.last_starts_on OR EXISTS (SELECT 1 FROM permeate_opportunitydate d "
    "WHERE d.opportunity_id = r.opportunity_id AND d.cancelled_at IS NULL "
    "AND d.starts_on BETWEEN %s AND %s))"
)


def visible(standing: Standing) -> Where:
    """As ``Opportunity.objects.visible_to`` has it for published ones; a test compares."""
    if not standing.person_id:
        return Where("1 = 0")
    either = [
        Where("r.audience = '*'"),
        *(Where("r.audience LIKE %s", (f"%,{one},%",)) for one in sorted(standing.sectors)),
        Where("r.host_manager_id = %s", (standing.person_id,)),
    ]
    if standing.organisations:
        members = among("a.organisation_id", standing.organisations)
        named = NAMED.format(members.sql)
        either.append(Where(named, members.parameters))
    hosting = standing.organisations_as(Role.HOST, Role.COORDINATOR)
    if hosting:
        either.append(among("r.host_id", hosting))
    return Where(
        f"({' OR '.join(one.sql for one in either)})",
        tuple(value for one in either for value in one.parameters),
    )


def among(column: str, ids: Collection[int]) -> Where:
    """The column holds one of these numbers; there is at least one."""
    return Where(f"{column} IN ({', '.join(['%s'] * len(ids))})", tuple(sorted(ids)))


def _starting(criteria: Criteria) -> list[Where]:
    """Starting within the dates asked for; of several dates one within them is enough."""
    to_column = connection.ops.adapt_datefield_value
    first, last = to_column(criteria.starts_from), to_column(criteria.starts_to)
    conditions = []
    if first:
        conditions.append(Where("r.last_starts_on >= %s", (first,)))
    if last:
        conditions.append(Where("r.starts_on <= %s", (last,)))
    if first and last:
        conditions.append(Where(WITHIN, (first, last)))
    return conditions


def _published(since: datetime | None, until: datetime | None) -> list[Where]:
    to_column = connection.ops.adapt_datetimefield_value
    conditions = []
    if since:
        conditions.append(Where("r.published_at > %s", (to_column(since),)))
    if until:
        conditions.append(Where("r.published_at <= %s", (to_column(until),)))
    return conditions
