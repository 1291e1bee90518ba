"""The private PostgreSQL cluster answers while it is wanted and leaves nothing behind."""

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from ops.needs import everything_required
from ops.postgres import NoClusterError, private_cluster, programs

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = programs()
needs_postgres = pytest.mark.skipif(
    PROGRAMS is None and not everything_required(), reason="apt install postgresql"
)


def backends(url: str) -> str:
    with psycopg.connect(url) as connection:
        row = connection.execute("show data_directory").fetchone()
    assert row
    return str(row[0])


@needs_postgres
def test_a_cluster_answers_then_is_gone() -> None:
    assert PROGRAMS
    with private_cluster(PROGRAMS) as url:
        data = Path(backends(url))
        assert data.parent.name.startswith("permeate-postgres-")
    assert not data.parent.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url, connect_timeout=2)


@needs_postgres
def test_it_is_gone_too_when_the_body_fails() -> None:
    assert PROGRAMS
    with contextlib.suppress(ZeroDivisionError), private_cluster(PROGRAMS) as url:
        data = Path(backends(url))
        _ = 1 / 0
    assert not data.parent.exists()


@needs_postgres
def test_a_stranger_without_the_password_stays_outside() -> None:
    assert PROGRAMS
    with private_cluster(PROGRAMS) as url:
        host = url.split("@")[1]
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(f"postgres://permeate:guess@{host}")


@needs_postgres
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_the_command_stops_and_removes_the_cluster(
    number: signal.Signals, tmp_path: Path
) -> None:
    told = tmp_path / "url"
    script = "import os, time, sys; open(sys.argv[1], 'w').write(os.environ['DATABASE_URL']); "
    command = [sys.executable, "-m", "ops.postgres", sys.executable, "-c"]
    command += [script + "time.sleep(60)", str(told)]
    with subprocess.Popen(command, cwd=ROOT, start_new_session=True) as process:
        while not (told.exists() and told.read_text()):
            assert process.poll() is None
            time.sleep(0.05)
        data = Path(backends(told.read_text()))
        if number is signal.SIGINT:
            os.killpg(process.pid, number)  # Ctrl-C reaches everything in the foreground
        else:
            process.send_signal(number)
        assert process.wait(timeout=30) > 128
    assert not data.parent.exists()


def test_a_cluster_that_cannot_start_says_why() -> None:
    # Not in tmp_path: the unprivileged owner could not reach it there.
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        broken = Path(folder) / "initdb"
        broken.write_text("#!/bin/sh\necho 'no space left on device' >&2\nexit 1\n")
        broken.chmod(0o755)
        with pytest.raises(NoClusterError, match="no space left"), private_cluster(broken.parent):
            pass
