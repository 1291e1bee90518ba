"""Sets of positions as whole numbers: position p is in the set where bit p is 1.

Python's own integers and, or and count a hundred thousand positions in a few microseconds.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from sys import byteorder


def bits_of(positions: Sequence[int]) -> int:
    """The set of these positions, which ascend; O(largest position / 8 + how many)."""
    if not positions:
        return 0
    held = bytearray(positions[-1] // 8 + 1)
    for position in positions:
        held[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(held, "little")


def newest(tiers: Iterable[int], *, skip: int = 0, limit: int | None = None) -> list[int]:
    """Positions of each tier from the highest down, the first tier's first."""
    stop = None if limit is None else skip + limit
    return list(islice(_descending(tiers), skip, stop))


def _descending(tiers: Iterable[int]) -> Iterator[int]:
    for bits in tiers:
        words = array("Q")
        words.frombytes(bits.to_bytes(-(-bits.bit_length() // 64) * 8, "little"))
        if byteorder == "big":
            words.byteswap()
        for place in range(len(words) - 1, -1, -1):
            word = words[place]
            while word:
                top = word.bit_length() - 1
                yield 64 * place + top
                word ^= 1 << top
