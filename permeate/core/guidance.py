"""Guidance as statements: what counts as one, its hash, and what it may rest on."""

import hashlib
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from permeate.core.ledger_words import Support
from permeate.core.refusals import Refused, refuse_all

TITLE_LENGTH = 150
MOST_STATEMENTS = 300
SHORT_HASH = 16  # digits of a statement's hash that stand in addresses


@dataclass(frozen=True)
class Block:
    """A heading, or a statement (a paragraph or a point) with its hash."""

    kind: str  # HEADING, STATEMENT or POINT
    text: str
    hash: str = ""


def statement_hash(text: str) -> str:
    """SHA-256 of the statement's words; spaces and line breaks do not count."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()


def blocks(body: str) -> list[Block]:
    """A page's text in order: ``## `` begins a heading, ``* `` a point, else a paragraph."""
    found: list[Block] = []
    paragraph: list[str] = []
    for line in [*body.replace("\r\n", "\n").split("\n"), ""]:
        words = line.strip()
        begins = words.startswith(("## ", "* "))
        if paragraph and (begins or not words):
            found.append(_statement("STATEMENT", " ".join(paragraph)))
            paragraph = []
        if words.startswith("## "):
            found.append(Block("HEADING", words[3:].strip()))
        elif words.startswith("* "):
            found.append(_statement("POINT", words[2:].strip()))
        elif words:
            paragraph.append(words)
    return [block for block in found if block.text]


def _statement(kind: str, text: str) -> Block:
    return Block(kind, text, statement_hash(text))


def statements(body: str) -> list[Block]:
    """The statements of a text, without its headings."""
    return [block for block in blocks(body) if block.kind != "HEADING"]


def check_can_save(*, title: str, body: str) -> None:
    """Refused unless a draft has a title, and not too much in it."""
    refusals = []
    if not title.strip():
        refusals.append(Refused("Give the page a title.", field="title"))
    if len(statements(body)) > MOST_STATEMENTS:
        refusals.append(
            Refused(f"A page has at most {MOST_STATEMENTS} statements. Make two.", field="body")
        )
    refuse_all(refusals)


def check_can_publish(*, body: str, reason: str, changed: bool, first: bool) -> None:
    """Refused unless the draft says something new, each thing once, and why it changed."""
    hashes = [block.hash for block in statements(body)]
    if not hashes:
        raise Refused("Write at least one statement before you publish.")
    if len(hashes) != len(set(hashes)):
        raise Refused("A statement stands there twice. Take one of them out.")
    if not changed:
        raise Refused("Nothing is different from the version that is published.")
    if not first and not reason.strip():
        raise Refused("Say what changed and why. Readers see it.", field="reason")


def check_can_link(*, known: bool, already: bool, merged: bool, role: str, note: str) -> None:
    """Refused unless a statement that stands is linked once to a practice that stands."""
    if not known:
        raise Refused("This statement is no longer on the page. Reload it.")
    if merged:
        raise Refused("This practice was merged into another. Link that one.", field="practice")
    if already:
        raise Refused("This practice is linked to this statement already.", field="practice")
    if role == Support.CONTRADICTS and not note.strip():
        raise Refused("Say what speaks against it.", field="note")


def check_can_judge(*, judged: bool, is_author: bool, accept: bool, reason: str) -> None:
    """Refused unless an editor who did not write the practice judges a link once."""
    if judged:
        raise Refused("This link was accepted or declined already.")
    if is_author:
        raise Refused("You wrote this practice, so another editor must judge the link.")
    if not accept and not reason.strip():
        raise Refused("Say why you decline it. Whoever proposed it reads this.", field="reason")


def check_can_resolve(*, role: str, accepted: bool, resolved: bool, resolution: str) -> None:
    """Refused unless it is an accepted contradiction still open, and how it ended is said."""
    if role != Support.CONTRADICTS or not accepted:
        raise Refused("Only a contradiction that was accepted can be resolved.")
    if resolved:
        raise Refused("This contradiction was resolved already.")
    if not resolution.strip():
        raise Refused("Say how it was resolved.", field="resolution")


def unresolved(links: Collection[tuple[str, bool]]) -> int:
    """How many accepted (role, resolved) links are contradictions still open."""
    return sum(role == Support.CONTRADICTS and not resolved for role, resolved in links)


def age(last: date, today: date) -> str:
    """How old experience is, in words: days, months or years."""
    days = max(0, (today - last).days)
    if days < 31:
        return "this month" if days else "today"
    months = (today.year - last.year) * 12 + today.month - last.month - (today.day < last.day)
    if months < 24:
        return f"{max(1, months)} month{'s' if months > 1 else ''} old"
    return f"{months // 12} years old"
