"""A cut from an event file; every faulty line in one message. No database."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from permeate.core.event_file.reading import read_events
from permeate.core.measures.cut.assembling import cut, last_day
from permeate.core.measures.disclosure import Audience
from permeate.core.measures.log import Log, log_of
from permeate.core.refusals import SeveralRefused


def cut_from(
    path: Path, *, at: date | None, since: date | None, audience: Audience | None, resample: bool
) -> dict[str, Any]:
    """The cut of a file; without ``at`` of the last day on which anything was recorded."""
    log = read_log(path)
    day = at or last_day(log)
    if day is None:
        raise CommandError(f"{path}: there is no event in it, so say which day with --at.")
    if since and since > day:
        raise CommandError(f"--since {since} is after the cut on {day}.")
    return cut(log, at=day, since=since, audience=audience, resample=resample)


def read_log(path: Path) -> Log:
    """The file's events; CommandError names each faulty line."""
    try:
        with path.open("rb") as lines:
            return log_of(read_events(lines))
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.") from error
    except SeveralRefused as several:
        reasons = "\n".join(f"  {one.reason}" for one in several.refusals)
        raise CommandError(f"{path}:\n{reasons}") from several
