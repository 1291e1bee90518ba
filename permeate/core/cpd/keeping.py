"""When a person's log and a scheme may be kept."""

import hashlib
from datetime import date
from decimal import Decimal

from permeate.core.cpd.catalogue import family
from permeate.core.cpd.reading import Fault, Unreadable, read_scheme
from permeate.core.cpd.rows import MOST_HOURS
from permeate.core.cpd.scheme import Scheme
from permeate.core.refusals import Refused, refuse_all

MOST_BODIES = 12
MOST_ACTIVITIES = 5_000


def check_activity(*, title: str, hours: Decimal, on: date, today: date) -> None:
    """Refused where an activity cannot be kept as it is."""
    refusals = []
    if not title.strip():
        refusals.append(Refused("Say what it was.", field="title"))
    if not 0 <= hours <= MOST_HOURS:
        refusals.append(Refused(f"Hours must be from 0 to {MOST_HOURS:,}.", field="hours"))
    if on > today:
        refusals.append(
            Refused("The day is yet to come: add it when it is over.", field="occurred_on")
        )
    refuse_all(refusals)


def digest_of(text: str) -> str:
    """SHA-256 of a scheme's text, in 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def read_typed(text: str) -> Scheme:
    """The scheme of what somebody typed; Refused at the field, each fault with its line."""
    try:
        return read_scheme(text)
    except Unreadable as fault:
        refuse_all([Refused(_words(one), field="text") for one in fault.faults])
        raise


def _words(fault: Fault) -> str:
    return f"Line {fault.line}: {fault.words}"


def check_corrects(scheme: Scheme, of_family: str) -> None:
    """Refused where a correction is of another body's rules."""
    if of_family and family(scheme.name) != of_family:
        raise Refused(
            f"A correction keeps the name: “{of_family}” and the year, not “{scheme.name}”.",
            field="text",
        )
