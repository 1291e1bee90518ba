"""A private PostgreSQL cluster for as long as one command runs.

    .venv/bin/python -m ops.postgres .venv/bin/python -m pytest tests/actions

runs the command with DATABASE_URL naming an empty database, and leaves nothing behind.
The cluster is throw-away: it does not sync to disk.
"""

import contextlib
import ctypes
import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ops.processes import run_through

SUPERUSER = "permeate"
START_SECONDS = 60
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "max_connections": "300",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
PR_SET_PDEATHSIG = 1


class NoClusterError(Exception):
    """PostgreSQL is there but would not start; the message says what it said."""


def programs() -> Path | None:
    """Return the folder of the newest PostgreSQL server's programs, or None without one."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: float(path.parts[-3]) if re.fullmatch(r"[\d.]+", path.parts[-3]) else 0,
    )
    on_path = shutil.which("initdb")
    found = debian[-1] if debian else Path(on_path).resolve() if on_path else None
    return found.parent if found and (found.parent / "postgres").exists() else None


@contextlib.contextmanager
def private_cluster(bin_folder: Path) -> Iterator[str]:
    """Yield the DATABASE_URL of an empty cluster's database; stop and remove it afterwards."""
    owner = _unprivileged_owner()
    home = Path(tempfile.mkdtemp(prefix="permeate-postgres-"))
    try:
        if owner:
            os.chown(home, owner["user"], owner["group"])
        password = secrets.token_hex(16)
        _initialise(bin_folder, home, password, owner)
        with _server(bin_folder, home, owner) as port:
            url = f"postgres://{SUPERUSER}:{password}@127.0.0.1:{port}"
            _create_database(bin_folder, password, port)
            yield f"{url}/permeate"
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged_owner() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: who runs it then, as arguments for subprocess."""
    if os.geteuid() != 0:
        return {}
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
    raise NoClusterError("PostgreSQL will not run as root, and there is no user postgres or nobody")


def _initialise(bin_folder: Path, home: Path, password: str, owner: dict[str, Any]) -> None:
    secret = home / "password"
    secret.write_text(password)
    if owner:
        os.chown(secret, owner["user"], owner["group"])
    command = [str(bin_folder / "initdb"), "--pgdata", str(home / "data")]
    command += [
        "--username",
        SUPERUSER,
        "--pwfile",
        str(secret),
        "--auth",
        "scram-sha-256",
        "--no-sync",
    ]
    command += ["--encoding", "UTF8", "--locale", "C.UTF-8"]
    _run(command, cwd=home, **owner)
    secret.unlink()


def _run(command: list[str], **options: Any) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    if done.returncode:
        raise NoClusterError(f"{Path(command[0]).name}: {(done.stderr or done.stdout).strip()}")


@contextlib.contextmanager
def _server(bin_folder: Path, home: Path, owner: dict[str, Any]) -> Iterator[int]:
    port = free_port()
    settings = SETTINGS | {"port": str(port), "unix_socket_directories": str(home)}
    command = [str(bin_folder / "postgres"), "-D", str(home / "data")]
    command += [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    log = home / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command,
            cwd=home,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            preexec_fn=_end_with_parent,  # noqa: PLW1509 - one thread here
            **owner,
        )
    try:
        _wait_until_ready(bin_folder, server, port, log)
        yield port
    finally:
        _stop(server)


def _end_with_parent() -> None:
    """Have the kernel ask the server to shut down should this process be killed outright."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


def free_port() -> int:
    """Return a port on the loopback address that nobody uses now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def _wait_until_ready(
    bin_folder: Path, server: subprocess.Popen[bytes], port: int, log: Path
) -> None:
    ready = [str(bin_folder / "pg_isready"), "--quiet", "--host", "127.0.0.1", "--port", str(port)]
    limit = time.monotonic() + START_SECONDS
    while subprocess.run(ready, check=False).returncode:
        if server.poll() is not None or time.monotonic() > limit:
            raise NoClusterError(f"PostgreSQL did not start: {log.read_text().strip()[-800:]}")
        time.sleep(0.05)


def _create_database(bin_folder: Path, password: str, port: int) -> None:
    command = [str(bin_folder / "createdb"), "--host", "127.0.0.1", "--port", str(port)]
    command += ["--username", SUPERUSER, "permeate"]
    _run(command, env=os.environ | {"PGPASSWORD": password})


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown, then immediate, then none too gentle."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is None:
            server.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                server.wait(timeout=15)


def main(command: list[str]) -> int:
    """Run `command` with a private cluster; its exit status, 1 when there is no cluster."""
    if not command or command[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if command else 2
    bin_folder = programs()
    if bin_folder is None:
        print("PostgreSQL is not installed: apt install postgresql", file=sys.stderr)
        return 1
    try:
        with private_cluster(bin_folder) as url:
            return run_through(command, {"DATABASE_URL": url})
    except NoClusterError as error:
        print(error, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
