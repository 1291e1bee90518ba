"""Whatever stops the site, none of its processes outlives it; one that falls over comes back."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
LIMIT_SECONDS = 30

# A service with a child of its own; each leaves its process id in the folder.
SERVICE = """
import os, pathlib, signal, subprocess, sys, time
folder, deaf = pathlib.Path(sys.argv[1]), "deaf" in sys.argv
if deaf:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
def stop(*_):
    child.terminate()
    sys.exit()
if not deaf:
    signal.signal(signal.SIGTERM, stop)
(folder / f"child-{child.pid}").touch()
(folder / f"service-{os.getpid()}").touch()
time.sleep(600)
"""

DRIVER = """
import pathlib, sys
from permeate.cli.supervising import GaveUpError, Service, supervise
folder, *command = sys.argv[1:]
folder = pathlib.Path(folder)
try:
    supervise(
        [Service("site", command), Service("worker", command)],
        lambda: any(folder.glob("service-*")),
        lambda: print("announced", flush=True),
    )
except GaveUpError as error:
    sys.exit(str(error))
"""


class Run:
    """A supervised pair of services, and what they left in their folder."""

    def __init__(self, folder: Path, *command: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", DRIVER, str(folder), *command],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def ids(self, kind: str) -> set[int]:
        return {int(path.name.split("-")[1]) for path in self.folder.glob(f"{kind}-*")}

    def everybody(self) -> set[int]:
        return self.ids("service") | self.ids("child")

    def finish(self) -> tuple[int, str, str]:
        out, err = self.process.communicate(timeout=LIMIT_SECONDS)
        return self.process.returncode, out, err


def alive(ids: set[int]) -> set[int]:
    """Return those that still run; a zombie does not."""
    states = {}
    for number in ids:
        stat = Path(f"/proc/{number}/stat")
        states[number] = stat.read_text().rsplit(")")[1].split()[0] if stat.exists() else "gone"
    return {number for number, state in states.items() if state not in ("Z", "X", "gone")}


def until(holds: Callable[[], object]) -> None:
    limit = time.monotonic() + LIMIT_SECONDS
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.05)


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., Run]]:
    runs: list[Run] = []

    def starter(*options: str) -> Run:
        run = Run(tmp_path, sys.executable, "-c", SERVICE, str(tmp_path), *options)
        runs.append(run)
        until(lambda: len(run.ids("service")) == 2)
        return run

    yield starter
    for run in runs:
        for number in {run.process.pid} | alive(run.everybody()):
            try:
                os.kill(number, signal.SIGKILL)
            except ProcessLookupError:
                continue


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_leaves_no_process(start: Callable[..., Run], number: signal.Signals) -> None:
    run = start()
    run.process.send_signal(number)
    status, _, _ = run.finish()
    assert status == 0
    assert alive(run.everybody()) == set()


def test_it_announces_once_when_the_services_answer(start: Callable[..., Run]) -> None:
    run = start()
    assert run.process.stdout
    assert run.process.stdout.readline() == "announced\n"
    run.process.terminate()
    assert run.finish()[1] == ""


def test_a_second_ctrl_c_does_not_wait_for_the_deaf(start: Callable[..., Run]) -> None:
    run = start("deaf")
    run.process.send_signal(signal.SIGINT)
    time.sleep(0.5)
    assert run.process.poll() is None  # it waits for work under way
    run.process.send_signal(signal.SIGINT)
    assert run.finish()[0] == 0
    assert alive(run.everybody()) == set()


def test_a_service_that_is_killed_comes_back_without_its_old_children(
    start: Callable[..., Run],
) -> None:
    run = start()
    before = run.everybody()
    victim = min(run.ids("service"))
    os.kill(victim, signal.SIGKILL)
    until(lambda: len(run.ids("service")) == 3)
    assert len(alive(run.ids("service"))) == 2
    assert len(alive(before)) == 2  # the other service and its child
    run.process.terminate()
    status, _, err = run.finish()
    assert status == 0
    assert "ended unexpectedly; starting it again" in err
    assert alive(run.everybody()) == set()


def test_one_that_will_not_stay_up_is_named_and_the_rest_stopped(tmp_path: Path) -> None:
    run = Run(tmp_path, sys.executable, "-c", "print('broken')")
    status, _, err = run.finish()
    assert status == 1
    assert err.splitlines()[-1] == "The site does not stay up: see what it said above."


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's end")
def test_even_when_it_is_killed_outright_the_services_stop(start: Callable[..., Run]) -> None:
    run = start()
    run.process.kill()
    run.finish()
    until(lambda: not alive(run.everybody()))
