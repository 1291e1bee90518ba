"""One seeker's question as tables of points: what a row scores is a sum of look-ups."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from permeate.core.matching.rank.bitmaps import NO_ROW, Bitmaps, bitmaps_of
from permeate.core.matching.rank.columns import BANDS, Columns
from permeate.core.matching.rank.facts import (
    KINDS,
    NATIONALITY,
    PLACES,
    REMOTE,
    VETTING,
    Seeker,
    nearness,
    ordered,
)
from permeate.core.matching.rank.limits import earliest, latest
from permeate.core.matching.rank.rules import ENOUGH, Rules
from permeate.core.matching.rank.scoring import fresh, likeness_of_grades, part, spread

EXCLUDED = -1  # in the table of points by host
FOR_EVER = 2**31 - 1


@dataclass(frozen=True)
class Index:
    """Columns with their bitmaps and the numbers of names."""

    columns: Columns
    bitmaps: Bitmaps

    @cached_property
    def host_numbers(self) -> dict[str, int]:
        """Where each host stands in its column, by key."""
        return {host.key: at for at, host in enumerate(self.columns.hosts)}

    @cached_property
    def topic_numbers(self) -> dict[str, int]:
        """The bit of each theme and skill."""
        return {name: at for at, name in enumerate(self.columns.topics)}

    @cached_property
    def term_numbers(self) -> dict[str, int]:
        """The number of each term of the prose."""
        return {name: at for at, name in enumerate(self.columns.terms)}

    @cached_property
    def place_begins(self) -> list[int]:
        """The first row of each place; rows are in order of place."""
        places = self.columns.place
        begins: list[int] = np.searchsorted(places, np.arange(len(PLACES), dtype=np.int8)).tolist()
        return begins

    @cached_property
    def host_facts(self) -> dict[str, tuple[NDArray[np.int32], dict[str, int]]]:
        """Sector and type of each host as numbers, and the number of each word; "" is 0."""
        found = {}
        for name in ("sector", "organisation_type"):
            words = [getattr(host, name) for host in self.columns.hosts]
            numbers = {"": 0} | {word: at for at, word in enumerate(sorted({*words} - {""}), 1)}
            found[name] = (np.array([numbers[word] for word in words], np.int32), numbers)
        return found


def index_of(columns: Columns) -> Index:
    """Columns made ready for questions."""
    return Index(columns, bitmaps_of(columns))


@dataclass(frozen=True)
class Query:
    """Limits and points of one seeker over one index.

    A row is possible if for each group one of its bitmaps has it (``maps[offsets[g] :
    offsets[g+1]]``), its days and share of full time are within bounds, and its host's points
    are not ``EXCLUDED``. Tables are int32 by number; ``learn`` and ``bring`` by how many of
    the mask's topics a row has, ``words`` by how many of ``wanted`` terms.
    """

    maps: NDArray[np.int64]
    offsets: NDArray[np.int64]
    bounds: NDArray[np.int64]  # first day, last day, least and most hundredths
    host: NDArray[np.int32]
    steps: NDArray[np.int64]
    step_offsets: NDArray[np.int64]
    distance: NDArray[np.int32]
    grade: NDArray[np.int32]
    profession: int  # the bitmap of the same profession
    equivalent: int
    learns: NDArray[np.int64]
    brings: NDArray[np.int64]
    learn: NDArray[np.int32]
    bring: NDArray[np.int32]
    wanted: NDArray[np.int32]  # ascending
    words: NDArray[np.int32]
    bits: int  # the seeker's own, for ties
    start: int  # the word of 64 rows where the seeker's own region begins


def query_of(seeker: Seeker, index: Index, rules: Rules) -> Query:
    """Translate a seeker for an index; a hundred microseconds, whatever the index's size."""
    weights = rules.weights
    maps, offsets = _flat(_limits(seeker, index.bitmaps, rules))
    steps, step_offsets = _flat(_steps(seeker, index.bitmaps))
    wanted = sorted(index.term_numbers[term] for term in seeker.terms if term in index.term_numbers)
    return Query(
        maps=maps,
        offsets=offsets,
        bounds=np.array(_bounds(seeker, rules), np.int64),
        host=_hosts(seeker, index, rules),
        steps=steps,
        step_offsets=step_offsets,
        distance=np.array([weights["distance"] * at // 2 for at in range(3)], np.int32),
        grade=np.array([weights["grade"] * at // 2 for at in range(3)], np.int32),
        profession=_profession(seeker, index),
        equivalent=weights["equivalent"],
        learns=_topics(seeker.learn, index),
        brings=_topics(seeker.brings, index),
        learn=_table(weights["learn"], len(seeker.learn)),
        bring=_table(weights["bring"], len(seeker.brings)),
        wanted=np.array(wanted, np.int32),
        words=_table(weights["words"], len(seeker.terms)),
        bits=spread(seeker.key),
        start=_start(seeker, index),
    )


def _limits(seeker: Seeker, maps: Bitmaps, rules: Rules) -> list[list[int]]:
    """Groups of bitmaps, of which a possible row has one each; first what rows are ordered by."""
    first, last, least, most = _bounds(seeker, rules)
    single = (
        maps.least["starts"].at_least(first),
        maps.most["ends"].at_most(last),
        maps.least["fte"].at_least(least),
        maps.most["fte"].at_most(most),
        maps.most["vetting"].at_most(VETTING[seeker.vetting]),
        maps.most["nationality"].at_most(NATIONALITY[seeker.nationality]),
    )
    groups = [[one] for one in single if one is not None]
    if seeker.kinds:
        groups.append([maps.each["kind"] + KINDS.index(name) for name in ordered(seeker.kinds)])
    if seeker.regions:
        wanted = (REMOTE, *ordered(seeker.regions))
        groups.insert(0, [maps.each["place"] + PLACES.index(name) for name in wanted])
    return groups


def _steps(seeker: Seeker, maps: Bitmaps) -> list[list[int]]:
    """Bitmaps of places from step one on and at step two; the same of grade bands."""
    near = [nearness(seeker.region, place) for place in PLACES]
    grade = [likeness_of_grades(seeker.band, band) for band in BANDS]
    return [
        [maps.each[name] + at for at, step in enumerate(steps) if step >= least]
        for name, steps in (("place", near), ("band", grade))
        for least in (1, 2)
    ]


def _flat(groups: list[list[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """All numbers in a row, and where each group begins and the last ends."""
    flat = [one for group in groups for one in group]
    ends = np.cumsum([0, *(len(group) for group in groups)])
    return np.array(flat, np.int64), ends.astype(np.int64)


def _bounds(seeker: Seeker, rules: Rules) -> tuple[int, int, int, int]:
    first, last = earliest(seeker, rules), latest(seeker)
    return (
        first.toordinal() if first else 0,
        last.toordinal() if last else FOR_EVER,
        *seeker.fte,
    )


def _hosts(seeker: Seeker, index: Index, rules: Rules) -> NDArray[np.int32]:
    """Contrast and newness of the pair by host, or ``EXCLUDED``."""
    weight, share = rules.weights["contrast"], rules.weights["share"]
    table = np.full(len(index.columns.hosts), share, np.int32)
    (sectors, sector_numbers), (types, type_numbers) = index.host_facts.values()
    home = seeker.home
    sector = sector_numbers.get(home.sector, -1)
    kind = type_numbers.get(home.organisation_type, -1)
    half = weight // 2 * ((kind != 0) & (types != 0) & (types != kind))
    table += np.where((sector != 0) & (sectors != 0) & (sectors != sector), weight, half)
    for key, times in seeker.had.items():
        at = index.host_numbers.get(key)
        if at is not None:
            table[at] += fresh(share, times, rules.pair_share) - share
    for key in (home.key, *seeker.excluded):
        at = index.host_numbers.get(key)
        if at is not None:
            table[at] = EXCLUDED
    return table


def _start(seeker: Seeker, index: Index) -> int:
    place = PLACES.index(seeker.region) if seeker.region else 0
    return max(0, min(index.place_begins[place], len(index.columns) - 1)) // 64


def _profession(seeker: Seeker, index: Index) -> int:
    known = index.columns.professions
    if seeker.profession and seeker.profession in known:
        return index.bitmaps.each["profession"] + known.index(seeker.profession)
    return NO_ROW


def _topics(topics: frozenset[str], index: Index) -> NDArray[np.int64]:
    numbers = index.topic_numbers
    return np.array([numbers[one] for one in ordered(topics) if one in numbers], np.int64)


def _table(weight: int, of: int) -> NDArray[np.int32]:
    """Points for none, one, … up to enough things in common."""
    return np.array([part(weight, matched, of) for matched in range(ENOUGH + 1)], np.int32)
