"""Finding opportunities: which, how many, in which order, and how they divide by facet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection

from permeate.core.roles import Standing
from permeate.core.search.asking import Ask, understand
from permeate.core.search.criteria import MOST_HITS, PAGE_SIZE, Criteria
from permeate.core.search.ranking import best, scorer
from permeate.queries.search.statements import COLUMNS, Statement, among, select

Row = tuple[Any, ...]

EXCERPT = 260  # characters of the summary

FETCHED_COLUMNS = ("opportunity_id", "title", "tags", *COLUMNS.values())
COLUMN_LIST = ", ".join(f"r.{column}" for column in FETCHED_COLUMNS)
_FIRST_FACET = FETCHED_COLUMNS.index("tags") + 1


@dataclass(frozen=True)
class Counts:
    """Hits by value of one facet; ``least``: there may be more of each than counted."""

    by_value: Mapping[str, int] = field(default_factory=dict)
    least: bool = False


@dataclass(frozen=True)
class Found:
    """The hits: ids of opportunities in order, at most ``MOST_HITS``."""

    ids: Sequence[int]
    more: bool  # than are in ``ids``
    counts: Mapping[str, Counts]
    ask: Ask

    def page(self, number: int) -> Sequence[int]:
        """The ids of one page, counted from 1."""
        return self.ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-len(self.ids) // PAGE_SIZE))


def find(criteria: Criteria, standing: Standing) -> Found:
    """Published opportunities that match and that this person may see.

    One statement, a second where a facet is chosen (how the others divide had it not
    been), a third where more match than are counted (the titles first).
    """
    ask = understand(criteria.text)
    rows = select(COLUMN_LIST, criteria, ask, standing).rows()
    more = len(rows) > MOST_HITS
    rows = rows[:MOST_HITS]
    counts = _counts(rows, more) | _counts_apart(criteria, ask, standing)
    if ask.groups and criteria.sort == "relevance":
        rows = _ranked(rows, more, criteria, ask, standing)
    return Found(ids=[row[0] for row in rows], more=more, counts=counts, ask=ask)


def _ranked(
    rows: list[Row], more: bool, criteria: Criteria, ask: Ask, standing: Standing
) -> list[Row]:
    """The best first, newest first among equals.

    Where more match than were fetched, older ones with everything in the title are fetched
    too, unless the page is full without them.
    """
    score, most = scorer(ask), best(ask)
    scores = [score(row[1], row[2]) for row in rows]
    if more and scores.count(most) < criteria.page * PAGE_SIZE:
        titled = select(COLUMN_LIST, criteria, ask, standing, title=True).rows()
        rows = list(dict.fromkeys([*titled, *rows]))[:MOST_HITS]
        scores = [score(row[1], row[2]) for row in rows]
    order = sorted(range(len(rows)), key=scores.__getitem__, reverse=True)
    return [rows[place] for place in order]


def published_between(
    criteria: Criteria, standing: Standing, *, since: datetime, until: datetime
) -> list[int]:
    """Ids of matches published after ``since`` and not after ``until``, newest first."""
    ask = understand(criteria.text)
    found = select("r.opportunity_id", criteria, ask, standing, since=since, until=until)
    return [opportunity_id for (opportunity_id,) in found.rows()][:MOST_HITS]


def _counts(rows: Sequence[Row], more: bool) -> dict[str, Counts]:
    columns = list(zip(*rows, strict=True)) or [()] * len(FETCHED_COLUMNS)
    return {
        facet: Counts(_by_value(facet, Counter(column)), more)
        for facet, column in zip(COLUMNS, columns[_FIRST_FACET:], strict=True)
    }


def _by_value(facet: str, stored: Mapping[str, int]) -> dict[str, int]:
    """Counts without the empty value; a row with several themes counts for each."""
    if facet != "theme":
        return {value: count for value, count in stored.items() if value}
    single: Counter[str] = Counter()
    for values, count in stored.items():
        for value in filter(None, values.split(",")):
            single[value] += count
    return dict(single)


GROUPED = "SELECT '{facet}', v, COUNT(*) FROM ({inner}) s_{facet} GROUP BY v"


def _counts_apart(criteria: Criteria, ask: Ask, standing: Standing) -> dict[str, Counts]:
    """For each chosen facet: how its values divide what matches all but itself."""
    if not criteria.facets:
        return {}
    parts = []
    for facet in criteria.facets:
        inner = select(f"r.{COLUMNS[facet]} AS v", criteria, ask, standing, leaving_out=facet)
        sql = GROUPED.format(facet=facet, inner=inner.sql)
        parts.append(Statement(sql, inner.parameters))
    whole = Statement(
        " UNION ALL ".join(part.sql for part in parts),
        tuple(value for part in parts for value in part.parameters),
    )
    stored: dict[str, dict[str, int]] = {facet: {} for facet in criteria.facets}
    for facet, value, count in whole.rows():
        stored[facet][value] = count
    return {
        facet: Counts(_by_value(facet, values), sum(values.values()) > MOST_HITS)
        for facet, values in stored.items()
    }


@dataclass(frozen=True)
class Hit:
    """What a result shows of one opportunity."""

    id: int
    reference: str
    title: str
    kind: str
    excerpt: str
    host: str
    region: str
    place: str
    starts_on: date | None
    ends_on: date | None
    closes_on: date | None
    next_on: date | None  # the next date to book


# What a result shows, with the next date to book where there are dates.
HITS = """
    SELECT o.id, o.reference, o.title, o.kind, SUBSTR(o.summary, 1, %s), h.name,
           COALESCE(NULLIF(o.region, ''), h.region), o.place, o.starts_on, o.ends_on,
           o.closes_on, (SELECT MIN(d.starts_on) FROM permeate_opportunitydate d
                         WHERE d.opportunity_id = o.id AND d.cancelled_at IS NULL
                         AND d.starts_on >= %s)
    FROM permeate_opportunity o JOIN permeate_organisation h ON h.id = o.host_id
    WHERE {}
"""


def hits(ids: Sequence[int], *, today: date) -> list[Hit]:
    """The opportunities of a page, in the order of ``ids``, which ``find`` gave."""
    if not ids:
        return []
    on = connection.ops.adapt_datefield_value(today)
    chosen = among("o.id", ids)
    rows = Statement(HITS.format(chosen.sql), (EXCERPT, on, *chosen.parameters)).rows()
    made = {row[0]: Hit(*row[:8], *map(_date, row[8:])) for row in rows}
    return [made[one] for one in ids if one in made]


def _date(value: date | str | None) -> date | None:
    """SQLite keeps dates as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
