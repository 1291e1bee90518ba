"""The one SQL statement behind every search, the visibility of each person within it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from permeate.core.roles import Role, Standing
from permeate.core.search.asking import Ask
from permeate.core.search.criteria import FACETS, MOST_HITS, Criteria
from permeate.core.search.words import code
from permeate.queries.search.expressions import fts5, tsquery

FETCHED = MOST_HITS + 1  # one more tells that there are more

# Facet → its column.
COLUMNS = {facet: facet for facet in FACETS} | {"theme": "themes", "type": "organisation_type"}


@dataclass(frozen=True)
class Statement:
    """SQL with its parameters; the newest come first."""

    sql: str
    parameters: tuple[Any, ...]

    def rows(self) -> list[tuple[Any, ...]]:
        """What the database answers."""
        with connection.cursor() as cursor:
            cursor.execute(self.sql, self.parameters)
            return cursor.fetchall()


@dataclass(frozen=True)
class Where:
    """A condition with its parameters."""

    sql: str
    parameters: tuple[Any, ...] = ()


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
    """Up to ``FETCHED`` matches that this person may see.

    ``title`` wants all words in the title; ``leaving_out`` names a facet not to narrow by;
    ``since`` (without) and ``until`` (with) limit the time of publication.
    """
    codes = [
        [code(facet, value) for value in values]
        for facet, values in criteria.facets.items()
        if facet != leaving_out
    ]
    tables, order, conditions = "permeate_searchrow r", "r.id", []
    if ask or codes:
        tables, order, words = TEXT[connection.vendor](ask, codes, title)
        conditions.append(words)
    conditions += [visible(standing), *_starting(criteria), *_published(since, until)]
    sql = (
        f"SELECT {columns} FROM {tables} WHERE "  # noqa: S608  all from this module
        f"{' AND '.join(one.sql for one in conditions)} ORDER BY {order} DESC LIMIT {FETCHED}"
    )
    return Statement(sql, tuple(value for one in conditions for value in one.parameters))


def _text_sqlite(ask: Ask, codes: list[list[str]], title: bool) -> tuple[str, str, Where]:
    # CROSS JOIN: the words are looked up first. In the order of their own rowid they come
    # newest first, one after the other as far as they are wanted.
    tables = "permeate_searchtext t CROSS JOIN permeate_searchrow r ON r.id = t.rowid"
    return (
        tables,
        "t.rowid",
        Where("t.permeate_searchtext MATCH %s", (fts5(ask, codes, title=title),)),
    )


def _text_postgresql(ask: Ask, codes: list[list[str]], title: bool) -> tuple[str, str, Where]:
    words = Where("r.words @@ %s::tsquery", (tsquery(ask, codes),))
    if title:
        in_title = tsquery(Ask(groups=ask.groups))
        words = Where(
            f"r.title_words @@ %s::tsquery AND {words.sql}", (in_title, *words.parameters)
        )
    return "permeate_searchrow r", "r.id", words


TEXT = {"sqlite": _text_sqlite, "postgresql": _text_postgresql}


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
