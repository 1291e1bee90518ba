"""Changing what was signed while the placement runs: what may change, and by when.

What was signed stands until all three have signed the variation; then the variation takes its
place, with all of the terms in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from permeate.core.refusals import Refused, refuse_all

# Asked for later than this before the end, an extension is late: said, not refused.
EXTEND_BEFORE_DAYS = 91
PENDING = ("DRAFT", "OPEN")


@dataclass(frozen=True)
class Change:
    """What somebody wants to change, and in which sections of the terms."""

    code: str
    words: str
    sections: tuple[str, ...]
    nature: str = "VARIATION"


CHANGES: tuple[Change, ...] = (
    Change("EXTEND", "Extend it", ("dates",), "EXTENSION"),
    Change("SHORTEN", "End it earlier, by agreement", ("dates",)),
    Change("PAUSE", "Pause it for a time", ("dates",)),
    Change("HOURS", "Change hours or working pattern", ("post",)),
    Change("PLACE", "Change the place of work", ("post",)),
    Change("SUPERVISOR", "Change who directs the work", ("post",)),
    Change("MONEY", "Change who pays, or what is paid", ("money",)),
    Change("OTHER", "Change something else", ("purpose",)),
)
BY_CODE = {change.code: change for change in CHANGES}


def check_can_vary(
    *, placement_status: str, agreement_status: str, reason: str, pending: bool
) -> None:
    """Refused unless signed terms are in force, nobody is varying them yet, and why is said."""
    if placement_status != "ACTIVE" or agreement_status != "SIGNED":
        raise Refused(
            "Only signed terms of a placement under way are varied. Before it starts, change the "
            "agreement itself."
        )
    if pending:
        raise Refused("A variation is being agreed already. Change that one, or withdraw it.")
    if not reason.strip():
        raise Refused("Say why the terms change. All three read it.", field="reason")


def check_varied(before: Mapping[str, str], after: Mapping[str, str], *, today: date) -> None:
    """Refused where a variation rewrites what was, or changes nothing."""
    refusals = []
    if after.get("starts_on") != before.get("starts_on"):
        refusals.append(
            Refused("The placement has begun, so its first day stays.", field="starts_on")
        )
    last = after.get("ends_on", "")
    if last != before.get("ends_on") and last and date.fromisoformat(last) < today:
        refusals.append(
            Refused("The new last day is over. Choose one that is still to come.", field="ends_on")
        )
    refuse_all(refusals)


def check_differs(before: Mapping[str, str], after: Mapping[str, str]) -> None:
    """Refused where nobody would sign anything new."""
    own = ("nature", "varied_on")
    if {k: v for k, v in before.items() if k not in own} == {
        k: v for k, v in after.items() if k not in own
    }:
        raise Refused("Nothing differs from the terms in force. Change something first.")


def is_late(before: Mapping[str, str], after: Mapping[str, str], *, today: date) -> bool:
    """Whether an extension comes later than three months before the end in force."""
    last, then = before.get("ends_on", ""), after.get("ends_on", "")
    if not last or then <= last:
        return False
    return today > date.fromisoformat(last) - timedelta(days=EXTEND_BEFORE_DAYS)
