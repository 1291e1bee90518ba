"""What a day's evidence says, and the code by which anybody can look it up."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from permeate.core.credentials.building import Activity
from permeate.core.vocabulary import LABELS, Kind
from permeate.core.wording import day, hours, moment

CODE_DIGITS = 16  # of the hash; what an auditor types: 64 bits

IS = (
    "This is a record of time spent with another organisation, kept by the service through "
    "which it was arranged. Each host’s confirmation was given through the service and is "
    "signed with the host’s key; the reflection is the person’s own."
)
IS_NOT = (
    "It is not a certificate of competence and not a professional body’s decision. Whether, and "
    "for how many hours or points, the time counts is for the person’s professional body to say."
)


@dataclass(frozen=True)
class HostWord:
    """The host's confirmation: who, with what authority, for whom, when, by which way."""

    name: str
    authority: str
    organisation: str
    at: datetime
    how: str


@dataclass(frozen=True)
class Attended:
    """One attended booking, in plain values; ``objectives`` are (text, measure) pairs."""

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


def activity(attended: Attended, address: str) -> Activity:
    """What the host's organisation signs of it; ``address`` is the credential's id."""
    return Activity(
        address=address,
        kind=LABELS[attended.kind],
        title=attended.title,
        person=attended.person,
        home=attended.home,
        host=attended.host,
        objectives=attended.objectives,
        purpose=attended.purpose,
        starts_on=attended.starts_on,
        ends_on=attended.ends_on,
        hours=attended.hours,
        agreed=agreed(attended.agreed_on),
        not_daily_work=not_daily_work(attended),
        word=word(attended),
        confirmed_at=attended.host_word.at,
    )


def time_of(attended: Attended) -> str:
    """``21 hours over 3 days``; a single day is not counted."""
    over = f" over {attended.days} days" if attended.days > 1 else ""
    return f"{hours(attended.hours)}{over}"


def word(attended: Attended) -> str:
    """The host's confirmation as one sentence."""
    said = attended.host_word
    who = f"{said.name}, {said.authority}," if said.authority else said.name
    return (
        f"{who} of {said.organisation} confirmed attendance for {time_of(attended)} on "
        f"{moment(said.at)}, {said.how}."
    )


def agreed(on: Mapping[str, date]) -> str:
    """When home and host agreed beforehand; empty where neither did."""
    sides = [f"the {side} on {day(on[side])}" for side in ("home", "host") if side in on]
    return f"Agreed beforehand by {' and by '.join(sides)}." if sides else ""


def not_daily_work(attended: Attended) -> str:
    """Why the time was learning and not the person's ordinary work, from the facts alone."""
    where = (
        f"with another organisation, {attended.host}, which does not employ {attended.person}"
        if attended.home != attended.host
        else f"in another part of {attended.host}, away from {attended.person}’s own post"
    )
    return (
        f"The time was spent {where}. Home and host agreed it beforehand as time to learn, with "
        f"the objectives above, and not as part of {attended.person}’s usual work for "
        f"{attended.home}."
    )


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
