"""What is searched for, to and from a bookmarkable address."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self
from urllib.parse import parse_qs, urlencode

from permeate.core.vocabulary import (
    PROFESSIONS,
    THEMES,
    Kind,
    Length,
    Place,
    Region,
    Sector,
    choices,
)

# Facets in the order of the page → words by code, in order; None: the values are words.
FACETS: Mapping[str, Mapping[str, str] | None] = {
    "kind": dict(choices(Kind)),
    "length": dict(choices(Length)),
    "place": dict(choices(Place)),
    "sector": dict(choices(Sector)),
    "region": dict(choices(Region)),
    "theme": THEMES,
    "profession": PROFESSIONS,
    "type": None,
}
SORTS = ("relevance", "newest")
DATES = ("from", "to")
PAGE_SIZE = 20
LAST_PAGE = 99_999
LONGEST_TEXT = 200
MOST_VALUES = 30  # of one facet
MOST_CHARACTERS = 80  # of a facet's value

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Criteria:
    """One search. ``facets`` has only facets with something chosen, values in order."""

    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    starts_from: date | None = None
    starts_to: date | None = None
    sort: str = "relevance"
    page: int = 1

    @classmethod
    def parse(cls, query: str) -> Self:
        """From an address's query string; what cannot be understood is left out."""
        return cls.read(parse_qs(query, keep_blank_values=False))[0]

    @classmethod
    def read(cls, parameters: Parameters) -> tuple[Self, dict[str, str]]:
        """The search and, by field (``from``, ``to``), what is wrong with a typed date."""
        problems: dict[str, str] = {}
        days = {name: _day(parameters, name, problems) for name in DATES}
        if days["from"] and days["to"] and days["from"] > days["to"]:
            problems["to"] = "“Starts before” must be the same day as “Starts after”, or later"
            days["to"] = None
        criteria = cls(
            text=_one(parameters, "q").strip()[:LONGEST_TEXT],
            facets={
                facet: values
                for facet, allowed in FACETS.items()
                if (values := _values(parameters.get(facet, ()), allowed))
            },
            starts_from=days["from"],
            starts_to=days["to"],
            sort="newest" if _one(parameters, "sort") == "newest" else "relevance",
            page=_page(_one(parameters, "page")),
        )
        return criteria, problems

    def query(self, *, page: int = 1) -> str:
        """The query string of this search, always the same for the same search."""
        pairs: list[tuple[str, str]] = [("q", self.text)] if self.text else []
        pairs += [(facet, value) for facet in FACETS for value in self.facets.get(facet, ())]
        for name, day in (("from", self.starts_from), ("to", self.starts_to)):
            pairs += [(name, day.isoformat())] if day else []
        pairs += [("sort", self.sort)] if self.sort != "relevance" else []
        pairs += [("page", str(page))] if page > 1 else []
        return urlencode(pairs)

    def without(self, facet: str, value: str = "") -> Self:
        """The same search with one value of a facet (or a date, or the text) taken off."""
        if facet == "q":
            return replace(self, text="")
        if facet == "from":
            return replace(self, starts_from=None)
        if facet == "to":
            return replace(self, starts_to=None)
        left = tuple(one for one in self.facets.get(facet, ()) if value and one != value)
        facets = {**self.facets, facet: left}
        return replace(self, facets={name: values for name, values in facets.items() if values})

    @property
    def filtered(self) -> bool:
        """Whether anything besides the words narrows the search."""
        return bool(self.facets or self.starts_from or self.starts_to)


def _one(parameters: Parameters, name: str) -> str:
    values = parameters.get(name) or ("",)
    return values[-1].replace("\x00", "")


def facet_words(facet: str, value: str) -> str:
    """What people read for a facet's value; the same code may mean two things in two facets."""
    return (FACETS[facet] or {}).get(value, value)


def _values(given: Iterable[str], allowed: Mapping[str, str] | None) -> tuple[str, ...]:
    kept = dict.fromkeys(
        value.strip()[:MOST_CHARACTERS].replace("\x00", "")
        for value in given
        if (value in allowed if allowed is not None else value.strip())
    )
    return tuple(sorted(kept))[:MOST_VALUES]


def _page(text: str) -> int:
    return min(max(int(text), 1), LAST_PAGE) if text.isdecimal() and len(text) < 6 else 1


def _day(parameters: Parameters, name: str, problems: dict[str, str]) -> date | None:
    """A date as ``from=2027-01-31``, or as typed in three boxes."""
    parts = [_one(parameters, f"{name}-{part}").strip() for part in ("year", "month", "day")]
    words = "Starts after" if name == "from" else "Starts before"
    try:
        if any(parts):
            return date(*(int(part) for part in parts))
        text = _one(parameters, name)
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems[name] = f"“{words}” must be a real date, like 27 3 2027"
        return None
