"""How one event of the history is bound to all before it. Plain values in, digest out."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """The hashed content of one event; ``at`` is aware."""

    sequence: int
    at: datetime
    event: str
    actor: str
    subject_type: str
    subject: str
    organisations: list[str]
    facts: dict[str, Any]


def digest(previous: str, link: Link) -> str:
    """SHA-256 (64 hex digits) over the digest before and this event's canonical JSON."""
    body = json.dumps(
        [
            link.sequence,
            link.at.astimezone(UTC).isoformat(timespec="microseconds"),
            link.event,
            link.actor,
            link.subject_type,
            link.subject,
            link.organisations,
            link.facts,
        ],
        sort_keys=True,
        separators=(",", ":"),
    )
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


@dataclass(frozen=True)
class Fault:
    """Where the chain breaks, and how."""

    sequence: int
    what: str


def faults(
    rows: Iterable[tuple[Link, str, str]], *, head: tuple[int, str] | None
) -> Iterable[Fault]:
    """Faults in (link, previous, digest) rows in order of sequence.

    ``head`` is (sequence, digest) of the newest event known outside the rows; with it, a
    tail that was cut off or written anew is found too.
    """
    expected, before = 1, GENESIS
    seen_at_head = None
    for link, previous, own in rows:
        if link.sequence != expected:
            yield Fault(expected, "is missing")
        if previous != before and link.sequence == expected:
            yield Fault(link.sequence, "does not follow the event before it")
        if digest(previous, link) != own:
            yield Fault(link.sequence, "was changed")
        if head and link.sequence == head[0]:
            seen_at_head = own
        expected, before = link.sequence + 1, own
    if head and head[0] >= 1 and seen_at_head is None:
        yield Fault(expected, f"and later are missing: the history once reached {head[0]}")
    elif head and seen_at_head is not None and seen_at_head != head[1]:
        yield Fault(head[0], "is not the event that was once the newest")
