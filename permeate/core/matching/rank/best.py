"""The best few rows of an index for a query: the same answer compiled, or with numpy alone."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from permeate.core.matching.rank.explaining import Suggestion, explain
from permeate.core.matching.rank.facts import Seeker
from permeate.core.matching.rank.query import EXCLUDED, Index, Query, query_of
from permeate.core.matching.rank.rules import ENOUGH, Rules
from permeate.core.matching.rank.scoring import MASK, MIX

Rows = tuple[NDArray[np.int64], NDArray[np.int32]]  # rows and their scores, best first
scan: Any
try:
    from permeate.core.matching.rank.compiled import scan
except ImportError:  # numba is not there
    scan = None


def suggest(seeker: Seeker, index: Index, rules: Rules, *, top: int = 20) -> list[Suggestion]:
    """The ``top`` possible offers with the most points, each explained.

    Order: more points first, then ``scoring.tie``, then the key. O(rows ÷ 64 × bitmaps asked),
    and for the few rows that bitmaps leave one cache line each.
    """
    query = query_of(seeker, index, rules)
    rows, _ = best_rows(query, index, top)
    offers = index.columns.offers(rows, query.learns, query.brings, query.wanted)
    return [explain(seeker, offer, rules) for offer in offers]


def best_rows(query: Query, index: Index, top: int) -> Rows:
    """The rows of the best offers; each offer once, by its first slot that fits."""
    return (compiled_rows if scan else numpy_rows)(query, index, top)


def compiled_rows(query: Query, index: Index, top: int) -> Rows:
    """In one pass, 64 rows at a time; see ``compiled``."""
    columns, count = index.columns, min(top, len(index.columns.keys))
    if not count:
        return np.empty(0, np.int64), np.empty(0, np.int32)
    found: Rows = scan(
        index.bitmaps.pool, query.maps, query.offsets, columns.gives, query.learns,
        columns.wants, query.brings, query.profession, len(columns), columns.lines,
        columns.term_ids, query.bounds, query.host, query.steps, query.step_offsets,
        query.distance, query.grade, query.equivalent, query.learn, query.bring, query.wanted,
        query.words, query.bits, query.start, count,
    )  # fmt: skip
    return found


def numpy_rows(query: Query, index: Index, top: int) -> Rows:
    """The same in steps over all survivors; some ten times slower."""
    rows = _possible(query, index)
    lines = index.columns.lines[rows]
    numbers = (lines[:, 2] & np.uint64(MASK)).astype(np.int64)
    firsts = np.ones(len(rows), np.bool_)
    firsts[1:] = numbers[1:] != numbers[:-1]
    rows, lines, numbers = rows[firsts], lines[firsts], numbers[firsts]
    scores = _facts(query, index, rows) + _words(query, index, lines)
    bits = np.uint64(query.bits)
    ties = (((lines[:, 2] >> np.uint64(32)) ^ bits) * np.uint64(MIX)) & np.uint64(MASK)
    order = np.lexsort((numbers, ties, -scores))[:top]
    return rows[order], scores[order].astype(np.int32)


def _possible(query: Query, index: Index) -> NDArray[np.int64]:
    """Rows that no limit rules out, in order."""
    pool, lines = index.bitmaps.pool, index.columns.lines
    alive = np.full(pool.shape[1], ~np.uint64(0))
    for begin, end in zip(query.offsets[:-1], query.offsets[1:], strict=True):
        alive &= np.bitwise_or.reduce(pool[query.maps[begin:end]], axis=0)
    bits = np.unpackbits(alive.view(np.uint8), bitorder="little")[: len(lines)]
    rows = np.flatnonzero(bits)
    days, first, last = lines[rows, 0], query.bounds[0], query.bounds[1]
    fte = (lines[rows, 3] >> np.uint64(56)).astype(np.int64)
    host = query.host[(lines[rows, 1] & np.uint64(MASK)).astype(np.int64)]
    fits = (
        ((days & np.uint64(MASK)).astype(np.int64) >= first)
        & ((days >> np.uint64(32)).astype(np.int64) <= last)
        & (fte >= query.bounds[2])
        & (fte <= query.bounds[3])
        & (host != EXCLUDED)
    )
    found: NDArray[np.int64] = rows[fits]
    return found


def _facts(query: Query, index: Index, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Points of everything but prose."""
    columns, who = index.columns, index.columns.lines[rows, 1]
    pool, ends = index.bitmaps.pool, query.step_offsets
    alike = _has(pool[[query.profession]], rows)
    near, nearer, next_grade, same_grade = (
        _has(pool[query.steps[ends[at] : ends[at + 1]]], rows) for at in range(4)
    )
    points: NDArray[np.int64] = (
        query.host[(who & np.uint64(MASK)).astype(np.int64)].astype(np.int64)
        + query.distance[near + nearer]
        + query.grade[next_grade + same_grade]
        + query.equivalent * alike
        + query.learn[np.minimum(_has(columns.gives[query.learns], rows), ENOUGH)]
        + query.bring[np.minimum(_has(columns.wants[query.brings], rows), ENOUGH)]
    )
    return points


def _has(bits: NDArray[np.uint64], rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many of these bitmaps have each row."""
    shifts = (rows % 64).astype(np.uint64)
    found: NDArray[np.int64] = (bits[:, rows // 64] >> shifts & np.uint64(1)).sum(0, np.int64)
    return found


def _words(query: Query, index: Index, lines: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Points of prose: how many of the wanted terms each row has."""
    begins = (lines[:, 3] & np.uint64(0xFFFFFFFFFF)).astype(np.int64)
    counts = (lines[:, 3] >> np.uint64(40) & np.uint64(0xFFFF)).astype(np.int64)
    whose = np.repeat(np.arange(len(lines)), counts)
    at = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - begins, counts)
    found = np.isin(index.columns.term_ids[at], query.wanted)
    hits = np.bincount(whose[found], minlength=len(lines))
    points: NDArray[np.int64] = query.words[np.minimum(hits, ENOUGH)].astype(np.int64)
    return points


BACKENDS: dict[str, Callable[[Query, Index, int], Rows]] = {"numpy": numpy_rows}
if scan:
    BACKENDS["compiled"] = compiled_rows
