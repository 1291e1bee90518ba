"""The command line: every command explains itself and its exit status tells what became of it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command, get_commands, load_command_class
from django.core.management.base import CommandError

from permeate.cli.program import Program

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
OURS = sorted(name for name, app in get_commands().items() if app == "permeate")


def permeate(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "permeate", *arguments],
        cwd="/",
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("name", OURS)
def test_every_command_has_help_with_an_example(name: str) -> None:
    written = name.replace("_", "-")
    text = load_command_class("permeate", name).create_parser("permeate", written).format_help()
    assert f"Example: permeate {written}" in " ".join(text.split())
    assert load_command_class("permeate", name).help


def test_the_list_of_commands_shows_names_as_they_are_written() -> None:
    listed = Program(["permeate"]).main_help_text(commands_only=True).split()
    assert {name.replace("_", "-") for name in OURS} <= set(listed)
    assert "migrate" in listed


@pytest.mark.parametrize("written", ["send-test-mail", "send_test_mail"])
def test_an_unknown_command_is_named_and_fails(written: str) -> None:
    done = permeate(written)
    assert done.returncode == 1
    assert "Unknown command" in done.stderr


def test_wrong_arguments_end_with_two() -> None:
    done = permeate("run", "--port", "eighty")
    assert done.returncode == 2
    assert "--port" in done.stderr


@pytest.mark.parametrize("port", ["-1", "65536"])
def test_a_port_that_cannot_be_is_a_wrong_argument(port: str) -> None:
    done = permeate("run", f"--port={port}")
    assert done.returncode == 2
    assert "0 to 65535" in done.stderr


def test_unusable_settings_are_told_in_one_line() -> None:
    done = permeate("run", PERMEATE_MODE="production")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "PERMEATE_SECRET_KEY" in done.stderr


def test_called_from_code_an_error_is_raised_not_printed(monkeypatch, capsys) -> None:
    def refuse(port: int) -> None:
        raise CommandError("no")

    monkeypatch.setattr("permeate.management.commands.run.run_site", refuse)
    with pytest.raises(CommandError, match="no"):
        call_command("run", port=0)
    assert capsys.readouterr().err == ""
