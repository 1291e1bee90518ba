"""W3C's published test vectors, read where they lie beside the project; never part of it."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

BESIDE = [folder / "shared" / "vectors" for folder in Path(__file__).resolve().parents]
FOLDERS = [Path(os.environ["PERMEATE_VECTORS"])] if "PERMEATE_VECTORS" in os.environ else BESIDE
VECTORS = next((folder for folder in FOLDERS if folder.is_dir()), None)

published_vectors = pytest.mark.skipif(
    VECTORS is None, reason="no W3C vectors: set PERMEATE_VECTORS to their folder"
)


def vector_files(pattern: str) -> list[Path]:
    """The files of that pattern, none where there are no vectors."""
    return sorted(VECTORS.glob(pattern)) if VECTORS else []


def vector(name: str) -> Any:
    """The JSON of that file."""
    return json.loads(vector_text(name))


def vector_text(name: str) -> str:
    """The text of that file."""
    assert VECTORS is not None
    return (VECTORS / name).read_text("utf-8")
