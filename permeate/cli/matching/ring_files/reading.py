"""Which reader a file needs, by the end of its name."""

from pathlib import Path

from django.core.management.base import CommandError

from permeate.cli.matching.ring_files.kidney import read_input
from permeate.cli.matching.ring_files.preflib import read_wmd
from permeate.cli.matching.ring_files.rows import RingFile
from permeate.cli.matching.ring_files.tables import read_csv


def read_rings(path: Path, organisations: Path | None = None) -> RingFile:
    """Read a file of any of the three forms."""
    ending = path.suffix.lower()
    if organisations and ending != ".csv":
        raise CommandError("--organisations goes with a CSV file only.", returncode=2)
    if ending == ".wmd":
        return read_wmd(path)
    if ending == ".input":
        return read_input(path)
    if ending == ".csv":
        return read_csv(path, organisations)
    raise CommandError(
        f"{path} is none of .wmd (PrefLib), .input (with .ndds) and .csv.", returncode=2
    )
