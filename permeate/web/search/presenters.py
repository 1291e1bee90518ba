"""How a search reads: its facets with counts, what was chosen, and each result."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from permeate.core.search.asking import MOST_TERMS
from permeate.core.search.criteria import FACETS, Criteria
from permeate.core.vocabulary import PROFESSIONS, THEMES, Kind, Length, Place, Region, Sector
from permeate.models import SavedSearch
from permeate.queries.search.finding import Counts, Found, Hit
from permeate.web.presenting import day, days, label, plural

FACET_WORDS: Mapping[str, str] = {
    "kind": "Kind",
    "length": "How long",
    "place": "On site or remote",
    "sector": "Sector of the host",
    "region": "Region",
    "theme": "Theme",
    "profession": "Profession",
    "type": "Type of organisation",
}
# The order in which a facet's values are listed; types of organisation come most hits first.
ORDERS: Mapping[str, list[str]] = {
    "kind": [kind.value for kind in Kind],
    "length": [band.value for band in Length],
    "place": [place.value for place in Place],
    "sector": [sector.value for sector in Sector],
    "region": [region.value for region in Region],
    "theme": list(THEMES),
    "profession": list(PROFESSIONS),
}
ALWAYS_OPEN = ("kind", "length")
MOST_TYPES = 20

Row = dict[str, Any]


def heading(found: Found) -> str:
    """``1 opportunity``, ``34 opportunities``, ``1,000+ opportunities``."""
    if found.more:
        return f"{len(found.ids):,}+ opportunities"
    return plural(len(found.ids), "opportunity", "opportunities")


def sorts(criteria: Criteria) -> list[Row]:
    """The two orders with their addresses; none without words, which only have one."""
    if not criteria.text:
        return []
    return [
        {
            "text": words,
            "query": replace(criteria, sort=sort).query(),
            "here": criteria.sort == sort,
        }
        for sort, words in (("relevance", "Relevance"), ("newest", "Newest"))
    ]


def chips(criteria: Criteria) -> list[Row]:
    """What narrows the search, each with the address of the search without it."""
    chosen = [
        {
            "facet": FACET_WORDS[facet],
            "text": label(value),
            "query": criteria.without(facet, value).query(),
        }
        for facet in FACETS
        for value in criteria.facets.get(facet, ())
    ]
    for name, words, value in (
        ("from", "Starts after", criteria.starts_from),
        ("to", "Starts before", criteria.starts_to),
    ):
        if value:
            query = criteria.without(name).query()
            chosen.append({"facet": words, "text": day(value), "query": query})
    return chosen


def groups(criteria: Criteria, found: Found) -> list[Row]:
    """Facets with the values that would find something, and those chosen."""
    listed = [_group(facet, criteria, found.counts[facet]) for facet in FACETS]
    return [group for group in listed if group["options"]]


def _group(facet: str, criteria: Criteria, counts: Counts) -> Row:
    chosen = criteria.facets.get(facet, ())
    plus = "+" if counts.least else ""
    return {
        "facet": facet,
        "words": FACET_WORDS[facet],
        "chosen": len(chosen),
        "open": bool(chosen) or facet in ALWAYS_OPEN,
        "options": [
            {
                "value": value,
                "text": label(value),
                "count": f"{counts.by_value.get(value, 0):,}{plus}",
                "checked": value in chosen,
            }
            for value in _listed(facet, chosen, counts.by_value)
        ],
    }


def _listed(facet: str, chosen: tuple[str, ...], by_value: Mapping[str, int]) -> list[str]:
    if facet in ORDERS:
        return [value for value in ORDERS[facet] if value in by_value or value in chosen]
    often = sorted(by_value, key=lambda value: (-by_value[value], value))[:MOST_TYPES]
    return sorted({*often, *chosen})


def typed_day(given: QueryDict, criteria: Criteria, name: str) -> dict[str, str]:
    """What stands in a date's three boxes: what was typed, right or wrong."""
    value = criteria.starts_from if name == "from" else criteria.starts_to
    known = {part: str(getattr(value, part)) if value else "" for part in ("day", "month", "year")}
    return {part: given.get(f"{name}-{part}", known[part]) for part in known}


def any_word(criteria: Criteria, found: Found) -> str:
    """Where several words found nothing together: the query for any one of them."""
    if found.ids or not 1 < len(found.ask.groups) <= MOST_TERMS // 2 or '"' in criteria.text:
        return ""
    text = " OR ".join(word for word in criteria.text.split() if word != "OR")
    return replace(criteria, text=text, page=1).query()


def result(hit: Hit) -> Row:
    """One result: title, link, and two lines of facts."""
    where = label(hit.place)
    if hit.region and hit.place != Place.REMOTE.value:
        where = f"{where}, {label(hit.region)}"
    return {
        "reference": hit.reference,
        "title": hit.title,
        "excerpt": _excerpt(hit.excerpt),
        "facts": [label(hit.kind), hit.host, where],
        "when": _when(hit),
        "closes_on": hit.closes_on,
    }


def _when(hit: Hit) -> str:
    if hit.next_on:
        return f"Next date: {day(hit.next_on)}"
    if hit.starts_on and hit.ends_on:
        return days(hit.starts_on, hit.ends_on)
    return f"From {day(hit.starts_on)}" if hit.starts_on else ""


def _excerpt(text: str) -> str:
    """The beginning of the summary, cut at a word."""
    words = " ".join(text.split())
    if len(words) < 200:
        return words
    return words[:200].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def described(criteria: Criteria) -> str:
    """A search in words: ``“housing”, Shadowing, Wales``."""
    words = [f"“{criteria.text}”"] if criteria.text else []
    for chip in chips(criteria):
        dated = chip["facet"].startswith("Starts")
        words.append(f"{chip['facet'].lower()} {chip['text']}" if dated else chip["text"])
    whole = ", ".join(words) or "All opportunities"
    return whole if len(whole) <= 150 else whole[:149].rsplit(",", 1)[0] + " …"


def saved(search: SavedSearch) -> Row:
    """A saved search as it is listed."""
    words = described(Criteria.parse(search.query))
    return {
        "reference": search.reference,
        "name": search.name,
        "described": "" if words == search.name else words,
        "query": search.query,
        "alerts": search.alerts,
        "created_at": search.created_at,
    }
