"""Keep the site's two processes running, and stop them so that none is left behind."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

PATIENCE_SECONDS = 15  # for requests and jobs that are under way when asked to stop
QUICK_END_SECONDS = 5  # who ends sooner than this did not really start
QUICK_ENDS_ALLOWED = 3
TICK_SECONDS = 0.2
PR_SET_PDEATHSIG = 1


class GaveUpError(Exception):
    """A process will not stay up; the message names it."""


@dataclass
class Service:
    """One process with whatever it starts itself, in a session of its own.

    A Ctrl-C at the terminal thus reaches only us, and each process stops its own children
    when they have finished what they are doing.
    """

    name: str
    command: Sequence[str]
    keep_open: tuple[int, ...] = ()  # file descriptors to hand down
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    started_at: float = field(default=0.0, init=False)  # seconds on the monotonic clock
    quick_ends: int = field(default=0, init=False)

    def start(self) -> None:
        """Start the process; it is asked to stop should we ourselves be killed."""
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 - the commands are our own
            self.command,
            stdin=subprocess.DEVNULL,
            pass_fds=self.keep_open,
            start_new_session=True,
            preexec_fn=_stop_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509
        )

    def has_ended(self) -> bool:
        """Whether a started process is no longer there."""
        return self.process is not None and self.process.poll() is not None

    def start_again(self) -> None:
        """Clear up after an unexpected end and start anew; GaveUpError when it keeps ending.

        One that was killed did nothing wrong itself: that is not counted.
        """
        killed = self.process is not None and self.process.returncode == -signal.SIGKILL
        quick = not killed and time.monotonic() - self.started_at < QUICK_END_SECONDS
        self.quick_ends = self.quick_ends + 1 if quick else 0
        if self.quick_ends >= QUICK_ENDS_ALLOWED:
            raise GaveUpError(f"The {self.name} does not stay up: see what it said above.")
        print(f"The {self.name} ended unexpectedly; starting it again.", file=sys.stderr)
        self.kill()
        self.start()

    def ask_to_stop(self) -> None:
        """Ask the process, not its children: it sees to those itself."""
        if self.process and self.process.poll() is None:
            self.process.terminate()

    def kill(self) -> None:
        """End whatever is left of the process and its children."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def supervise(
    services: Sequence[Service], answers: Callable[[], bool], announce: Callable[[], None]
) -> None:
    """Run the services until Ctrl-C, TERM or a closed terminal; then stop them all.

    The first has the machine to itself until `answers` says yes; then the others follow and
    `announce` is called. A second Ctrl-C does not wait for work under way. GaveUpError when
    a service does not stay up.
    """
    stopping = _stop_signals()
    first, *others = services
    answered = False
    try:
        first.start()
        while not stopping.wait(TICK_SECONDS):
            for service in filter(Service.has_ended, services):
                service.start_again()
            if not answered and answers():
                answered = True
                for service in others:
                    service.start()
                announce()
    finally:
        stopping.clear()
        _stop(services, hurry=stopping)


def _stop_signals() -> threading.Event:
    """An event that is set by each signal that means stop."""
    event = threading.Event()

    def note(_number: int, _frame: FrameType | None) -> None:
        event.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, note)
    return event


def _stop(services: Sequence[Service], hurry: threading.Event) -> None:
    for service in services:
        service.ask_to_stop()
    limit = time.monotonic() + PATIENCE_SECONDS
    while not all(service.has_ended() for service in services if service.process):
        if hurry.wait(TICK_SECONDS / 4) or time.monotonic() > limit:
            break
    for service in services:
        service.kill()


def _stop_with_parent() -> None:
    """Have the kernel send TERM to this process when its parent ends without a word."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
