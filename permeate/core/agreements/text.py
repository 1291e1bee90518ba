"""The text that people read and sign, made from the fields; and how to take it apart again.

A heading is ``1. Words`` and a clause ``1.1 Words``, each at the start of a line. Lines
that somebody typed are set in by four spaces, so that nobody can type a heading.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from string import Formatter

from permeate.core.agreements.fields import Clause, shown
from permeate.core.agreements.sections import FIELDS, SECTIONS

TITLE = "Secondment agreement"
INDENT = "    "
HEADING = re.compile(r"(\d+)\. (.+)")
CLAUSE = re.compile(r"(\d+\.\d+) (.+)")


@dataclass
class Part:
    """One clause as it is read: its number (none before the first heading), words, own lines."""

    number: str
    words: str
    lines: list[str] = field(default_factory=list)


@dataclass
class Chapter:
    """A heading and what stands under it."""

    title: str
    parts: list[Part] = field(default_factory=list)


def write(content: Mapping[str, str]) -> str:
    """The whole text of a version. A clause on an optional answer left empty is left out."""
    blocks = [TITLE]
    for number, section in enumerate(SECTIONS, start=1):
        blocks.append(f"{number}. {section.title}")
        standing = [clause for clause in section.clauses if _stands(clause, content)]
        for place, clause in enumerate(standing, start=1):
            blocks.append(f"{number}.{place} {_clause(clause, content)}")
    return "\n\n".join(blocks) + "\n"


def read(text: str) -> list[Chapter]:
    """The chapters of a text; what stands before the first heading has an empty title."""
    chapters = [Chapter("")]
    for line in text.splitlines():
        heading, clause = HEADING.fullmatch(line), CLAUSE.fullmatch(line)
        if clause:
            chapters[-1].parts.append(Part(clause[1], clause[2]))
        elif heading:
            chapters.append(Chapter(f"{heading[1]}. {heading[2]}"))
        elif line.startswith(INDENT) and chapters[-1].parts:
            chapters[-1].parts[-1].lines.append(line.removeprefix(INDENT))
        elif line.strip():
            chapters[-1].parts.append(Part("", line))
    return [chapter for chapter in chapters if chapter.title or chapter.parts]


def _names(clause: Clause) -> list[str]:
    found = [name for _, name, _, _ in Formatter().parse(clause.words) if name]
    return [*found, clause.quotes] if clause.quotes else found


def _stands(clause: Clause, content: Mapping[str, str]) -> bool:
    if clause.when and not clause.when.holds(content):
        return False
    return all(
        content.get(name) or (name in FIELDS and FIELDS[name].is_needed(content))
        for name in _names(clause)
    )


def _clause(clause: Clause, content: Mapping[str, str]) -> str:
    words = clause.words.format_map({name: _value(name, content) for name in _names(clause)})
    if not clause.quotes:
        return words
    typed = _value(clause.quotes, content).splitlines()
    return "\n".join([words, *(f"{INDENT}{line.strip()}" for line in typed if line.strip())])


def _value(name: str, content: Mapping[str, str]) -> str:
    value = content.get(name, "")
    if name not in FIELDS:
        return value
    # A value within a sentence stays on its line.
    words = shown(FIELDS[name], value)
    return words if "\n" in words and _is_quoted(name) else " ".join(words.split())


def _is_quoted(name: str) -> bool:
    return any(clause.quotes == name for section in SECTIONS for clause in section.clauses)
