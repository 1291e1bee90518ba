"""Public matching instances that tests read where they lie beside the project; never part of it."""

import json
from pathlib import Path

import pytest

BESIDE = [folder / "shared" / "instances" for folder in Path(__file__).resolve().parents]
INSTANCES = next((folder for folder in BESIDE if folder.is_dir()), None)

real_instances = pytest.mark.skipif(
    INSTANCES is None, reason="no public instances: put them in ../shared/instances"
)


def instance_file(name: str) -> Path:
    """The ring instance of that name, whichever form it has."""
    assert INSTANCES is not None
    return next(
        file
        for ending in (".wmd", ".input")
        if (file := INSTANCES / "rings" / f"{name}{ending}").exists()
    )


def optima() -> dict[tuple[str, int, int], int]:
    """The known optimum of each instance, by its name, cycle cap and chain cap."""
    if INSTANCES is None:
        return {}
    told = json.loads((INSTANCES / "optima.json").read_text())
    return {
        (name, *(int(part.split()[-1]) for part in caps.split(", "))): int(fact["optimum"])  # type: ignore[misc]
        for name, by_caps in told.items()
        for caps, fact in by_caps.items()
    }
