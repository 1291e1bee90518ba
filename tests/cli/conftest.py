"""Folders in which the site has run before."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.running_site import Site, processes_in


@pytest.fixture(scope="module")
def prepared(tmp_path_factory) -> Path:
    """A folder in which the site has run before."""
    folder = tmp_path_factory.mktemp("prepared")
    site = Site(folder)
    site.address()
    assert site.stop() == 0
    return folder


@pytest.fixture
def folder(prepared: Path, tmp_path: Path) -> Iterator[Path]:
    """A copy of it; whatever still runs there afterwards is ended."""
    copy = tmp_path / "var"
    shutil.copytree(prepared, copy)
    yield copy
    for number in processes_in(copy):
        os.kill(number, signal.SIGKILL)
