"""The one page that home and host confirm for a development day or shadowing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import Any

from permeate.core.signing import content_hash
from permeate.core.vocabulary import LABELS, Kind, Place, Vetting

TERMS = "2026-11"  # changes whenever the words below do

UNDERTAKINGS: tuple[tuple[str, str], ...] = (
    (
        "Employment and pay",
        (
            "{participant} stays employed, paid and managed by {home} throughout. "
            "No money changes hands between home and host."
        ),
    ),
    (
        "Confidentiality",
        (
            "{participant} keeps confidential what is seen and heard and is not public, "
            "and takes no papers or data away unless the host agrees. The host does the same "
            "with what it learns about home."
        ),
    ),
    (
        "Conflict of interest",
        (
            "{conflict} {participant} takes no part in a decision, bid or procurement at the host "
            "that concerns home, and the host shows nothing that would give either side an "
            "advantage in one."
        ),
    ),
    (
        "Insurance and safety",
        (
            "Home keeps its employer’s liability insurance in force for the time away. The host "
            "receives {participant} as a visitor, explains its safety rules on arrival and keeps "
            "its public liability insurance in force."
        ),
    ),
    (
        "Site access",
        (
            "The host arranges access and says beforehand what to bring. Clearance needed: "
            "{vetting}. {participant} follows the rules of the site."
        ),
    ),
    (
        "Changes",
        (
            "Either side may cancel with a reason; the service tells everyone. After the day the "
            "host confirms attendance, so that it can count as professional development."
        ),
    ),
)


@dataclass(frozen=True)
class Day:
    """What the page says about one booking; ``objectives`` are (text, measure) pairs."""

    kind: Kind
    title: str
    participant: str
    home: str
    home_manager: str
    host: str
    host_manager: str
    objectives: Sequence[tuple[str, str]]
    purpose: str
    brings: str
    conflict: str
    starts_on: date
    ends_on: date
    from_time: time | None
    to_time: time | None
    hours: Decimal
    place: Place
    location: str
    vetting: Vetting


@dataclass(frozen=True)
class Confirmation:
    """Fields, the text that people read, and the hash their confirmations bind to."""

    content: Mapping[str, Any]
    text: str
    hash: str


def confirmation(day: Day) -> Confirmation:
    """The page for one booking; equal bookings give an equal hash."""
    content = {
        **{key: str(value) for key, value in day.__dict__.items() if key != "objectives"},
        "objectives": [{"text": text, "measure": measure} for text, measure in day.objectives],
        "terms": TERMS,
    }
    text = confirmation_text(day)
    return Confirmation(content, text, content_hash(content, text))


def confirmation_text(day: Day) -> str:
    """The page as plain text: paragraphs divided by an empty line."""
    opening = (
        f"{day.participant} of {day.home} spends {_dates(day)} with {day.host} "
        f"({_clock(day)}{_hours(day.hours)}, {_where(day)}). {day.home_manager} confirms for "
        f"home and {day.host_manager} for the host."
    )
    blocks = [
        f"{LABELS[day.kind]}: {day.title}",
        opening,
        "Objectives\n" + "\n".join(f"– {text}: {how}" for text, how in day.objectives),
        f"What {day.participant} wants to learn\n{_typed(day.purpose)}",
    ]
    if day.brings:
        blocks.append(f"What {day.participant} brings\n{_typed(day.brings)}")
    words = {
        "participant": day.participant,
        "home": day.home,
        "vetting": LABELS[day.vetting].lower()
        if day.vetting is Vetting.NONE
        else LABELS[day.vetting],
        "conflict": f"Declared: {_sentence(day.conflict)}"
        if day.conflict
        else "None was declared.",
    }
    blocks += [f"{heading}\n{text.format_map(words)}" for heading, text in UNDERTAKINGS]
    return "\n\n".join(blocks)


def _dates(day: Day) -> str:
    first = f"{day.starts_on.day} {day.starts_on:%B %Y}"
    last = f" to {day.ends_on.day} {day.ends_on:%B %Y}" if day.ends_on != day.starts_on else ""
    return f"{first}{last}"


def _clock(day: Day) -> str:
    if day.from_time is None or day.to_time is None:
        return ""
    return f"{day.from_time:%H:%M} to {day.to_time:%H:%M}, "


def _hours(hours: Decimal) -> str:
    return f"{hours.normalize():f} hours"


def _where(day: Day) -> str:
    label = LABELS[day.place].lower()
    return f"{label}, {day.location}" if day.location else label


def _typed(text: str) -> str:
    """Typed text without empty lines, so that it cannot begin what looks like a paragraph."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


def _sentence(text: str) -> str:
    text = _typed(text)
    return text if text.endswith((".", "!", "?")) else f"{text}."
