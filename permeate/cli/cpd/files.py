"""A scheme and a log from files; every fault in one message, with file and line."""

from datetime import date
from pathlib import Path

from django.core.management.base import CommandError

from permeate.core.cpd.activities import Activity
from permeate.core.cpd.catalogue import find
from permeate.core.cpd.reading import Fault, Unreadable, read_scheme
from permeate.core.cpd.rows import activities_from
from permeate.core.cpd.scheme import Scheme
from permeate.core.refusals import Refused
from permeate.core.tables import rows_of

MOST_FAULTS = 20


class Unsound(CommandError):
    """A scheme's file has faults: each as FILE:LINE: what is wrong."""

    def __init__(self, path: Path, faults: list[Fault]) -> None:
        super().__init__("\n".join(f"{path}:{one.line}: {one.words}" for one in faults))
        self.faults = faults


def scheme_text(path: Path) -> str:
    """The text of a scheme's file; CommandError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"{path}: must be text in UTF-8.") from error


def scheme_in(path: Path) -> Scheme:
    """The scheme of a file; Unsound where it has faults."""
    try:
        return read_scheme(scheme_text(path))
    except Unreadable as fault:
        raise Unsound(path, fault.faults) from fault


def scheme_called(named: str, day: date) -> Scheme:
    """The scheme of a file, or the one that comes with Permeate by that name."""
    if named.lower().endswith(".toml") or "/" in named:
        return scheme_in(Path(named))
    try:
        return find(named, day)
    except Refused as refusal:
        raise CommandError(f"{refusal.reason} A file of your own ends in .toml.") from refusal


def log_in(path: Path) -> list[Activity]:
    """The activities of a CSV or XLSX file; CommandError lists every bad row."""
    try:
        with path.open("rb") as upload:
            rows = rows_of(upload, path.name, path.stat().st_size)
            first = next(rows, None)
            if first is None:
                raise CommandError(f"{path}: is empty; its first line names the columns.")
            done, faults = activities_from(first[1], rows)
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except Refused as refusal:
        raise CommandError(f"{path}: {refusal.reason}") from refusal
    if faults:
        told = [f"{path}:{one.line}: {one.words}" for one in faults[:MOST_FAULTS]]
        if len(faults) > MOST_FAULTS:
            told.append(f"and {len(faults) - MOST_FAULTS} more.")
        raise CommandError("\n".join(told))
    return done
