"""A filled database and the site served from it, each in processes of their own."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ops.postgres import NoClusterError, private_cluster, programs

ROOT = Path(__file__).resolve().parents[1]
WORKERS = 2
START_SECONDS = 60


@dataclass(frozen=True)
class Site:
    """Where the site answers, the cookie of somebody signed in, and pages by name."""

    port: int
    cookie: str
    pages: dict[str, str]


@contextlib.contextmanager
def database(vendor: str, folder: Path) -> Iterator[str]:
    """The DATABASE_URL of an empty database; NoClusterError where there is no PostgreSQL."""
    if vendor == "SQLite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    bin_folder = programs()
    if bin_folder is None:
        raise NoClusterError("PostgreSQL is not installed: apt install postgresql")
    with private_cluster(bin_folder) as url:
        yield url


@contextlib.contextmanager
def served(vendor: str, sizes: tuple[int, ...]) -> Iterator[Site]:
    """Fill a database of that vendor to these sizes and serve the site from it."""
    folder = Path(tempfile.mkdtemp(prefix="permeate-bench-"))
    try:
        with database(vendor, folder) as url:
            environment = os.environ | {
                "DATABASE_URL": url,
                "DJANGO_SETTINGS_MODULE": "bench.settings",
                "PERMEATE_MODE": "production",
                "PERMEATE_SECRET_KEY": secrets.token_hex(32),
                "PERMEATE_BASE_URL": "https://127.0.0.1",
                "PERMEATE_HOSTS": "127.0.0.1",
                "PERMEATE_MAIL": "smtp",
                "PERMEATE_VAR": str(folder),
                "PYTHONPATH": str(ROOT),
            }
            told = json.loads(_fill(sizes, environment))
            with _gunicorn(environment) as port:
                yield Site(port, told.pop("cookie"), told)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _fill(sizes: tuple[int, ...], environment: dict[str, str]) -> str:
    command = [sys.executable, "-m", "bench.filling", *map(str, sizes)]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.splitlines()[-1]


@contextlib.contextmanager
def _gunicorn(environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(64)
        command = [sys.executable, "-m", "gunicorn", "permeate.wsgi:application"]
        command += ["--bind", f"fd://{listener.fileno()}", "--workers", str(WORKERS)]
        command += ["--no-control-socket", "--log-level", "warning"]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, pass_fds=[listener.fileno()])
        try:
            port = listener.getsockname()[1]
            _wait(port, server)
            yield port
        finally:
            server.terminate()
            server.wait(timeout=30)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 30) as one:
            one.sendall(b"GET /pages/privacy/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            if one.recv(12).endswith(b"200"):
                return
        time.sleep(0.2)
    raise RuntimeError("the site did not start")
