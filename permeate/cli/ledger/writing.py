"""Writing the ledger's events to a file, whole or not at all."""

import json
import os
from pathlib import Path

from django.core.management.base import CommandError

from permeate.queries.ledger_events import ledger_events


def write_events(path: Path) -> int:
    """Write one JSON object a line; how many. CommandError where the file cannot be written."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    count = 0
    try:
        with fresh.open("w", encoding="utf-8") as lines:
            for row in ledger_events():
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
                count += 1
        fresh.replace(path)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    finally:
        fresh.unlink(missing_ok=True)
    return count
