"""Reading an event file: every faulty line is named with what is wrong and what it must be."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from hashlib import blake2b
from typing import Any

from permeate.core.event_file.fields import Field, fault
from permeate.core.event_file.kinds import FIELDS, KINDS, WITHDRAWN
from permeate.core.refusals import Refused, SeveralRefused

Event = dict[str, Any]
MOST_FAULTS = 50
LONGEST_LINE = 4_000_000
REPEATED = "repeated"


class LineFault(Refused):
    """What is wrong with one line."""


def read_events(lines: Iterable[bytes | str]) -> Iterator[Event]:
    """Each event once, in the file's order; empty lines are passed over.

    Faults are gathered: after the last line (or fifty faults) SeveralRefused names each.
    A line repeated word for word counts once; another event of the same id is a fault.
    """
    faults: list[Refused] = []
    seen: dict[str, bytes] = {}
    targets: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        try:
            event = parse(line)
            if event and _is_new(event, seen):
                if "corrects" in event:
                    targets.setdefault(event["corrects"], number)
                yield event
        except LineFault as found:
            faults.append(Refused(f"Line {number}: {found.reason}"))
            if len(faults) >= MOST_FAULTS:
                faults.append(Refused("There may be more: mend these first."))
                break
    else:
        faults += _dangling(targets, seen)
    if faults:
        raise SeveralRefused(faults)


def _dangling(targets: dict[str, int], seen: dict[str, bytes]) -> list[Refused]:
    return [
        Refused(f"Line {number}: corrects “{target}”, which is nowhere in the file.")
        for target, number in targets.items()
        if target not in seen
    ]


def _is_new(event: Event, seen: dict[str, bytes]) -> bool:
    digest = blake2b(json.dumps(event, sort_keys=True).encode(), digest_size=8).digest()
    known = seen.setdefault(event["id"], digest)
    if known is digest:
        return True
    if known != digest:
        raise LineFault(
            f"another event has the id “{event['id']}”. A correction is a new event with an id of "
            "its own that names the old one in “corrects”."
        )
    return False


def parse(line: bytes | str) -> Event | None:
    """One line's event, checked; None for an empty line. LineFault says what is wrong."""
    if len(line) > LONGEST_LINE:
        raise LineFault(f"is longer than {LONGEST_LINE:,} characters.")
    try:
        text = line.decode("utf-8-sig") if isinstance(line, bytes) else line
        if not text.strip():
            return None
        event = json.loads(text, object_pairs_hook=_once)
    except UnicodeDecodeError:
        raise LineFault("is not UTF-8 text.") from None
    except (ValueError, RecursionError) as error:
        raise LineFault(f"is not JSON ({error}).") from None
    if not isinstance(event, dict):
        raise LineFault("must be one JSON object.")
    return _checked(event)


def _once(pairs: list[tuple[str, Any]]) -> Event:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a field is there twice")
    return found


def _checked(event: Event) -> Event:
    name = event.get("event")
    if not isinstance(name, str) or name not in KINDS:
        known = ", ".join(KINDS)
        raise LineFault(f"“event” is {_said(name)}, which is no kind of event. Known: {known}.")
    fields = FIELDS[name]
    faults = [f"“{key}” is not a field of {name}" for key in event if key not in fields]
    for field in fields.values():
        faults += _field_faults(field, event)
    faults = faults or _order_faults(event)
    if faults:
        raise LineFault("; ".join(faults) + ".")
    return event


def _field_faults(field: Field, event: Event) -> list[str]:
    if field.name not in event:
        return [f"“{field.name}” is missing"] if field.required else []
    if field.name == "event":
        return []
    value = event[field.name]
    wrong = fault(field, value)
    return [f"“{field.name}” {wrong}, not {_said(value)}"] if wrong else []


def _order_faults(event: Event) -> list[str]:
    occurred = date.fromisoformat(event["occurred_on"])
    recorded = datetime.fromisoformat(event["recorded_at"])
    faults = []
    if (occurred - recorded.date()).days > 1 and event["event"] != "ORGANISATION_DESCRIBED":
        faults.append("“occurred_on” is after “recorded_at”: record it once it has happened")
    for first, last in (("occurred_on", "planned_end"), ("starts_on", "ends_on")):
        if first in event and last in event and event[last] < event[first]:
            faults.append(f"“{last}” is before “{first}”")
    if event["event"] == "PLACEMENT_STARTED" and event["home"] == event["host"]:
        faults.append("“home” and “host” are the same organisation")
    about = event.get("practice") or event.get("entry")
    if event["event"] in ("SHARED", "DECIDED") and not about:
        faults.append("“practice” or “entry” must say what it is about")
    if event["event"] != WITHDRAWN and event.get("corrects") == event["id"]:
        faults.append("an event cannot correct itself")
    return faults


def _said(value: Any) -> str:
    """A value as a reader sees it, shortened."""
    words = json.dumps(value, ensure_ascii=False, default=str)
    return words if len(words) <= 60 else f"{words[:57]}…"
