"""Production refuses to start where it would be unsafe."""

import os
import subprocess
import sys

import pytest

SAFE = {
    "PERMEATE_MODE": "production",
    "PERMEATE_SECRET_KEY": "x" * 50,
    "PERMEATE_BASE_URL": "https://permeate.example.org",
    "PERMEATE_MAIL": "smtp",
}


def start(**settings: str) -> subprocess.CompletedProcess:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PERMEATE_")}
    return subprocess.run(
        [sys.executable, "-m", "permeate", "check"],
        env={**kept, **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_safe_settings_start() -> None:
    assert start(**SAFE).returncode == 0


@pytest.mark.parametrize(
    ("unsafe", "words"),
    [
        ({"PERMEATE_SECRET_KEY": ""}, "Set PERMEATE_SECRET_KEY"),
        (
            {"PERMEATE_SECRET_KEY": "not-a-secret-for-development-and-demonstration-only"},
            "Set PERMEATE_SECRET_KEY",
        ),
        ({"PERMEATE_SECRET_KEY": "short"}, "at least 40 characters"),
        ({"PERMEATE_DEBUG": "1"}, "PERMEATE_DEBUG must be off"),
        ({"PERMEATE_BASE_URL": "http://permeate.example.org"}, "https://"),
        ({"PERMEATE_MAIL": "console"}, "Set PERMEATE_MAIL to smtp or notify"),
        ({"PERMEATE_MAIL": "mailbox"}, "Set PERMEATE_MAIL to smtp or notify"),
        ({"PERMEATE_MODE": "other"}, "PERMEATE_MODE must be one of"),
    ],
)
def test_unsafe_settings_are_refused_in_one_line(unsafe, words) -> None:
    answer = start(**{**SAFE, **unsafe})
    assert answer.returncode == 1
    assert words in answer.stderr
    assert answer.stderr.count("\n") == 1


def test_the_demonstration_mode_is_refused_where_mail_would_be_sent() -> None:
    answer = start(**{**SAFE, "PERMEATE_MODE": "demonstration"})
    assert answer.returncode == 1
    assert "not for production" in answer.stderr
