"""How a search reads: its facets with counts, what was chosen, and each result."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from markupsafe import Markup

from permeate.core.search.asking import MOST_TERMS
from permeate.core.search.criteria import FACETS, Criteria, facet_words
from permeate.core.search.words import words
from permeate.core.vocabulary import Place
from permeate.models import SavedSearch
from permeate.queries.search.finding import Found, Hit
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
ALWAYS_OPEN = ("kind", "length")
MOST_TYPES = 20

Row = dict[str, Any]


def heading(found: Found) -> str:
    """``1 opportunity``, ``34 opportunities``."""
    return plural(found.count, "opportunity", "opportunities")


def sorts(criteria: Criteria) -> list[Row]:
    """The two orders with their addresses; none without words, which only have one."""
    if not criteria.text:
        return []
    return [
        {
            "text": order,
            "query": replace(criteria, sort=sort).query(),
            "here": criteria.sort == sort,
        }
        for sort, order in (("relevance", "Relevance"), ("newest", "Newest"))
    ]


def chips(criteria: Criteria) -> list[Row]:
    """What narrows the search, each with the address of the search without it."""
    chosen = [
        {
            "facet": FACET_WORDS[facet],
            "text": facet_words(facet, value),
            "query": criteria.without(facet, value).query(),
        }
        for facet in FACETS
        for value in criteria.facets.get(facet, ())
    ]
    for name, facet, value in (
        ("from", "Starts after", criteria.starts_from),
        ("to", "Starts before", criteria.starts_to),
    ):
        if value:
            query = criteria.without(name).query()
            chosen.append({"facet": facet, "text": day(value), "query": query})
    return chosen


def groups(criteria: Criteria, found: Found) -> list[Row]:
    """Facets with the values that would find something, and those chosen."""
    listed = [_group(facet, criteria, found.counts[facet]) for facet in FACETS]
    return [group for group in listed if group["options"]]


def _group(facet: str, criteria: Criteria, counts: Mapping[str, int]) -> Row:
    chosen = criteria.facets.get(facet, ())
    return {
        "facet": facet,
        "words": FACET_WORDS[facet],
        "chosen": len(chosen),
        "open": bool(chosen) or facet in ALWAYS_OPEN,
        "options": _options(facet, chosen, counts),
    }


def _options(facet: str, chosen: tuple[str, ...], counts: Mapping[str, int]) -> Markup:
    """The checkboxes of a facet: most of the page, so they are not left to a template."""
    parts = []
    for value in _listed(facet, chosen, counts):
        box = _unchecked(facet, value)
        if value in chosen:
            box = box.replace("<input ", "<input checked ")
        parts.append(f"{box}({counts.get(value, 0):,})</label></div>")
    return Markup("".join(parts))  # noqa: S704  ``_unchecked`` escapes, the rest are numbers


@functools.lru_cache(maxsize=2_000)
def _unchecked(facet: str, value: str) -> str:
    """A small checkbox up to its label's words; the count follows."""
    own = f"{facet}-{''.join(words(value)) or 'none'}"
    return Markup(
        '<div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="{0}" '
        'name="{1}" type="checkbox" value="{2}"><label class="govuk-label '
        'govuk-checkboxes__label" for="{0}">{3} '
    ).format(own, facet, value, facet_words(facet, value))


def _listed(facet: str, chosen: tuple[str, ...], by_value: Mapping[str, int]) -> list[str]:
    known = FACETS[facet]
    if known is not None:
        return [value for value in known if value in by_value or value in chosen]
    often = sorted(by_value, key=lambda value: (-by_value[value], value))[:MOST_TYPES]
    return sorted({*often, *chosen})


def typed_day(given: QueryDict, criteria: Criteria, name: str) -> dict[str, str]:
    """What stands in a date's three boxes: what was typed, right or wrong."""
    value = criteria.starts_from if name == "from" else criteria.starts_to
    known = {part: str(getattr(value, part)) if value else "" for part in ("day", "month", "year")}
    return {part: given.get(f"{name}-{part}", known[part]) for part in known}


def any_word(criteria: Criteria, found: Found) -> str:
    """Where several words found nothing together: the query for any one of them."""
    if found.count or not 1 < len(found.ask.groups) <= MOST_TERMS // 2 or '"' in criteria.text:
        return ""
    text = " OR ".join(word for word in criteria.text.split() if word != "OR")
    return replace(criteria, text=text, page=1).query()


@dataclass(frozen=True, slots=True)
class Result:
    """One result: title, link, and lines of facts."""

    reference: str
    title: str
    excerpt: str
    facts: str
    when: str
    closes_on: date | None


def result(hit: Hit) -> Result:
    """A hit as it is listed."""
    facts = [label(hit.kind), hit.host, label(hit.place)]
    if hit.region and hit.place != Place.REMOTE.value:
        facts[-1] = f"{facts[-1]}, {label(hit.region)}"
    return Result(
        reference=hit.reference,
        title=hit.title,
        excerpt=_excerpt(hit.excerpt),
        facts=" · ".join(facts),
        when=_when(hit),
        closes_on=hit.closes_on,
    )


def _when(hit: Hit) -> str:
    if hit.next_on:
        return f"Next date: {day(hit.next_on)}"
    if hit.starts_on and hit.ends_on:
        return days(hit.starts_on, hit.ends_on)
    return f"From {day(hit.starts_on)}" if hit.starts_on else ""


def _excerpt(text: str) -> str:
    """The beginning of the summary, cut at a word."""
    short = " ".join(text.split())
    if len(short) < 200:
        return short
    return short[:200].rsplit(" ", 1)[0].rstrip(",;:.") + " …"


def described(criteria: Criteria) -> str:
    """A search in words: ``“housing”, Shadowing, Wales``."""
    parts = [f"“{criteria.text}”"] if criteria.text else []
    for chip in chips(criteria):
        dated = chip["facet"].startswith("Starts")
        parts.append(f"{chip['facet'].lower()} {chip['text']}" if dated else chip["text"])
    whole = ", ".join(parts) or "All opportunities"
    return whole if len(whole) <= 150 else whole[:149].rsplit(",", 1)[0] + " …"


def saved(search: SavedSearch) -> Row:
    """A saved search as it is listed."""
    query = described(Criteria.parse(search.query))
    return {
        "reference": search.reference,
        "name": search.name,
        "described": "" if query == search.name else query,
        "query": search.query,
        "alerts": search.alerts,
        "created_at": search.created_at,
    }
