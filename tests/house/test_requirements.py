"""What is installed is pinned, checked against a hash, and bound to no one's server."""

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.once
ROOT = Path(__file__).resolve().parents[2]
LOCKED = sorted((ROOT / "requirements").glob("*.txt"))
ASKED = sorted((ROOT / "requirements").glob("*.in"))


def packages(locked: Path) -> dict[str, str]:
    """Return each package's lines in a requirement file by its name."""
    blocks = re.split(r"(?m)^(?=\S)", locked.read_text())
    return {block.split("==")[0]: block for block in blocks if "==" in block}


@pytest.mark.parametrize("locked", LOCKED, ids=lambda path: path.stem)
def test_every_package_is_pinned_with_hashes_and_without_addresses(locked: Path) -> None:
    assert packages(locked)
    for block in packages(locked).values():
        assert re.match(r"[a-z0-9.-]+==\S+", block)
        assert "--hash=sha256:" in block
    assert not re.search(r"://|--(extra-)?index|--find-links", locked.read_text())


@pytest.mark.parametrize("asked", ASKED, ids=lambda path: path.stem)
def test_whatever_is_asked_for_is_locked(asked: Path) -> None:
    wanted = re.findall(r"(?m)^([a-z][a-z0-9-]+)", asked.read_text())
    assert set(wanted) <= set(packages(asked.with_suffix(".txt")))


def test_the_environments_agree_on_every_version() -> None:
    versions: dict[str, set[str]] = {}
    for name in ("uv", "run", "test", "check"):
        for package, block in packages(ROOT / "requirements" / f"{name}.txt").items():
            versions.setdefault(package, set()).add(re.findall(r"==(\S+)", block)[0])
    assert {name for name, found in versions.items() if len(found) > 1} == set()


def test_page_assets_have_integrity_and_no_address() -> None:
    text = (ROOT / "package-lock.json").read_text()
    brought = {name: it for name, it in json.loads(text)["packages"].items() if name}
    assert brought
    assert all(it["integrity"].startswith("sha512-") for it in brought.values())
    assert "resolved" not in text
    assert "://" not in text
