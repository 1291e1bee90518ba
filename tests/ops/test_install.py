"""`make install` does nothing twice, and says in one line why it cannot begin."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]


def install(project: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "ops/install.sh"],
        cwd=project,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What an installation needs of the project, nothing installed."""
    for folder in ("ops", "requirements"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def program(path: Path, script: str) -> str:
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return str(path)


def test_what_is_installed_already_is_left_alone() -> None:
    before = {path: path.stat().st_mtime_ns for path in (ROOT / ".venv").iterdir()}
    done = install(ROOT)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert {path: path.stat().st_mtime_ns for path in (ROOT / ".venv").iterdir()} == before


@pytest.mark.parametrize(
    ("script", "found"),
    [
        ('[ "$1" = -V ] && echo Python 3.9.2 || exit 1', "Python 3.9.2"),
        ("exit 127", "no Python"),  # a version manager's shim without that version
    ],
)
def test_a_wrong_python_is_told_in_one_line(project: Path, script: str, found: str) -> None:
    done = install(project, PYTHON=program(project / "bin" / "python", script))
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert f"needs Python 3.11 with venv, and found {found}: apt install" in done.stderr
    assert not (project / ".venv").exists()


def test_a_full_disk_is_told_in_one_line(project: Path) -> None:
    program(project / "bin" / "df", "echo head; echo /dev/x 1000000 990000 10240 99% /")
    path = f"{project / 'bin'}:{os.environ['PATH']}"
    done = install(project, PATH=path)
    assert done.returncode == 1
    assert done.stderr == (
        f"The disk is full: installing needs 1400 MB in {project}, and 10 MB are free.\n"
    )
    assert not (project / ".venv").exists()
