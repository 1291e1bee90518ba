"""How a practice reads: where it was met, and what each version changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from permeate.core.agreements.comparing import Piece, words_between
from permeate.models import PracticeEntry, PracticeVersion
from permeate.web.presenting import day

PARTS = {
    "claim": "The practice",
    "what": "How it is done",
    "applies": "Where it applies",
    "not_applies": "Where it does not apply",
}


def entries(links: Iterable[PracticeEntry]) -> list[str]:
    """Who met it where and when; the entry's text is private."""
    lines = []
    for link in links:
        entry = link.entry
        where = entry.placement.host.name if entry.placement else ""
        home = entry.organisation_at_time.name if entry.organisation_at_time else ""
        parts = [entry.author.name, home, f"at {where}" if where else "", day(entry.occurred_on)]
        lines.append(", ".join(part for part in parts if part))
    return lines


@dataclass(frozen=True)
class VersionShown:
    """A version, and of each part that differs from the one before the runs of words."""

    version: PracticeVersion
    changes: list[tuple[str, tuple[Piece, ...]]]


def versions(rows: Sequence[PracticeVersion]) -> list[VersionShown]:
    """The newest first, each with what it changed; the first version in full."""
    shown = []
    for before, one in zip([None, *rows], rows, strict=False):
        changes = [
            (heading, words_between(getattr(before, name) if before else "", getattr(one, name)))
            for name, heading in PARTS.items()
            if before is None or getattr(before, name) != getattr(one, name)
        ]
        shown.append(VersionShown(one, changes))
    return shown[::-1]
