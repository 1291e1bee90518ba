"""Finding opportunities: which, how many, in which order, and how they divide by facet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from permeate.core.roles import Standing
from permeate.core.search.asking import Ask, understand
from permeate.core.search.bits import newest
from permeate.core.search.criteria import FACETS, PAGE_SIZE, Criteria
from permeate.core.search.index import Index
from permeate.core.search.matching import Phrases, matching
from permeate.core.search.ranking import tiers
from permeate.queries.search.documents import as_date, documents, published_within
from permeate.queries.search.memory import MEMORY, StoredPhrases

EXCERPT = 260  # characters of the summary


@dataclass(frozen=True)
class Found:
    """How many match; the ids of opportunities of one page, in order; hits by value of facets."""

    count: int
    ids: Sequence[int]
    counts: Mapping[str, Mapping[str, int]]
    ask: Ask


def find(criteria: Criteria, standing: Standing, *, page_size: int = PAGE_SIZE) -> Found:
    """Published opportunities that match and that this person may see.

    A page beyond the last is the last.
    """
    ask = understand(criteria.text)
    with MEMORY.current() as (index, phrases):
        matches, apart = matching(index, ask, criteria, standing, phrases)
        count = matches.bit_count()
        page = min(criteria.page, max(1, -(-count // page_size)))
        ordered = _ordered(index, ask, criteria, matches, phrases)
        places = newest(ordered, skip=(page - 1) * page_size, limit=page_size)
        return Found(
            count=count,
            ids=[index.opportunities[place] for place in places],
            counts={facet: _counts(index, facet, apart.get(facet, matches)) for facet in FACETS},
            ask=ask,
        )


def published_between(
    criteria: Criteria, standing: Standing, *, since: datetime, until: datetime
) -> list[int]:
    """Ids of matches published after ``since`` and not after ``until``, newest first."""
    index = Index(documents(published_within(since, until)))
    ask = understand(criteria.text)
    matches, _ = matching(index, ask, criteria, standing, StoredPhrases(index))
    return [index.opportunities[place] for place in newest([matches])]


def _ordered(
    index: Index, ask: Ask, criteria: Criteria, matches: int, phrases: Phrases
) -> list[int]:
    if ask.groups and criteria.sort == "relevance":
        return tiers(index, ask, matches, phrases)
    return [matches]


def _counts(index: Index, facet: str, matches: int) -> dict[str, int]:
    if not matches:
        return {}
    counted = (
        (value, (matches & index.bits(facet, value)).bit_count()) for value in index.values(facet)
    )
    return {value: count for value, count in counted if count}


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
    WHERE o.id IN ({})
"""


def hits(ids: Sequence[int], *, today: date) -> list[Hit]:
    """The opportunities of a page, in the order of ``ids``, which ``find`` gave."""
    if not ids:
        return []
    on = connection.ops.adapt_datefield_value(today)
    with connection.cursor() as cursor:
        cursor.execute(HITS.format(", ".join(["%s"] * len(ids))), (EXCERPT, on, *ids))
        rows = cursor.fetchall()
    made = {row[0]: Hit(*row[:8], *map(as_date, row[8:])) for row in rows}
    return [made[one] for one in ids if one in made]
