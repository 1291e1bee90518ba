"""The scan of an index as one compiled loop; ``best.numpy_rows`` says the same in steps.

Blocks of 64 × 256 rows stay in the nearest cache. In each: AND the limits' bitmaps; count the
topics in common for 64 rows at once; once there are enough candidates, drop every row that
could not reach the least of them even with all other points; look at the lines of what is
left, and at their prose only where it could matter. Nothing is estimated: a row is dropped
only if it cannot be among the best.
"""

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

from permeate.core.matching.rank.columns import BITS, SIGNED
from permeate.core.matching.rank.rules import ENOUGH
from permeate.core.matching.rank.scoring import MASK, MIX


@intrinsic
def _fetch(context, array, row):
    """Ask for the cache line where a row begins, without waiting for it."""

    def emit(context, builder, signature, arguments):
        layout = context.make_array(signature.args[0])(context, builder, arguments[0])
        stride = builder.extract_value(layout.strides, 0)
        byte = ir.IntType(8).as_pointer()
        place = builder.gep(builder.bitcast(layout.data, byte), [builder.mul(arguments[1], stride)])
        bits = ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [byte, bits, bits, bits])
        prefetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        builder.call(prefetch, [place, bits(0), bits(3), bits(1)])
        return context.get_dummy_value()

    return types.void(array, types.int64), emit


BLOCK, FIRST_BLOCK = 256, 16  # words of 64 rows
LONG, ALL = np.uint64, np.uint64(2**64 - 1)


@intrinsic
def _trailing(context, word):
    def emit(context, builder, signature, arguments):
        return builder.cttz(arguments[0], context.get_constant(types.boolean, False))

    return types.uint64(types.uint64), emit


@njit(cache=True)
def _any(out, pool, maps, begin, size):
    """Rows that have one of these bitmaps."""
    out[:size] = 0
    for which in maps:
        bits = pool[which, begin : begin + size]
        for at in range(size):
            out[at] |= bits[at]


@njit(cache=True)
def _limit(alive, room, pool, maps, offsets, begin, size):
    """Leave in ``alive`` the rows that have one bitmap of every group; whether there are any."""
    alive[:size] = ~np.uint64(0)
    some = np.uint64(1)
    for group in range(len(offsets) - 1):
        _any(room, pool, maps[offsets[group] : offsets[group + 1]], begin, size)
        some = np.uint64(0)
        for at in range(size):
            alive[at] &= room[at]
            some |= alive[at]
        if not some:
            break
    return some != 0


@njit(cache=True)
def _count(planes, bits_of, topics, begin, size):
    """Rows with at least one, two, three of the topics; ``planes[0]`` is all rows."""
    planes[1:, :size] = 0
    one, two, three = planes[1], planes[2], planes[3]
    for topic in topics:
        bits = bits_of[topic, begin : begin + size]
        for at in range(size):
            three[at] |= two[at] & bits[at]
            two[at] |= one[at] & bits[at]
            one[at] |= bits[at]


@njit(cache=True)
def _prune(alive, could, gives, wants, alike, learn, bring, equivalent, least, size):
    """Leave in ``alive`` rows whose topics and profession still let them reach ``least``.

    For each count of topics given, with and without the profession, the fewest topics wanted
    that would do; a row must have one of these combinations or more.
    """
    could[:size] = 0
    for profession in range(2):
        for given in range(ENOUGH + 1):
            for wanted in range(ENOUGH + 1):
                if learn[given] + bring[wanted] + equivalent * profession >= least:
                    _allow(could, alive, gives[given], wants[wanted], alike[profession], size)
                    break
    alive[:size] = could[:size]


@njit(cache=True)
def _allow(could, alive, gives, wants, alike, size):
    for at in range(size):
        could[at] |= alive[at] & gives[at] & wants[at] & alike[at]


@njit(cache=True)
def _hits(place, term_ids, wanted):
    """How many of the wanted terms there are, up to enough; both lists ascend."""
    at = np.int64(place & np.uint64(0xFFFFFFFFFF))
    end = at + np.int64(place >> np.uint64(40) & np.uint64(0xFFFF))
    want = found = 0
    while at < end and want < len(wanted) and found < ENOUGH:
        if term_ids[at] == wanted[want]:
            found += 1
        if term_ids[at] <= wanted[want]:
            at += 1
        else:
            want += 1
    return found


