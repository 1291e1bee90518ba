"""What is indexed of a published opportunity: its row of facets and its words."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db.models import QuerySet

from permeate.core.search.criteria import facet_words
from permeate.core.search.index import Document
from permeate.core.search.lengths import length
from permeate.core.search.matching import EVERYONE, organisation_audience
from permeate.core.search.words import lexemes
from permeate.core.vocabulary import PROFESSIONS, SKILLS, THEMES, Visibility
from permeate.models import Opportunity, SearchRow

BREAK = "_"  # stands between two fields, so that no phrase reaches across
MOST_WORDS = 5000
# Facet → its column.
COLUMNS = {
    "kind": "kind",
    "length": "length",
    "place": "place",
    "sector": "sector",
    "region": "region",
    "theme": "themes",
    "profession": "profession",
    "type": "organisation_type",
}
# The columns that ``documents`` reads, in order.
READ = (
    "id", "opportunity_id", "host_id", "host_manager_id", "audience", "starts", "title", "tags",
    "prose", *COLUMNS.values(),
)  # fmt: skip


def indexable(opportunities: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """Those that are searched, with everything a row needs, in order of publication."""
    return (
        opportunities.published()
        .select_related("host", "programme")
        .prefetch_related("objectives", "topics", "audiences", "dates")
        .order_by("published_at", "id")
    )


def search_row(opportunity: Opportunity) -> SearchRow:
    """The row, not yet saved, of one opportunity from ``indexable``."""
    topics = list(opportunity.topics.all())
    dates = [day for day in opportunity.dates.all() if day.cancelled_at is None]
    return SearchRow(
        opportunity=opportunity,
        host_id=opportunity.host_id,
        host_manager_id=opportunity.host_manager_id,
        audience=_between_commas(_audience(opportunity)),
        kind=opportunity.kind,
        length=_length(opportunity) or "",
        place=opportunity.place,
        sector=opportunity.host.sector,
        region=opportunity.region or opportunity.host.region,
        themes=_between_commas(topic.value for topic in topics if topic.kind == "THEME"),
        profession=opportunity.profession,
        organisation_type=opportunity.host.organisation_type,
        title=_stems([opportunity.title]),
        tags=_stems(_tags(opportunity, [topic.value for topic in topics])),
        prose=_stems(_prose(opportunity)),
        starts=_between_commas(
            day.isoformat()
            for day in ([one.starts_on for one in dates] or [opportunity.starts_on])
            if day
        ),
        published_at=opportunity.published_at,
    )


def documents(rows: QuerySet[SearchRow]) -> Iterator[Document]:
    """The rows as an index takes them, in order of publication."""
    for row in rows.order_by("id").values_list(*READ).iterator(chunk_size=2000):
        known = dict(zip(READ, row, strict=True))
        starts = _values(known["starts"])
        values = {
            "title": set(known["title"].split()),
            "tag": set(known["tags"].split()),
            "prose": set(known["prose"].split()),
            "audience": _values(known["audience"]),
            "manager": (str(known["host_manager_id"]),),
            "host": (str(known["host_id"]),),
            "day": starts,
            "month": {day[:7] for day in starts},
        }
        for facet, column in COLUMNS.items():
            values[facet] = _values(known[column]) if facet == "theme" else _one(known[column])
        yield Document(known["id"], known["opportunity_id"], values)


def published_within(since: datetime, until: datetime) -> QuerySet[SearchRow]:
    """Rows published after ``since`` and not after ``until``."""
    return SearchRow.objects.filter(published_at__gt=since, published_at__lte=until)


def _one(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _values(text: str) -> list[str]:
    return text[1:-1].split(",") if text else []


def _between_commas(values: Iterable[str]) -> str:
    held = sorted(set(values))
    return f",{','.join(held)}," if held else ""


def _stems(fields: Iterable[str]) -> str:
    stems: list[str] = []
    for text in fields:
        stems += [*lexemes(text), BREAK] if text else []
    return f" {' '.join(stems[:-1][:MOST_WORDS])} "


def _tags(opportunity: Opportunity, topics: list[str]) -> list[str]:
    host = opportunity.host
    programme = opportunity.programme
    return [
        host.name,
        host.short_name,
        programme.name if programme else "",
        PROFESSIONS.get(opportunity.profession, opportunity.profession),
        *(THEMES.get(value) or SKILLS.get(value) or value for value in topics),
    ]


def _prose(opportunity: Opportunity) -> list[str]:
    region = opportunity.region or opportunity.host.region
    return [
        opportunity.summary,
        opportunity.location,
        facet_words("kind", opportunity.kind),
        facet_words("region", region),
        facet_words("place", opportunity.place),
        facet_words("sector", opportunity.host.sector),
        opportunity.host.organisation_type,
        *(f"{goal.text} {BREAK} {goal.measure}" for goal in opportunity.objectives.all()),
        opportunity.host_learns,
        opportunity.why_placement,
    ]


def _audience(opportunity: Opportunity) -> list[str]:
    if opportunity.visibility == Visibility.EVERYONE.value:
        return [EVERYONE]
    if opportunity.visibility == Visibility.SECTORS.value:
        return [one.sector for one in opportunity.audiences.all() if one.sector]
    return [
        organisation_audience(one.organisation_id)
        for one in opportunity.audiences.all()
        if one.organisation_id
    ]


def _length(opportunity: Opportunity) -> str | None:
    dates = [day for day in opportunity.dates.all() if day.cancelled_at is None]
    first, last = opportunity.starts_on, opportunity.ends_on
    if dates:
        first, last = dates[0].starts_on, dates[0].ends_on
    return length(first, last)


def as_date(value: date | str | None) -> date | None:
    """A date column read by hand: SQLite keeps dates as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
