"""What is indexed of a published opportunity: its row of facets and its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from permeate.core.search.criteria import facet_words
from permeate.core.search.lengths import length
from permeate.core.search.words import code, lexemes
from permeate.core.vocabulary import PROFESSIONS, SKILLS, THEMES, Visibility
from permeate.models import Opportunity, SearchRow
from permeate.models.search import EVERYONE

BREAK = "_"  # stands between two fields, so that no phrase reaches across
MOST_WORDS = 5000
AGE_ROWS = 4096  # rows of one age, by their numbers: later published means a higher one
ANY_CODE = "any_thing"  # every opportunity has it


@dataclass(frozen=True)
class Document:
    """A row not yet saved, and its words: stems of the title and of all else, and codes."""

    row: SearchRow
    title: list[str]
    body: list[str]
    codes: list[str]


def indexable(opportunities: QuerySet[Opportunity]) -> QuerySet[Opportunity]:
    """Those that are searched, with everything a document needs, in order of publication."""
    return (
        opportunities.published()
        .select_related("host", "programme")
        .prefetch_related("objectives", "topics", "audiences", "dates")
        .order_by("published_at", "id")
    )


def document(opportunity: Opportunity) -> Document:
    """The document of one opportunity from ``indexable``."""
    topics = list(opportunity.topics.all())
    themes = sorted(topic.value for topic in topics if topic.kind == "THEME")
    tags = _stems(_tags(opportunity, [topic.value for topic in topics]))
    title = lexemes(opportunity.title)[:MOST_WORDS]
    row = SearchRow(
        opportunity=opportunity,
        host_id=opportunity.host_id,
        host_manager_id=opportunity.host_manager_id,
        audience=_audience(opportunity),
        kind=opportunity.kind,
        place=opportunity.place,
        sector=opportunity.host.sector,
        region=opportunity.region or opportunity.host.region,
        themes=f",{','.join(themes)}," if themes else "",
        profession=opportunity.profession,
        organisation_type=opportunity.host.organisation_type,
        title=f" {' '.join(title)} ",
        tags=f" {' '.join(tags)} ",
        published_at=opportunity.published_at,
        **_times(opportunity),
    )
    body = [*tags, BREAK, *_stems(_prose(opportunity))][:MOST_WORDS]
    return Document(row=row, title=title, body=body, codes=_codes(row, themes))


def age_code(age: int) -> str:
    """The code that the rows of one age share; PostgreSQL alone has them."""
    return code("age", str(age))


def _stems(fields: Iterable[str]) -> list[str]:
    stems: list[str] = []
    for text in fields:
        stems += [*lexemes(text), BREAK] if text else []
    return stems[:-1]


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


def _audience(opportunity: Opportunity) -> str:
    if opportunity.visibility == Visibility.EVERYONE.value:
        return EVERYONE
    if opportunity.visibility == Visibility.SECTORS.value:
        return f",{','.join(sorted({a.sector for a in opportunity.audiences.all() if a.sector}))},"
    return ""


def _times(opportunity: Opportunity) -> dict[str, date | str | None]:
    dates = [day for day in opportunity.dates.all() if day.cancelled_at is None]
    if not dates:
        band = length(opportunity.starts_on, opportunity.ends_on)
        starts_on = opportunity.starts_on
        return {"length": band or "", "starts_on": starts_on, "last_starts_on": starts_on}
    starts = [day.starts_on for day in dates]
    band = length(dates[0].starts_on, dates[0].ends_on)
    return {"length": band or "", "starts_on": min(starts), "last_starts_on": max(starts)}


def _codes(row: SearchRow, themes: list[str]) -> list[str]:
    facets = {
        "kind": [row.kind],
        "length": [row.length],
        "place": [row.place],
        "sector": [row.sector],
        "region": [row.region],
        "theme": themes,
        "profession": [row.profession],
        "type": [row.organisation_type],
    }
    return [
        ANY_CODE,
        *(code(facet, value) for facet, values in facets.items() for value in values if value),
    ]
