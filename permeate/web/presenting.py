"""How values read on every page: dates, times, counts, labels and status tags."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.html import json_script
from markupsafe import Markup, escape

from permeate.core.ledger_words import LEDGER_LABELS
from permeate.core.roles import ROLE_LABELS
from permeate.core.topics import topic_words
from permeate.core.vocabulary import LABELS, PROFESSIONS, SKILLS, THEMES

# Status → colour of its tag; what is not here is grey.
TAG_COLOURS: Mapping[str, str] = {
    "DRAFT": "grey",
    "REQUESTED": "yellow",
    "WAITING": "yellow",
    "SUBMITTED": "yellow",
    "OPEN": "yellow",
    "PLANNED": "yellow",
    "APPROVED": "blue",
    "SHORTLISTED": "blue",
    "OFFERED": "blue",
    "PUBLISHED": "green",
    "GRANTED": "green",
    "ACCEPTED": "green",
    "BOOKED": "green",
    "SIGNED": "green",
    "AGREED": "green",
    "ACTIVE": "green",
    "ATTENDED": "green",
    "IDENTIFIED": "yellow",
    "IMPLEMENTED": "blue",
    "VALIDATED": "green",
    "OVERDUE": "red",
    "DISPUTED": "red",
    "REFUSED": "red",
    "NO_SHOW": "red",
    "ENDED_EARLY": "orange",
}


def day(value: date | datetime | None) -> str:
    """``3 March 2027``; a time is shown on its London date."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """``3 March 2027 at 2:05pm``, London time."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    clock = f"{local.hour % 12 or 12}:{local:%M}{'am' if local.hour < 12 else 'pm'}"
    return f"{day(value)} at {clock}"


def days(first: date, last: date) -> str:
    """``3 to 5 March 2027``, ``30 March to 2 April 2027`` or one day alone."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {day(last)}"
    return f"{day(first)} to {day(last)}"


def label(code: Any) -> str:
    """The words for a stored code of any vocabulary; own words stay as they are."""
    text = str(code)
    for vocabulary in (_LABELS, PROFESSIONS, THEMES, SKILLS):
        if text in vocabulary:
            return vocabulary[text]
    return text


def theme(code: str) -> str:
    """The words for a theme: some of its codes are professions too, with other words."""
    return THEMES.get(code, code)


def plural(count: int, one: str, many: str | None = None) -> str:
    """``1 place``, ``3 places``, ``2,000 people``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def hours(value: Decimal) -> str:
    """``7 hours``, ``7.5 hours``, ``1 hour``."""
    text = f"{value.normalize():f}"
    return f"{text} {'hour' if text == '1' else 'hours'}"


def figure(value: Decimal) -> str:
    """``1,250.5``: a number without needless zeros."""
    whole, _, rest = f"{value:f}".partition(".")
    rest = rest.rstrip("0")
    return f"{int(whole):,}{'.' if rest else ''}{rest}"


def tag(status: str, words: str) -> Markup:
    """A status as a coloured tag."""
    colour = TAG_COLOURS.get(status, "grey")
    return Markup('<strong class="govuk-tag govuk-tag--{}">{}</strong>').format(colour, words)


def lines(text: str) -> Markup:
    """Typed text as paragraphs."""
    blocks = [block for block in str(text).replace("\r\n", "\n").split("\n\n") if block.strip()]
    return Markup("").join(
        Markup('<p class="govuk-body">{}</p>').format(
            Markup("<br>").join(escape(line) for line in block.strip().split("\n"))
        )
        for block in blocks
    )


def article(text: str) -> Markup:
    """A page's text: ``## `` before a heading, ``* `` before a point, addresses as links."""
    parts: list[Markup] = []
    for kind, block in _blocks(text):
        if kind == "heading":
            parts.append(Markup('<h2 class="govuk-heading-m">{}</h2>').format(block[0]))
        elif kind == "list":
            points = Markup("").join(Markup("<li>{}</li>").format(_linked(one)) for one in block)
            parts.append(Markup('<ul class="govuk-list govuk-list--bullet">{}</ul>').format(points))
        else:
            words = Markup("<br>").join(_linked(line) for line in block)
            parts.append(Markup('<p class="govuk-body">{}</p>').format(words))
    return Markup("").join(parts)


def _blocks(text: str) -> list[tuple[str, list[str]]]:
    """Lines that belong together: a heading alone, the points of a list, a paragraph."""
    blocks: list[tuple[str, list[str]]] = []
    for line in [*str(text).replace("\r\n", "\n").split("\n"), ""]:
        kind, words = "paragraph", line.strip()
        if words.startswith("## "):
            kind, words = "heading", words[3:]
        elif words.startswith("* "):
            kind, words = "list", words[2:]
        if not words:
            blocks.append(("end", []))
        elif kind != "heading" and blocks and blocks[-1][0] == kind:
            blocks[-1][1].append(words)
        else:
            blocks.append((kind, [words]))
    return [block for block in blocks if block[0] != "end"]


def _linked(text: str) -> Markup:
    parts, last = [], 0
    for found in ADDRESS.finditer(text):
        parts.append(escape(text[last : found.start()]))
        parts.append(Markup('<a class="govuk-link" href="{0}">{0}</a>').format(found.group()))
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


ADDRESS = re.compile(r"https?://[^\s<>]+")


def letter(text: str) -> Markup:
    """A mail's text as paragraphs with its addresses as links."""
    whole = _linked(text)
    paragraphs = [block.strip() for block in whole.split("\n\n") if block.strip()]
    return Markup("").join(
        Markup('<p class="govuk-body">{}</p>').format(
            Markup("<br>").join(Markup(line) for line in block.split("\n"))  # noqa: S704
        )
        for block in paragraphs
    )


def groups(text: str, size: int = 4) -> str:
    """A long key in groups that can be read out and typed: ``ABCD EFGH``."""
    return " ".join(text[start : start + size] for start in range(0, len(text), size))


_LABELS = {word.value: words for word, words in LABELS.items()} | {
    role.value: words for role, words in ROLE_LABELS.items()
}
_LABELS = {word.value: words for word, words in LEDGER_LABELS.items()} | _LABELS

FILTERS = {
    "day": day,
    "moment": moment,
    "label": label,
    "theme": theme,
    "topic": topic_words,
    "plural": plural,
    "hours": hours,
    "figure": figure,
    "filesize": filesizeformat,
    "lines": lines,
    "days": lambda pair: days(*pair),
    "letter": letter,
    "article": article,
    "groups": groups,
    "json_block": json_script,
}
