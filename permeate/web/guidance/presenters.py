"""How guidance reads: each statement with whose experience stands behind it, and how old."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from permeate.core.agreements.comparing import Piece, words_between
from permeate.core.guidance import SHORT_HASH, age, blocks, unresolved
from permeate.core.ledger_words import Support
from permeate.models import GuidanceVersion, ProvenanceLink
from permeate.queries.guidance import Standing
from permeate.web.presenting import label

MOST_NAMES = 3


@dataclass(frozen=True)
class Behind:
    """One link in words."""

    link: ProvenanceLink
    role: str
    who: str
    adopted: int
    age: str
    contradicts: bool
    open: bool  # a contradiction that is not resolved


@dataclass(frozen=True)
class Shown:
    """A heading, or a statement and what it rests on."""

    kind: str
    text: str
    short: str = ""
    behind: list[Behind] = field(default_factory=list)
    disputed: bool = False


def shown(body: str, links: Mapping[str, Sequence[Standing]], today: date) -> list[Shown]:
    """A text's blocks in order, each statement with its accepted links."""
    found = []
    for block in blocks(body):
        held = links.get(block.hash, []) if block.hash else []
        roles = [(one.link.role, one.link.resolved_at is not None) for one in held]
        found.append(
            Shown(
                kind=block.kind,
                text=block.text,
                short=block.hash[:SHORT_HASH],
                behind=[_behind(one, today) for one in held],
                disputed=unresolved(roles) > 0,
            )
        )
    return found


def _behind(one: Standing, today: date) -> Behind:
    link = one.link
    contradicts = link.role == Support.CONTRADICTS
    more = len(one.people) - MOST_NAMES
    who = "; ".join(one.people[:MOST_NAMES]) + (f"; and {more} more" if more > 0 else "")
    return Behind(
        link=link,
        role=label(link.role),
        who=who,
        adopted=one.adopted,
        age=age(one.last_on, today) if one.last_on else "",
        contradicts=contradicts,
        open=contradicts and link.resolved_at is None,
    )


def resting(statements: Sequence[Shown]) -> tuple[int, int, int]:
    """(statements, with experience that bears them out, with an open contradiction)."""
    real = [one for one in statements if one.kind != "HEADING"]
    borne = [one for one in real if any(not link.contradicts for link in one.behind)]
    return len(real), len(borne), sum(one.disputed for one in real)


def differences(
    older: GuidanceVersion, newer: GuidanceVersion
) -> list[tuple[str, tuple[Piece, ...]]]:
    """(SAME, ADDED, REMOVED or CHANGED; runs of words) of each block, in the newer order.

    A block that is gone stands before the one that came in its place.
    """
    before = [block.text for block in blocks(older.body)]
    after = [block.text for block in blocks(newer.body)]
    kept = set(after)
    gone = [text for text in before if text not in kept]
    known = set(before)
    found: list[tuple[str, tuple[Piece, ...]]] = []
    for text in after:
        if text in known:
            found.append(("SAME", (Piece("SAME", text),)))
            continue
        old = _nearest(text, gone)
        if old is None:
            found.append(("ADDED", (Piece("ADDED", text),)))
        else:
            gone.remove(old)
            found.append(("CHANGED", words_between(old, text)))
    return found + [("REMOVED", (Piece("REMOVED", text),)) for text in gone]


def _nearest(text: str, gone: Sequence[str]) -> str | None:
    """The block that this one was made of: at least half of its words are the same."""
    words = set(text.lower().split())
    scored = [(len(words & set(one.lower().split())) / max(1, len(words)), one) for one in gone]
    score, best = max(scored, default=(0.0, ""))
    return best if score >= 0.5 else None
