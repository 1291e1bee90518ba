"""Public registers that tests read where they lie beside the project; never part of it."""

import os
from pathlib import Path

import pytest

BESIDE = [folder / "shared" / "data" for folder in Path(__file__).resolve().parents]
FOLDERS = [Path(os.environ["PERMEATE_REGISTERS"])] if "PERMEATE_REGISTERS" in os.environ else BESIDE
DATA = next((folder for folder in FOLDERS if folder.is_dir()), None)

real_registers = pytest.mark.skipif(
    DATA is None, reason="no public registers: set PERMEATE_REGISTERS to their folder"
)


def register_file(name: str) -> Path:
    """The file of that name."""
    assert DATA is not None
    return DATA / name
