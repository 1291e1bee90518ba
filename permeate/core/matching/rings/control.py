"""How a long run is watched and stopped: the caller has the clock, the algorithms ask it."""

from collections.abc import Callable
from dataclasses import dataclass, field


def _forever() -> float:
    return 1e9


def _silently(value: int, bound: float) -> None:
    """Nobody watches."""


@dataclass
class Control:
    """``remaining()`` is seconds left, 0 or less to stop now; ``report(value, bound)`` is told
    whenever either is better; ``seed`` makes every random choice."""

    remaining: Callable[[], float] = field(default=_forever)
    report: Callable[[int, float], None] = field(default=_silently)
    seed: int = 1

    def stopped(self) -> bool:
        """Whether to end with the best found so far."""
        return self.remaining() <= 0
