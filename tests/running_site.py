"""The site as somebody runs it: real processes, in a folder of its own."""

import os
import re
import signal
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

LIMIT_SECONDS = 60


class Site:
    """A site that runs from a folder of its own."""

    def __init__(
        self, folder: Path, *options: str, mode: str = "development", **environment: str
    ) -> None:
        self.folder = folder
        away = {"DATABASE_URL", "PORT", "PERMEATE_BASE_URL"}
        self.environment = {name: it for name, it in os.environ.items() if name not in away}
        self.environment |= {"PERMEATE_VAR": str(folder), "PERMEATE_MODE": mode, **environment}
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - a pipe that nobody reads would stop it
        self.process = subprocess.Popen(
            [sys.executable, "-m", "permeate", "run", "--port", "0", *options],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=self.said,
            text=True,
        )

    def address(self) -> str:
        """Wait until it announces where it runs."""
        assert self.process.stdout
        for line in self.process.stdout:
            if found := re.search(r"http://127\.0\.0\.1:\d+", line):
                return found.group()
        self.said.seek(0)
        raise AssertionError(self.said.read().decode())

    def processes(self) -> set[int]:
        """Every process that works for this site, whoever its parent is."""
        return processes_in(self.folder)

    def permeate(self, *arguments: str) -> str:
        """Run another command on the site's database; what it printed, if it went well."""
        command = [sys.executable, "-m", "permeate", *arguments]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def stop(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        self.process.communicate(timeout=LIMIT_SECONDS)
        return self.process.returncode


def processes_in(folder: Path) -> set[int]:
    """Every process whose PERMEATE_VAR is this folder."""
    mark = f"PERMEATE_VAR={folder}".encode()
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (entry / "environ").read_bytes().split(b"\0"):
                found.add(int(entry.name))
        except OSError:
            continue
    return found


def page(address: str) -> str:
    with urllib.request.urlopen(address, timeout=LIMIT_SECONDS) as answer:
        return answer.read().decode()
