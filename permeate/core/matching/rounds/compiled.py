"""Loops over arrays, compiled where numba is installed; the same code in plain Python else."""

from collections.abc import Callable
from typing import Any, TypeVar

njit: Any
try:
    from numba import njit
except ImportError:  # the same answer, slower
    njit = None

Loop = TypeVar("Loop", bound=Callable[..., Any])


def compiled(loop: Loop) -> Loop:
    """The loop compiled on first use, once a machine; the loop itself without numba."""
    if njit is None:
        return loop
    made: Loop = njit(cache=True, nogil=True)(loop)
    return made
