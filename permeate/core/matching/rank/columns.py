"""Many offers as columns: one row for each slot, all numbers.

What a row's score needs beside bitmaps is packed into one line of eight 64-bit words, so
that looking at a row costs one cache line:

| word | holds |
|---|---|
| 0 | first day, last day (days since year 1), 32 bits each |
| 1 | host 32, profession 16, place 8, band 8 |
| 2 | opportunity 32, its ``spread`` 32 |
| 3 | where its terms begin 40, how many there are 16, hundredths of full time 8 |
| 4 to 7 | for each term the bit of its number modulo 256 |

Topics are bits by topic, so that 64 rows are compared at once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress
from typing import Any

import numpy as np
from numpy.typing import NDArray

from permeate.core.matching.rank.facts import (
    BAND,
    KINDS,
    NATIONALITY,
    PLACES,
    VETTING,
    Host,
    Offer,
)
from permeate.core.matching.rank.scoring import spread
from permeate.core.vocabulary import SKILLS, THEMES

WORDS, SIGNED = 8, 4  # of a line; the first word of the terms’ bits
BITS = 256
BANDS = ("", *BAND)
VETTINGS, NATIONALITIES = tuple(VETTING), tuple(NATIONALITY)


@dataclass(frozen=True)
class Columns:
    """Rows by place, first day and key, an opportunity's slots together: so whole blocks of rows
    are ruled out at once. Opportunities are numbered in order of their keys. Arrays have one
    value a row, but ``term_ids`` (ascending within a row), ``lines`` (rows × 8) and the bits of
    ``gives`` and ``wants`` (topics × words of 64 rows)."""

    keys: Sequence[str]  # by opportunity
    hosts: Sequence[Host]
    professions: Sequence[str]  # [0] is ""
    topics: Sequence[str]
    terms: Sequence[str]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    kind: NDArray[np.int8]
    place: NDArray[np.int8]
    vetting: NDArray[np.int8]
    nationality: NDArray[np.int8]
    fte: NDArray[np.int16]
    profession: NDArray[np.int16]
    band: NDArray[np.int8]
    term_ids: NDArray[np.int32]
    lines: NDArray[np.uint64]
    gives: NDArray[np.uint64]
    wants: NDArray[np.uint64]

    def __len__(self) -> int:
        return len(self.starts)

    def offers(
        self,
        rows: NDArray[np.int64],
        gives: NDArray[np.int64] | None = None,
        wants: NDArray[np.int64] | None = None,
        terms: NDArray[np.int32] | None = None,
    ) -> list[Offer]:
        """The offers of rows again, each with its row's slot alone.

        Given numbers of topics and terms, only those are looked for: what a question needs.
        """
        names = self.terms if terms is None else {at: self.terms[at] for at in terms.tolist()}
        given, wanted = self._topics(self.gives, rows, gives), self._topics(self.wants, rows, wants)
        facts = zip(
            self.lines[rows].tolist(), self.kind[rows].tolist(),
            self.vetting[rows].tolist(), self.nationality[rows].tolist(), given, wanted,
            strict=True,
        )  # fmt: skip
        return [self._offer(names, *one) for one in facts]

    def _offer(
        self,
        names: Sequence[str] | Mapping[int, str],
        line: list[int],
        kind: int,
        vetting: int,
        nationality: int,
        gives: frozenset[str],
        wants: frozenset[str],
    ) -> Offer:
        days, who, which, prose = line[:SIGNED]
        begins = prose & 0xFFFFFFFFFF
        terms = self.term_ids[begins : begins + (prose >> 40 & 0xFFFF)].tolist()
        if names is not self.terms:
            terms = [at for at in terms if at in names]
        return Offer(
            self.keys[which & 0xFFFFFFFF],
            self.hosts[who & 0xFFFFFFFF],
            ((date.fromordinal(days & 0xFFFFFFFF), date.fromordinal(days >> 32)),),
            KINDS[kind],
            PLACES[who >> 48 & 0xFF],
            VETTINGS[vetting],
            NATIONALITIES[nationality],
            prose >> 56,
            self.professions[who >> 32 & 0xFFFF],
            BANDS[who >> 56],
            gives,
            wants,
            frozenset([names[at] for at in terms]),
        )

    def _topics(
        self, bits: NDArray[np.uint64], rows: NDArray[np.int64], numbers: NDArray[np.int64] | None
    ) -> list[frozenset[str]]:
        numbers = np.arange(len(self.topics)) if numbers is None else numbers
        words = bits[numbers[None, :], rows[:, None] // 64]
        has = words >> (rows[:, None] % 64).astype(np.uint64) & np.uint64(1)
        names = [self.topics[at] for at in numbers.tolist()]
        return [frozenset(compress(names, one)) for one in has.tolist()]


class Names:
    """Numbers for names, in the order they are first met."""

    def __init__(self, known: Iterable[str] = ()) -> None:
        self.names = list(known)
        self.numbers = {name: at for at, name in enumerate(self.names)}

    def number(self, name: str) -> int:
        """This name's number; a new one gets the next."""
        at = self.numbers.setdefault(name, len(self.names))
        if at == len(self.names):
            self.names.append(name)
        return at


