"""What the docs draw is what the code does."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from permeate.cli.lifecycles import document

DOCS = Path(settings.BASE_DIR) / "docs"


def test_lifecycles_are_in_step() -> None:
    assert (DOCS / "lifecycles.md").read_text() == document()


def test_drift_is_found(settings, tmp_path) -> None:
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    call_command("lifecycles")
    call_command("lifecycles", "--check")
    page = tmp_path / "docs" / "lifecycles.md"
    page.write_text(page.read_text().replace("Published", "Public"))
    with pytest.raises(CommandError, match="out of step"):
        call_command("lifecycles", "--check")


def test_every_setting_is_documented() -> None:
    source = (Path(settings.BASE_DIR) / "permeate" / "settings.py").read_text()
    names = set(re.findall(r'"(PERMEATE_[A-Z_]+|DATABASE_URL)"', source))
    told = (DOCS / "operating.md").read_text()
    assert len(names) > 15
    assert {name for name in names if f"`{name}`" not in told} == set()
