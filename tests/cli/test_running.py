"""`permeate run`: what somebody sees who starts, stops and starts the site again."""

import errno
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections import namedtuple
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from django.db import OperationalError

from permeate.cli.running import in_one_line, run_site
from tests.running_site import Site, page

pytestmark = pytest.mark.once
Usage = namedtuple("Usage", "total used free")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_and_stopping_it_leaves_no_process(folder: Path, number: signal.Signals) -> None:
    site = Site(folder)
    assert "Permeate" in page(site.address())
    assert len(site.processes()) > 4  # itself, the site's and the worker's
    assert site.stop(number) == 0
    assert site.processes() == set()


def test_the_demonstration_is_loaded_once_and_its_pages_find_their_style(folder: Path) -> None:
    site = Site(folder, mode="demonstration")
    address = site.address()
    personas = page(f"{address}/demonstration/").count('method="post"')
    assert personas > 5
    site.stop()
    site = Site(folder, mode="demonstration")
    address = site.address()
    assert page(f"{address}/demonstration/").count('method="post"') == personas
    style = re.search(r'href="(/static/\S+?\.css)"', page(address))
    assert style
    assert "govuk" in page(address + style.group(1))
    site.stop()


def test_a_second_run_keeps_what_was_entered(folder: Path) -> None:
    site = Site(folder)
    site.address()
    with sqlite3.connect(folder / "permeate.sqlite3") as database:
        database.execute(
            "insert into django_session (session_key, session_data, expire_date)"
            " values ('kept', '', '2099-01-01')"
        )
    site.stop()
    again = Site(folder)
    again.address()
    with sqlite3.connect(folder / "permeate.sqlite3") as database:
        kept = database.execute("select 1 from django_session where session_key = 'kept'")
        assert kept.fetchone()
    again.stop()


def test_the_port_is_free_again_at_once(folder: Path) -> None:
    site = Site(folder)
    address = site.address()
    page(address)
    site.stop()
    again = Site(folder, "--port", address.rsplit(":", 1)[1])
    assert again.address() == address
    again.stop()


def test_a_killed_site_or_worker_comes_back(folder: Path) -> None:
    site = Site(folder)
    address = site.address()
    for number in site.processes() - {site.process.pid}:
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
    # The port stays held meanwhile: a visitor waits a moment and is served.
    assert "Permeate" in page(address)
    time.sleep(1)
    assert site.process.poll() is None
    assert site.stop() == 0
    assert site.processes() == set()


def test_a_taken_port_is_told_in_one_line() -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "permeate", "run", "--port", str(port)],
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}\n"
    )


def test_a_full_disk_is_told_before_anything_is_written(monkeypatch, settings, tmp_path) -> None:
    settings.VAR_DIR = tmp_path
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(100, 100, 0))
    with pytest.raises(CommandError, match="The disk is full: make some room for "):
        run_site(0)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told_in_one_line(settings, tmp_path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    settings.VAR_DIR = blocked / "var"
    with pytest.raises(CommandError, match=f"cannot be used.*{blocked}"):
        run_site(0)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "The disk is full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "The disk is full"),
        (OperationalError("database or disk is full"), "The disk is full"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot be written to"),
        (OperationalError("attempt to write a readonly database"), "cannot be written to"),
        (OperationalError("unable to open database file"), "cannot be written to"),
        (
            OperationalError("connection refused\nIs the server running?"),
            "does not answer as it should: connection refused",
        ),
    ],
)
def test_what_is_wrong_with_disk_or_database_is_told_in_one_line(error, said) -> None:
    assert said in in_one_line(error)
    assert "\n" not in in_one_line(error)
