"""What differs between two versions, as people read them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from permeate.core.agreements.text import Part, read

WORD = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of words: SAME, REMOVED or ADDED."""

    kind: str
    words: str


@dataclass(frozen=True)
class Difference:
    """A clause that was ADDED, REMOVED or CHANGED, under the heading it stands in."""

    kind: str
    heading: str
    number: str  # in the newer version where it stands there
    pieces: tuple[Piece, ...]


def compare(older: str, newer: str) -> list[Difference]:
    """Every clause that differs between two texts, in the order of the newer one."""
    before = {_title(chapter.title): chapter for chapter in read(older)}
    after = {_title(chapter.title): chapter for chapter in read(newer)}
    found: list[Difference] = []
    for title in [*after, *(title for title in before if title not in after)]:
        heading = (after.get(title) or before[title]).title
        old_parts = before[title].parts if title in before else []
        new_parts = after[title].parts if title in after else []
        found.extend(_clauses(heading, old_parts, new_parts))
    return found


def _title(heading: str) -> str:
    return heading.partition(". ")[2] or heading


def _words(part: Part) -> str:
    return "\n".join([part.words, *part.lines])


def _clauses(heading: str, older: list[Part], newer: list[Part]) -> Iterator[Difference]:
    old_words, new_words = [_words(p) for p in older], [_words(p) for p in newer]
    matcher = SequenceMatcher(a=old_words, b=new_words, autojunk=False)
    for what, a1, a2, b1, b2 in matcher.get_opcodes():
        if what == "equal":
            continue
        both = min(a2 - a1, b2 - b1)
        for step in range(both):
            pieces = words_between(old_words[a1 + step], new_words[b1 + step])
            yield Difference("CHANGED", heading, newer[b1 + step].number, pieces)
        for at in range(b1 + both, b2):
            yield Difference("ADDED", heading, newer[at].number, (Piece("ADDED", new_words[at]),))
        for at in range(a1 + both, a2):
            piece = Piece("REMOVED", old_words[at])
            yield Difference("REMOVED", heading, older[at].number, (piece,))


def words_between(older: str, newer: str) -> tuple[Piece, ...]:
    """The runs of words by which one text becomes another."""
    a, b = WORD.findall(older), WORD.findall(newer)
    pieces = []
    for what, a1, a2, b1, b2 in SequenceMatcher(a=a, b=b, autojunk=False).get_opcodes():
        if what == "equal":
            pieces.append(Piece("SAME", "".join(a[a1:a2])))
            continue
        if a2 > a1:
            pieces.append(Piece("REMOVED", "".join(a[a1:a2])))
        if b2 > b1:
            pieces.append(Piece("ADDED", "".join(b[b1:b2])))
    return tuple(pieces)
