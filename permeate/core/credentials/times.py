"""Times as credentials write them: XML Schema's dateTimeStamp."""

import re
from datetime import UTC, datetime
from typing import Any

from permeate.core.refusals import Refused

STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)")


def read_time(value: Any, name: str) -> datetime:
    """An aware time; Refused, naming the member, where it is none or has no time zone."""
    if not isinstance(value, str) or not STAMP.fullmatch(value):
        raise Refused(f"“{name}” is not a date, time and time zone like 2026-12-07T09:30:00Z.")
    try:
        # datetime keeps millionths; what is finer decides nothing.
        return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", value))
    except ValueError as error:
        raise Refused(f"“{name}” is {value}, which is no date and time there is.") from error


def write_time(moment: datetime) -> str:
    """An aware time in UTC to the second, with Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
