"""What a pack of evidence contains, and the hash by which anybody can tell it is intact."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from permeate.core.vocabulary import LABELS, Kind

FORMAT = "permeate-evidence/1"
CODE_DIGITS = 16  # of the hash; what an auditor types: 64 bits

IS = (
    "This is a record of one day or more spent with another organisation, kept by the service "
    "through which it was arranged. The host’s confirmation was given through the service; the "
    "reflection is the person’s own."
)
IS_NOT = (
    "It is not a certificate of competence and not a professional body’s decision. Whether, and "
    "for how many hours or points, the time counts is for the person’s professional body to say."
)


@dataclass(frozen=True)
class HostWord:
    """The host's confirmation: who, for which organisation, when, and by which way."""

    name: str
    organisation: str
    at: datetime
    how: str


@dataclass(frozen=True)
class Attended:
    """One attended booking, in plain values; ``objectives`` are (text, measure) pairs."""

    reference: str
    kind: Kind
    title: str
    person: str
    home: str
    host: str
    purpose: str
    objectives: Sequence[tuple[str, str]]
    starts_on: date
    ends_on: date
    days: int
    hours: Decimal
    host_word: HostWord
    agreed_on: Mapping[str, date]
    agreement_hash: str
    what: str
    so_what: str
    now_what: str
    reflected_on: date


def pack_content(day: Attended, *, issued_at: datetime) -> dict[str, Any]:
    """The whole content of a pack as plain JSON values; the PDF shows nothing besides."""
    return {
        "format": FORMAT,
        "reference": day.reference,
        "issued_at": issued_at.isoformat(),
        "person": day.person,
        "activity": {
            "kind": LABELS[day.kind],
            "title": day.title,
            "home": day.home,
            "host": day.host,
            "starts_on": day.starts_on.isoformat(),
            "ends_on": day.ends_on.isoformat(),
            "days": day.days,
            "hours": f"{day.hours.normalize():f}",
        },
        "objectives": [{"text": text, "measure": how} for text, how in day.objectives],
        "purpose": day.purpose,
        "not_daily_work": not_daily_work(day),
        "host_confirmation": {
            "name": day.host_word.name,
            "organisation": day.host_word.organisation,
            "at": day.host_word.at.isoformat(),
            "how": day.host_word.how,
        },
        "agreed": {
            "on": {side: on.isoformat() for side, on in day.agreed_on.items()},
            "hash": day.agreement_hash,
        },
        "reflection": {
            "what": day.what,
            "so_what": day.so_what,
            "now_what": day.now_what,
            "on": day.reflected_on.isoformat(),
        },
        "what_this_is": IS,
        "what_this_is_not": IS_NOT,
    }


def not_daily_work(day: Attended) -> str:
    """Why the time was learning and not the person's ordinary work, from the facts alone."""
    where = (
        f"with another organisation, {day.host}, which does not employ {day.person}"
        if day.home != day.host
        else f"in another part of {day.host}, away from {day.person}’s own post"
    )
    return (
        f"The time was spent {where}. Home and host agreed it beforehand as time to learn, with "
        f"the objectives above, and not as part of {day.person}’s usual work for {day.home}."
    )


def canonical(content: Mapping[str, Any]) -> bytes:
    """The content as UTF-8 JSON with sorted keys and no spaces: equal content, equal bytes."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def pack_hash(content: Mapping[str, Any]) -> str:
    """SHA-256 (64 hex digits) of the canonical content, which is also the attached file's."""
    return hashlib.sha256(canonical(content)).hexdigest()


def grouped(text: str) -> str:
    """Digits in groups of four, as they are printed."""
    return " ".join(text[n : n + 4] for n in range(0, len(text), 4))


def code_of(full_hash: str) -> str:
    """The short form that is printed for typing: the first digits, grouped."""
    return grouped(full_hash[:CODE_DIGITS])


def digits(typed: str) -> str:
    """A hash as typed by a person, without spaces and dashes, in lower case."""
    return re.sub(r"[\s\-–]", "", typed).lower()


def names_hash(typed: str, full_hash: str) -> bool:
    """Whether what was typed is this hash, in full or at least its printed short form."""
    given = digits(typed)
    return len(given) >= CODE_DIGITS and full_hash.startswith(given)