@njit(cache=True)
def _may_hit(lines, row, wanted):
    """At least as many as ``_hits``, from the line alone."""
    found = 0
    for term in wanted:
        bits = lines[row, SIGNED + term % BITS // 64]
        found += np.int64(bits >> np.uint64(term % 64) & np.uint64(1))
    return min(found, ENOUGH)


@njit(cache=True)
def _before(scores, ties, one, other):
    """Whether heap place ``one`` is worse than ``other``."""
    if scores[one] != scores[other]:
        return scores[one] < scores[other]
    return ties[one] > ties[other]


@njit(cache=True)
def _swap(scores, ties, rows, one, other):
    scores[one], scores[other] = scores[other], scores[one]
    ties[one], ties[other] = ties[other], ties[one]
    rows[one], rows[other] = rows[other], rows[one]


@njit(cache=True)
def _rise(scores, ties, rows, at):
    while at and _before(scores, ties, at, (at - 1) // 2):
        _swap(scores, ties, rows, at, (at - 1) // 2)
        at = (at - 1) // 2


@njit(cache=True)
def _sink(scores, ties, rows, size):
    at = 0
    while 2 * at + 1 < size:
        child = 2 * at + 1
        if child + 1 < size and _before(scores, ties, child + 1, child):
            child += 1
        if not _before(scores, ties, child, at):
            return
        _swap(scores, ties, rows, at, child)
        at = child


@njit(cache=True)
def _keep(scores, ties, rows, size, score, tie, row):
    """Take the row among the best if it belongs there; how many there are now.

    Of an opportunity that is there already, the earlier slot stays.
    """
    if size == len(rows) and (
        score < scores[0] or (score == scores[0] and tie > ties[0])
    ):  # worse than the worst
        return size
    for at in range(size):
        if ties[at] == tie:
            rows[at] = min(rows[at], row)
            return size
    if size < len(rows):
        scores[size], ties[size], rows[size] = score, tie, row
        _rise(scores, ties, rows, size)
        return size + 1
    scores[0], ties[0], rows[0] = score, tie, row
    _sink(scores, ties, rows, size)
    return size


@njit(cache=True)
def _tie(which, bits):
    """``scoring.tie``, and below it the opportunity's number, which is the order of keys."""
    low, half = np.uint64(MASK), np.uint64(32)
    return ((((which >> half) ^ np.uint64(bits)) * np.uint64(MIX)) & low) << half | which & low


@njit(cache=True)
def _fits(days, prose, bounds):
    fte = np.int64(prose >> np.uint64(56))
    return (
        np.int64(days & np.uint64(MASK)) >= bounds[0]
        and np.int64(days >> np.uint64(32)) <= bounds[1]
        and bounds[2] <= fte <= bounds[3]
    )


@njit(cache=True)
def _sum(planes, word, bit):
    """How many of these bitmaps, but the first, have one row."""
    found = np.uint64(0)
    for plane in range(1, len(planes)):
        found += planes[plane, word] >> bit & np.uint64(1)
    return np.int64(found)


@njit(cache=True)
def _look(pool, steps, offsets, profession, near, graded, alike, begin, size):
    """Rows near and nearer, of the next grade and the same, of the same profession."""
    for at in range(2):
        _any(near[at + 1], pool, steps[offsets[at] : offsets[at + 1]], begin, size)
        _any(graded[at + 1], pool, steps[offsets[at + 2] : offsets[at + 3]], begin, size)
    alike[1, :size] = pool[profession, begin : begin + size]


@njit(cache=True)
def _hope(
    hopeful, lines, alive, given, asked, near, graded, alike, learn, bring, distance, grade,
    equivalent, begin, length, count, least,
):  # fmt: skip
    """Rows whose points by bitmaps reach ``least``, with these points; their lines fetched."""
    found = 0
    for word in range(length):
        left = alive[word]
        while left:
            bit = _trailing(left)
            left &= left - np.uint64(1)
            score = learn[_sum(given, word, bit)] + bring[_sum(asked, word, bit)]
            score += distance[_sum(near, word, bit)] + grade[_sum(graded, word, bit)]
            score += equivalent * _sum(alike, word, bit)
            row = 64 * (begin + word) + np.int64(bit)
            if score >= least and row < count:
                _fetch(lines, row)
                hopeful[found, 0], hopeful[found, 1] = row, score
                found += 1
    return found


@njit(cache=True)
def _check(hopeful, found, lines, host, bounds, latest, least):
    """Of these, the possible ones that reach ``least`` with their host's points.

    Of an opportunity only its first slot that fits: its slots follow one another.
    ``latest[0]`` is the opportunity seen last.
    """
    low, kept = np.uint64(MASK), 0
    for at in range(found):
        row, score = hopeful[at, 0], hopeful[at, 1]
        which, prose, of_host = lines[row, 2], lines[row, 3], host[lines[row, 1] & low]
        if of_host < 0 or which & low == latest[0] or not _fits(lines[row, 0], prose, bounds):
            continue
        latest[0] = which & low
        if score + of_host >= least:
            hopeful[kept, 0], hopeful[kept, 1] = row, score + of_host
            kept += 1
    return kept


@njit(cache=True)
def _buffers():
    """Room for one block: rows left, spare, (row, points), and planes that begin with all rows."""
    return (
        np.empty(BLOCK, LONG),
        np.empty(BLOCK, LONG),
        np.empty((64 * BLOCK, 2), np.int64),
        np.full((4, BLOCK), ALL),
        np.full((4, BLOCK), ALL),
        np.full((3, BLOCK), ALL),
        np.full((3, BLOCK), ALL),
        np.full((2, BLOCK), ALL),
    )


@njit(cache=True)
def _in_order(scores, ties, rows, size):
    """The heap sorted, best first."""
    for end in range(size - 1, 0, -1):
        _swap(scores, ties, rows, 0, end)
        _sink(scores, ties, rows, end)


@njit(cache=True)
def _take(hopeful, found, lines, term_ids, wanted, words, bits, scores, ties, rows, size):
    """Add points of prose and keep the best; how many there are now."""
    for at in range(found):
        row, score = hopeful[at, 0], hopeful[at, 1]
        may = words[_may_hit(lines, row, wanted)]
        if size == len(rows) and score + may < scores[0]:
            continue
        if may:
            score += words[_hits(lines[row, 3], term_ids, wanted)]
        size = _keep(scores, ties, rows, size, score, _tie(lines[row, 2], bits), row)
    return size


@njit(cache=True)
def scan(
    pool, maps, offsets, gives, learns, wants, brings, profession, count, lines, term_ids,
    bounds, host, steps, step_offsets, distance, grade, equivalent, learn, bring, wanted, words,
    bits, start, top,
):  # fmt: skip
    """The ``top`` best rows and their scores, best first. See ``query.Query``.

    ``top`` is at most the number of opportunities. ``start`` is the word to begin at: near the
    seeker, where good ones soon show which others need no look.
    """
    scores, ties, rows = np.empty(top, np.int32), np.empty(top, LONG), np.empty(top, np.int64)
    alive, room, hopeful, given, asked, near, graded, alike = _buffers()
    prose_most = words.max() if len(wanted) else 0
    latest, size, elsewhere = np.full(1, np.uint64(MASK)), 0, host.max() + prose_most
    begin, length, end = start, FIRST_BLOCK, pool.shape[1]
    while True:
        if begin >= end:  # all there is after the start; now what is before it
            if end <= start:
                break
            begin, end = 0, start
            continue
        length = min(length, end - begin)
        if not _limit(alive, room, pool, maps, offsets, begin, length):
            begin += length
            continue
        _count(given, gives, learns, begin, length)
        _count(asked, wants, brings, begin, length)
        _look(pool, steps, step_offsets, profession, near, graded, alike, begin, length)
        if size == top:
            least = scores[0] - elsewhere - distance[2] - grade[2]
            _prune(alive, room, given, asked, alike, learn, bring, equivalent, least, length)
        found = _hope(
            hopeful, lines, alive, given, asked, near, graded, alike, learn, bring, distance, grade,
            equivalent, begin, length, count, scores[0] - elsewhere if size == top else 0,
        )  # fmt: skip
        found = _check(
            hopeful, found, lines, host, bounds, latest,
            scores[0] - prose_most if size == top else 0,
        )  # fmt: skip
        size = _take(
            hopeful, found, lines, term_ids, wanted, words, bits, scores, ties, rows, size
        )  # fmt: skip
        begin += length
        length = min(BLOCK, 2 * length)
    _in_order(scores, ties, rows, size)
    return rows[:size], scores[:size]
