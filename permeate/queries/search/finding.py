"""Finding opportunities: which, how many, in which order, and how they divide by facet."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Min
from django.db.models.functions import Substr

from permeate.core.roles import Standing
from permeate.core.search.asking import Ask, understand
from permeate.core.search.criteria import MOST_HITS, PAGE_SIZE, Criteria
from permeate.core.search.ranking import score
from permeate.models import Opportunity, OpportunityDate
from permeate.queries.search.statements import COLUMNS, Statement, select

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
        if more:
            titled = select(COLUMN_LIST, criteria, ask, standing, title=True).rows()
            rows = list(dict.fromkeys([*titled, *rows]))[:MOST_HITS]
        rows.sort(key=lambda row: score(ask, row[1], row[2]), reverse=True)
    return Found(ids=[row[0] for row in rows], more=more, counts=counts, ask=ask)


def published_between(
    criteria: Criteria, standing: Standing, *, since: datetime, until: datetime
) -> list[int]:
    """Ids of matches published after ``since`` and not after ``until``, newest first."""
    ask = understand(criteria.text)
    found = select("r.opportunity_id", criteria, ask, standing, since=since, until=until)
    return [opportunity_id for (opportunity_id,) in found.rows()][:MOST_HITS]


def _counts(rows: Sequence[tuple[Any, ...]], more: bool) -> dict[str, Counts]:
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


def _counts_apart(criteria: Criteria, ask: Ask, standing: Standing) -> dict[str, Counts]:
    """For each chosen facet: how its values divide what matches all but itself."""
    if not criteria.facets:
        return {}
    parts = []
    for facet in criteria.facets:
        inner = select(f"r.{COLUMNS[facet]} AS v", criteria, ask, standing, leaving_out=facet)
        sql = f"SELECT '{facet}', v, COUNT(*) FROM ({inner.sql}) s_{facet} GROUP BY v"  # noqa: S608
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
    fte: Any
    next_on: date | None = None  # the next date to book


def hits(ids: Sequence[int], *, today: date) -> list[Hit]:
    """The opportunities of a page, in the order of ``ids``, which ``find`` gave."""
    rows = Opportunity.objects.filter(id__in=ids).values(
        "id", "reference", "title", "kind", "region", "place", "starts_on", "ends_on",
        "closes_on", "fte", "host__name", "host__region", excerpt=Substr("summary", 1, EXCERPT),
    )  # fmt: skip
    coming = dict(
        OpportunityDate.objects.filter(
            opportunity_id__in=ids, cancelled_at=None, starts_on__gte=today
        )
        .order_by()
        .values_list("opportunity_id")
        .annotate(Min("starts_on"))
    )
    made = {}
    for row in rows:
        host, host_region = row.pop("host__name"), row.pop("host__region")
        row["region"] = row["region"] or host_region
        made[row["id"]] = Hit(host=host, next_on=coming.get(row["id"]), **row)
    return [made[one] for one in ids if one in made]
