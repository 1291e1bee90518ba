"""How many placements are left, on average, when single ones fall out before they begin."""

from collections.abc import Sequence
from math import prod


def expected(failure: Sequence[float], *, chain: bool) -> float:
    """The expected placements of one ring whose arcs fall out by chance, each on its own.

    A cycle happens wholly or not at all: with one arc gone somebody would release and not
    receive. A chain goes as far as its first arc that falls out: whoever released before it
    has received. ``failure``: the chances along the ring, from 0 to 1. (Dickerson, Procaccia
    and Sandholm, Failure-aware kidney exchange, 2013.)

    >>> expected([0.5, 0.5], chain=False)
    0.5
    >>> expected([0.5, 0.5], chain=True)
    0.75
    """
    holds = [1.0 - chance for chance in failure]
    if not chain:
        return len(holds) * prod(holds)
    return sum(prod(holds[: reach + 1]) for reach in range(len(holds)))
