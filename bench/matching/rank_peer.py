"""Ranking as one would write it with numpy over the same columns."""

from datetime import timedelta

import numpy as np

from permeate.core.matching.rank.columns import BANDS, Columns
from permeate.core.matching.rank.facts import NATIONALITY, PLACES, REMOTE, VETTING, Seeker, nearness
from permeate.core.matching.rank.query import Query
from permeate.core.matching.rank.rules import ENOUGH, Rules
from permeate.core.matching.rank.scoring import MASK, MIX, likeness_of_grades
from permeate.core.vocabulary import PROFESSIONS

PROFESSION = {name: at for at, name in enumerate(PROFESSIONS, 1)}


class Peer:
    """One pass with numpy over the same columns: limits in stages, or all as masks."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        lines = columns.lines
        self.host = (lines[:, 1] & np.uint64(MASK)).astype(np.int32)
        self.numbers = (lines[:, 2] & np.uint64(MASK)).astype(np.int64)
        self.spread = (lines[:, 2] >> np.uint64(32)).astype(np.uint32)
        self.gives, self.wants = (
            masks(columns.gives, len(columns)),
            masks(columns.wants, len(columns)),
        )
        self.counts = (lines[:, 3] >> np.uint64(40) & np.uint64(0xFFFF)).astype(np.int64)
        self.begins = np.cumsum(self.counts) - self.counts

    def staged(self, one: Seeker, rules: Rules) -> np.ndarray:
        """Rows that no limit rules out; each limit sees what the last one left."""
        columns, (first, last) = self.columns, window(one, rules)
        rows = np.flatnonzero(columns.starts >= first)
        rows = rows[columns.ends[rows] <= last]
        rows = rows[places(one)[columns.place[rows]]]
        rows = rows[columns.vetting[rows] <= VETTING[one.vetting]]
        rows = rows[columns.nationality[rows] <= NATIONALITY[one.nationality]]
        rows = rows[(columns.fte[rows] >= one.fte[0]) & (columns.fte[rows] <= one.fte[1])]
        return rows[~np.isin(self.host[rows], self.excluded(one))]

    def masked(self, one: Seeker, rules: Rules) -> np.ndarray:
        """The same by whole masks, AND-ed."""
        columns, (first, last) = self.columns, window(one, rules)
        mask = columns.starts >= first
        mask &= columns.ends <= last
        mask &= places(one)[columns.place]
        mask &= columns.vetting <= VETTING[one.vetting]
        mask &= columns.nationality <= NATIONALITY[one.nationality]
        mask &= columns.fte >= one.fte[0]
        mask &= columns.fte <= one.fte[1]
        rows = np.flatnonzero(mask)
        return rows[~np.isin(self.host[rows], self.excluded(one))]

    def excluded(self, one: Seeker) -> list[int]:
        """Hosts by number; their keys hold it."""
        return [int(key[1:]) for key in (one.home.key, *one.excluded)]

    def best(self, one: Seeker, query: Query, rules: Rules, possible: str = "staged") -> np.ndarray:
        """The best twenty rows. Points come from the same tables."""
        rows = getattr(self, possible)(one, rules)
        gives = np.bitwise_count(self.gives[rows] & mask(query.learns))
        wants = np.bitwise_count(self.wants[rows] & mask(query.brings))
        scores = (
            query.host[self.host[rows]]
            + near(one, rules.weights["distance"])[self.columns.place[rows]]
        )
        scores += graded(one, rules.weights["grade"])[self.columns.band[rows]]
        scores += query.equivalent * (self.columns.profession[rows] == PROFESSION[one.profession])
        scores += query.learn[np.minimum(gives, ENOUGH)] + query.bring[np.minimum(wants, ENOUGH)]
        # Prose only where it could bring a row among the best.
        if len(rows) > 20:
            least = np.partition(scores, -20)[-20] - query.words.max()
            rows, scores = rows[scores >= least], scores[scores >= least]
        scores = scores + query.words[np.minimum(self.hits(rows, query.wanted), ENOUGH)]
        ties = ((self.spread[rows] ^ np.uint32(query.bits)) * np.uint32(MIX)).astype(np.int64)
        return rows[np.lexsort((self.numbers[rows], ties, -scores))[:20]]

    def hits(self, rows: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        """How many of the wanted terms each row has."""
        counts = self.counts[rows]
        whose = np.repeat(np.arange(len(rows)), counts)
        at = np.arange(counts.sum()) - np.repeat(
            np.cumsum(counts) - counts - self.begins[rows], counts
        )
        found = np.isin(self.columns.term_ids[at], wanted)
        return np.bincount(whose[found], minlength=len(rows))


def masks(bits: np.ndarray, count: int) -> np.ndarray:
    """Topics by row, one 64-bit word each (there are fewer topics than 64)."""
    found = np.zeros(count, np.uint64)
    for topic, words in enumerate(bits):
        has = np.unpackbits(words.view(np.uint8), bitorder="little")[:count]
        found |= has.astype(np.uint64) << np.uint64(topic)
    return found


def mask(topics: np.ndarray) -> np.uint64:
    """Topics as one word."""
    return np.uint64(sum(1 << int(topic) for topic in topics))


def window(one: Seeker, rules: Rules) -> tuple[int, int]:
    """First and last day: free, rested since the last placement, within the fixed term."""
    first = max(one.free_from, one.back_since + timedelta(days=rules.gap_days))
    return first.toordinal(), min(one.free_to, one.term_ends).toordinal()


def near(one: Seeker, weight: int) -> np.ndarray:
    """Points for distance by place."""
    return np.array([weight * nearness(one.region, place) // 2 for place in PLACES])


def graded(one: Seeker, weight: int) -> np.ndarray:
    """Points for the grade by band."""
    return np.array([weight * likeness_of_grades(one.band, band) // 2 for band in BANDS])


def places(one: Seeker) -> np.ndarray:
    """Which places will do, by code."""
    return np.array([place in one.regions or place == REMOTE for place in PLACES])
