"""Run a command to its end, so that whoever started it can tidy up afterwards."""

import os
import signal
import subprocess
from types import FrameType


def run_through(command: list[str], environment: dict[str, str] | None = None) -> int:
    """Run `command` and return its exit status, also when Ctrl-C or TERM arrives meanwhile.

    Ctrl-C reaches the command from the terminal by itself; TERM is passed on to it. As in a
    shell, a command that a signal ended has the status 128 and the signal's number.
    """
    child: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, _frame: FrameType | None) -> None:
        if child and number == signal.SIGTERM:
            child.send_signal(number)

    # A handler, so that nothing is raised inside wait(), which would lose the exit status.
    before = {number: signal.signal(number, pass_on) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        child = subprocess.Popen(command, env=os.environ | (environment or {}))
        status = child.wait()
        return status if status >= 0 else 128 - status
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