def columns_of(offers: Iterable[Offer]) -> Columns:
    """The columns of offers, whatever order they come in; keys must be distinct."""
    sorted_offers = sorted(offers, key=lambda offer: offer.key)
    numbered = sorted(
        enumerate(sorted_offers),
        key=lambda one: (PLACES.index(one[1].place), one[1].slots[0][0], one[0]),
    )
    hosts: dict[str, tuple[int, Host]] = {}
    names = {"professions": Names([""]), "topics": Names([*THEMES, *SKILLS]), "terms": Names()}
    rows = [
        _row(offer, number, slot, hosts, names)
        for number, offer in numbered
        for slot in offer.slots
    ]
    term_lists = [row["terms"] for row in rows]
    counts = np.array([len(ids) for ids in term_lists], np.int64)

    def column(name: str, kind: Any) -> NDArray[Any]:
        return np.array([row[name] for row in rows], kind)

    return pack(
        keys=[offer.key for offer in sorted_offers],
        spreads=np.array([spread(offer.key) for offer in sorted_offers], np.uint64),
        hosts=[host for _, host in hosts.values()],
        professions=names["professions"].names,
        topics=names["topics"].names,
        terms=names["terms"].names,
        **{name: column(name, kind) for name, kind in KINDS_OF.items()},
        term_counts=counts,
        term_ids=np.array([at for ids in term_lists for at in ids], np.int32),
        gives=bits_of([row["gives"] for row in rows], len(names["topics"].names)),
        wants=bits_of([row["wants"] for row in rows], len(names["topics"].names)),
    )


KINDS_OF = {
    "opportunity": np.int64, "host": np.int64, "profession": np.int16, "band": np.int8,
    "starts": np.int32, "ends": np.int32, "kind": np.int8, "place": np.int8,
    "vetting": np.int8, "nationality": np.int8, "fte": np.int16,
}  # fmt: skip


def _row(
    offer: Offer,
    number: int,
    slot: tuple[date, date],
    hosts: dict[str, tuple[int, Host]],
    names: dict[str, Names],
) -> dict[str, Any]:
    return {
        "opportunity": number,
        "host": hosts.setdefault(offer.host.key, (len(hosts), offer.host))[0],
        "profession": names["professions"].number(offer.profession),
        "band": BANDS.index(offer.band),
        "starts": slot[0].toordinal(),
        "ends": slot[1].toordinal(),
        "kind": KINDS.index(offer.kind),
        "place": PLACES.index(offer.place),
        "vetting": VETTING[offer.vetting],
        "nationality": NATIONALITY[offer.nationality],
        "fte": offer.fte,
        "gives": [names["topics"].number(one) for one in sorted(offer.gives)],
        "wants": [names["topics"].number(one) for one in sorted(offer.wants)],
        "terms": sorted(names["terms"].number(one) for one in sorted(offer.terms)),
    }


def bits_of(sets: Sequence[Iterable[int]], size: int) -> NDArray[np.uint64]:
    """Sets of numbers below ``size`` as bits: (numbers, words of 64 sets)."""
    found = np.zeros((size, -(-len(sets) // 64)), np.uint64)
    for row, numbers in enumerate(sets):
        for number in numbers:
            found[number, row // 64] |= np.uint64(1 << row % 64)
    return found


def pack(
    *,
    keys: Sequence[str],
    spreads: NDArray[np.uint64],
    hosts: Sequence[Host],
    professions: Sequence[str],
    topics: Sequence[str],
    terms: Sequence[str],
    term_counts: NDArray[np.int64],
    term_ids: NDArray[np.int32],
    gives: NDArray[np.uint64],
    wants: NDArray[np.uint64],
    **row: NDArray[Any],
) -> Columns:
    """Columns with their lines. Arrays have one value a row, ``spreads`` one an opportunity."""
    lines = aligned(len(row["starts"]), WORDS)
    wide = {name: values.astype(np.uint64) for name, values in row.items()}
    begins = np.cumsum(term_counts) - term_counts
    lines[:, 0] = wide["starts"] | wide["ends"] << np.uint64(32)
    lines[:, 1] = (
        wide["host"] | wide["profession"] << np.uint64(32)
        | wide["place"] << np.uint64(48) | wide["band"] << np.uint64(56)
    )  # fmt: skip
    lines[:, 2] = wide["opportunity"] | spreads[row["opportunity"]] << np.uint64(32)
    lines[:, 3] = (
        begins.astype(np.uint64) | term_counts.astype(np.uint64) << np.uint64(40)
        | wide["fte"] << np.uint64(56)
    )  # fmt: skip
    row_of_term = np.repeat(np.arange(len(lines)), term_counts)
    word = SIGNED + term_ids % BITS // 64
    bit = np.uint64(1) << (term_ids % 64).astype(np.uint64)
    np.bitwise_or.at(lines, (row_of_term, word), bit)
    kept = set(KINDS_OF) - {"opportunity", "host"}
    return Columns(
        keys, hosts, professions, topics, terms,
        **{name: row[name] for name in kept}, term_ids=term_ids, lines=lines,
        gives=gives, wants=wants,
    )  # fmt: skip


def aligned(rows: int, words: int) -> NDArray[np.uint64]:
    """Room for lines that begin where a cache line begins."""
    room = np.zeros(rows * words + 8, np.uint64)
    skip = (-room.ctypes.data % 64) // 8
    return room[skip : skip + rows * words].reshape(rows, words)
