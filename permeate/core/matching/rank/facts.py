"""What is compared: a seeker and an offer, as plain values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from permeate.core.equivalents import RANKS
from permeate.core.search.stemming import stem
from permeate.core.search.words import FUNCTION_WORDS, words
from permeate.core.vocabulary import GradeBand, Kind, Region, Vetting

NONE: Mapping[str, int] = MappingProxyType({})
NO_WORDS: Mapping[str, str] = MappingProxyType({})
LEAST_LETTERS = 3  # of a word that may tell two texts apart
# Stems that nearly every opportunity holds; to share one says nothing.
EVERYWHERE = frozenset(
    stem(word)
    for word in (
        "council", "councils", "day", "days", "department", "experience", "government", "help",
        "learn", "like", "local", "month", "new", "office", "opportunity", "organisation", "part",
        "people", "placement", "project", "public", "sector", "see", "support", "time", "want",
        "week", "would", "work", "year",
    )
)  # fmt: skip


class Nationality(StrEnum):
    """What a post asks of somebody's nationality, and what somebody meets; least first.

    ``CIVIL_SERVICE`` stands for the Civil Service Nationality Rules, ``UK`` for posts
    reserved for UK nationals.
    """

    ANY = "ANY"
    CIVIL_SERVICE = "CIVIL_SERVICE"
    UK = "UK"


VETTING = {level.value: step for step, level in enumerate(Vetting)}
NATIONALITY = {level.value: step for step, level in enumerate(Nationality)}
BAND = {band.value: step for step, band in enumerate(GradeBand)}
KINDS = tuple(kind.value for kind in Kind)
REGIONS = tuple(region.value for region in Region)
REMOTE, NOWHERE = "REMOTE", ""
PLACES = (*REGIONS, REMOTE, NOWHERE)  # what ``Offer.place`` can be

_BESIDE = {
    Region.NORTH_EAST: "NORTH_WEST YORKSHIRE_AND_HUMBER SCOTLAND",
    Region.NORTH_WEST: "YORKSHIRE_AND_HUMBER EAST_MIDLANDS WEST_MIDLANDS WALES SCOTLAND",
    Region.YORKSHIRE_AND_HUMBER: "EAST_MIDLANDS",
    Region.EAST_MIDLANDS: "WEST_MIDLANDS EAST_OF_ENGLAND SOUTH_EAST",
    Region.WEST_MIDLANDS: "SOUTH_EAST SOUTH_WEST WALES",
    Region.EAST_OF_ENGLAND: "LONDON SOUTH_EAST",
    Region.LONDON: "SOUTH_EAST",
    Region.SOUTH_EAST: "SOUTH_WEST",
    Region.SOUTH_WEST: "WALES",
}
NEIGHBOURS = frozenset(
    frozenset((one.value, other)) for one, others in _BESIDE.items() for other in others.split()
)


@dataclass(frozen=True, slots=True)
class Host:
    """Where an opportunity is: the organisation's key and name, sector and type."""

    key: str
    name: str = ""
    sector: str = ""
    organisation_type: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An opportunity. ``slots`` are its (first, last) days: one of them is enough.

    ``place`` is a region, ``REMOTE`` or ``NOWHERE`` (not said); ``fte`` in hundredths.
    ``gives`` and ``wants`` are themes and skills; ``terms`` stems of its prose.
    """

    key: str
    host: Host
    slots: tuple[tuple[date, date], ...]
    kind: str
    place: str = NOWHERE
    vetting: str = Vetting.NONE.value
    nationality: str = Nationality.ANY.value
    fte: int = 100
    profession: str = ""
    band: str = ""
    gives: frozenset[str] = frozenset()
    wants: frozenset[str] = frozenset()
    terms: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody who looks for a placement; an empty limit limits nothing.

    ``vetting`` and ``nationality`` are what the person holds and meets. ``fte`` is (least,
    most) in hundredths. ``terms`` are stems with the word as it was written. ``excluded`` are
    keys of hosts; the own organisation is one always. ``had`` counts this home's placements by
    host in the last two years.
    """

    key: str
    home: Host
    region: str = ""
    profession: str = ""
    band: str = ""
    learn: frozenset[str] = frozenset()
    brings: frozenset[str] = frozenset()
    terms: Mapping[str, str] = field(default_factory=lambda: NO_WORDS)
    kinds: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    free_from: date | None = None
    free_to: date | None = None
    vetting: str = Vetting.NONE.value
    nationality: str = Nationality.ANY.value
    fte: tuple[int, int] = (1, 100)
    excluded: frozenset[str] = frozenset()
    term_ends: date | None = None
    back_since: date | None = None
    had: Mapping[str, int] = field(default_factory=lambda: NONE)


def spelt_terms(*texts: str) -> Mapping[str, str]:
    """The telling stems of texts, each with its first word as it was written.

    No function words, ranks, or words that stand everywhere.
    """
    found: dict[str, str] = {}
    for text in texts:
        for word in words(text):
            if len(word) >= LEAST_LETTERS and word not in FUNCTION_WORDS:
                found.setdefault(stem(word), word)
    return {term: word for term, word in found.items() if term not in EVERYWHERE | RANKS}


def terms_of(*texts: str) -> frozenset[str]:
    """The telling stems of texts."""
    return frozenset(spelt_terms(*texts))


def hundredths(share: Decimal | float) -> int:
    """A share of full time, 0 to 1, in hundredths."""
    return round(share * 100)


@cache
def nearness(region: str, place: str) -> int:
    """2 without a journey out of the region, 1 for a neighbouring region, else 0."""
    if place == REMOTE or (region and region == place):
        return 2
    return int(frozenset((region, place)) in NEIGHBOURS)


def ordered(values: Iterable[str]) -> tuple[str, ...]:
    """Values in one order, whatever set they came in."""
    return tuple(sorted(values))
