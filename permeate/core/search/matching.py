"""Which documents of an index match what was asked: sets of positions, and-ed and or-ed."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import reduce
from operator import or_

from permeate.core.roles import Role, Standing
from permeate.core.search.asking import Ask, Term
from permeate.core.search.criteria import Criteria
from permeate.core.search.index import Index

EVERYONE = "*"
ANYWHERE = ("title", "tag", "prose")  # the fields of words
# The documents that have these words side by side in one of the fields.
Phrases = Callable[[Term, tuple[str, ...]], int]


def matching(
    index: Index, ask: Ask, criteria: Criteria, standing: Standing, phrases: Phrases
) -> tuple[int, dict[str, int]]:
    """(what matches everything; by chosen facet what matches all but that facet)."""
    matches = index.live & visible(index, standing)
    for group in ask.groups:
        matches &= either(index, group, ANYWHERE, phrases)
    if ask.without:
        matches ^= matches & either(index, ask.without, ANYWHERE, phrases)
    if criteria.starts_from or criteria.starts_to:
        matches &= starting(index, criteria.starts_from, criteria.starts_to)
    chosen = {
        facet: _any(index.bits(facet, value) for value in values)
        for facet, values in criteria.facets.items()
    }
    apart = {}
    for facet in chosen:
        others = (bits for other, bits in chosen.items() if other != facet)
        apart[facet] = reduce(int.__and__, others, matches)
    return reduce(int.__and__, chosen.values(), matches), apart


def visible(index: Index, standing: Standing) -> int:
    """As ``Opportunity.objects.visible_to`` has it for published ones; a test compares."""
    if not standing.person_id:
        return 0
    audiences = [EVERYONE, *standing.sectors, *map(organisation_audience, standing.organisations)]
    hosting = standing.organisations_as(Role.HOST, Role.COORDINATOR)
    return _any(
        [
            *(index.bits("audience", audience) for audience in audiences),
            index.bits("manager", str(standing.person_id)),
            *(index.bits("host", str(host)) for host in hosting),
        ]
    )


def organisation_audience(organisation: int) -> str:
    """How an organisation named in an opportunity's audience stands among the audiences."""
    return f"#{organisation}"


def either(index: Index, terms: Iterable[Term], fields: tuple[str, ...], phrases: Phrases) -> int:
    """Documents with any of these terms in any of these fields."""
    return _any(
        index.bits(field, term[0]) if len(term) == 1 else phrases(term, (field,))
        for term in terms
        for field in fields
    )


def with_all_words(index: Index, term: Term, fields: tuple[str, ...]) -> int:
    """Documents that may have the phrase: all its words stand somewhere in these fields."""
    words = (_any(index.bits(field, word) for field in fields) for word in term)
    return reduce(int.__and__, words, index.live)


def starting(index: Index, first: date | None, last: date | None) -> int:
    """Those with a start from ``first`` to ``last``; whole months are taken at once."""
    low = first.isoformat() if first else "0000"
    high = last.isoformat() if last else "9999"
    return _any(_starting(index, low, high))


def _starting(index: Index, low: str, high: str) -> Iterator[int]:
    for month in index.values("month"):
        if low <= f"{month}-01" and f"{month}-31" <= high:
            yield index.bits("month", month)
        elif low[:7] <= month <= high[:7]:
            days = (f"{month}-{day:02}" for day in range(1, 32))
            yield from (index.bits("day", day) for day in days if low <= day <= high)


def _any(sets: Iterable[int]) -> int:
    return reduce(or_, sets, 0)
