"""A run that somebody watches: progress on the error stream, an end by clock or Ctrl-C."""

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from django.core.management.base import OutputWrapper

from permeate.core.matching.rings.control import Control

FOREVER = 1e9
EVERY = 2.0  # seconds between two lines of progress


class Clock:
    """Seconds since the start, until the limit or until somebody pressed Ctrl-C."""

    def __init__(self, limit: float | None, progress: OutputWrapper) -> None:
        self.started = time.monotonic()
        self.limit = FOREVER if limit is None else limit
        self.interrupted = False
        self._progress = progress
        self._told = self.started
        self._latest: tuple[int, float] | None = None

    def seconds(self) -> float:
        """Since the start."""
        return time.monotonic() - self.started

    def remaining(self) -> float:
        """Until the limit; 0 after Ctrl-C. Whoever asks gives us a moment to tell how it goes."""
        if self._latest and time.monotonic() - self._told >= EVERY:
            self._told = time.monotonic()
            value, bound = self._latest
            self._progress.write(f"{self.seconds():7.1f} s: {value} placed, at most {bound:g}")
        return 0.0 if self.interrupted else self.limit - self.seconds()

    def report(self, value: int, bound: float) -> None:
        """Keep the value and the bound, to be told when the next line is due."""
        self._latest = (value, bound)

    def control(self, seed: int) -> Control:
        """What the algorithms ask."""
        return Control(self.remaining, self.report, seed)

    @contextmanager
    def heeding_interrupts(self) -> Iterator[None]:
        """Within, Ctrl-C asks the run to end with the best found; a second time kills it."""

        def stop(_: int, __: FrameType | None) -> None:
            self.interrupted = True
            self._progress.write("Stopping with the best found so far.")
            signal.signal(signal.SIGINT, before)

        before = signal.signal(signal.SIGINT, stop)
        try:
            yield
        finally:
            signal.signal(signal.SIGINT, before)
