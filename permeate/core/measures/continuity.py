"""Whether people share as they go, or all at the end."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

from permeate.core.measures.figures import Figure, NotCountableError, not_defined, whole
from permeate.core.measures.intervals import wilson

WINDOW = 14  # days
LAST = 0.2  # the end of a placement
ELAPSED_ENOUGH = 1


@dataclass(frozen=True)
class Continuity:
    """One placement's sharing by windows of 14 days.

    ``coverage`` of elapsed windows with a formal share, ``end_load`` the share of its shares
    in the last fifth (0.2 if even; of a completed placement only), ``silent`` the longest
    run of windows without one.
    """

    coverage: Figure
    end_load: Figure
    silent: int
    windows: int


def continuity(windows: int, shares: Iterable[int], *, completed: bool = True) -> Continuity:
    """From how many windows have elapsed, and the window (1, 2 …) of each formal share."""
    windows = whole(windows, "the number of windows")
    inside = [whole(share, "a window") for share in shares]
    if any(not 1 <= share <= windows for share in inside):
        raise NotCountableError(f"Windows are numbered from 1 to {windows}.")
    used = set(inside)
    late = [share for share in inside if share > windows - ceil(windows * LAST - 1e-9)]
    end = wilson(len(late), len(inside)) if completed else not_defined("still under way")
    return Continuity(
        _exact_share(len(used), windows), end, longest_silence(windows, used), windows
    )


def _exact_share(k: int, n: int) -> Figure:
    """A share without an interval: the whole of one placement was seen."""
    return Figure(k / n, n=n) if n else not_defined("no window has elapsed")


def window_of(day: int) -> int:
    """The window of a day counted from the start, which is day 0."""
    return day // WINDOW + 1


def elapsed_windows(days: int) -> int:
    """Whole windows in so many days."""
    return max(0, days) // WINDOW


def longest_silence(windows: int, used: Iterable[int]) -> int:
    """The longest run of windows without a share."""
    stops = [0, *sorted(set(used)), windows + 1]
    return max((b - a - 1 for a, b in zip(stops, stops[1:], strict=False)), default=windows)
