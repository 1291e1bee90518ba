"""Terms from a file; every fault in one message."""

import json
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from permeate.core.costs.reading import read_terms
from permeate.core.costs.schedule import Schedule, schedule_of
from permeate.core.refusals import Refused, SeveralRefused


def schedule_from(path: Path) -> Schedule:
    """The schedule of the terms in a JSON or TOML file; CommandError names what is wrong."""
    data = _parsed(path)
    if not isinstance(data, dict):
        raise CommandError(f"{path}: must hold one table of terms.")
    try:
        return schedule_of(read_terms(data))
    except SeveralRefused as several:
        reasons = "\n".join(f"  {one.reason}" for one in several.refusals)
        raise CommandError(f"{path}:\n{reasons}") from several
    except Refused as refusal:
        raise CommandError(f"{path}: {refusal.reason}") from refusal


def _parsed(path: Path) -> Any:
    try:
        words = path.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: must be text in UTF-8.") from error
    try:
        if path.suffix.lower() == ".toml":
            return tomllib.loads(words, parse_float=Decimal)
        return json.loads(words, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise CommandError(f"{path}: is not TOML: {error}.") from error
    except (json.JSONDecodeError, RecursionError) as error:
        raise CommandError(
            f"{path}: is not JSON: {error}. A file of TOML ends in .toml."
        ) from error
