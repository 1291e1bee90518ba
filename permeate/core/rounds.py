"""What a programme’s round may be, when it may do what, and how its seed is fixed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from permeate.core.programmes import DIMENSIONS
from permeate.core.refusals import Refused, refuse_all

MOST_PLACES = 500
METHODS = {
    "stable": "Best for people",
    "host-stable": "Best for hosts",
    "fair": "Fair plan",
}
METHOD_HINTS = {
    "stable": "No person and host would rather have each other, and each person does as well as "
    "they can in any such result. An honest ranking is best for each person.",
    "host-stable": "No person and host would rather have each other, and each host does as well "
    "as it can in any such result. People may gain by not ranking honestly.",
    "fair": "As many people as possible, then organisations left out, then other sectors, then "
    "rankings, within your limits. Some person and host may prefer each other.",
}


@dataclass(frozen=True)
class Calendar:
    """The last days for rankings and for answers."""

    rankings_close_on: date
    answers_due_on: date


def check_round(*, name: str, calendar: Calendar, method: str, today: date) -> None:
    """Refused unless it has a name, a method, and days in order and ahead."""
    found = []
    if not name.strip():
        found.append(Refused("Enter the round’s name.", field="name"))
    if method not in METHODS:
        found.append(Refused("Select how people and places are matched.", field="method"))
    if calendar.rankings_close_on <= today:
        found.append(
            Refused("The last day for rankings must be after today.", field="rankings_close_on")
        )
    if calendar.answers_due_on <= calendar.rankings_close_on:
        found.append(
            Refused(
                "The last day for answers must be after the last day for rankings.",
                field="answers_due_on",
            )
        )
    refuse_all(found)


def check_place(*, least: int, most: int) -> None:
    """Refused for limits that contradict each other."""
    if not 1 <= most <= MOST_PLACES:
        raise Refused(f"Enter a maximum between 1 and {MOST_PLACES}.", field="most")
    if not 0 <= least <= most:
        raise Refused("The minimum must be between 0 and the maximum.", field="least")


def check_target(*, dimension: str, value: str, least: int, most: int | None) -> None:
    """Refused for a target about nothing, or one that contradicts itself."""
    if dimension not in DIMENSIONS or not value:
        raise Refused("Select what the target is about.", field="what")
    if most is not None and least > most:
        raise Refused("The minimum is more than the maximum.", field="least")
    if not least and most is None:
        raise Refused("Enter a minimum, a maximum or both.", field="least")


def check_can_open(*, places: int, calendar: Calendar, today: date) -> None:
    """Refused without places, or when the last day for rankings has come."""
    if not places:
        raise Refused("Add the opportunities that are in the round first.")
    if calendar.rankings_close_on <= today:
        raise Refused("The last day for rankings has come. Change the round’s days first.")


def check_can_change(status: str) -> None:
    """Refused once people rank: what they ranked by must not change."""
    if status != "DRAFT":
        raise Refused("People already rank by what the round says, so it can no longer change.")


def check_ranking(
    ranks: Mapping[str, int], known: Collection[str], *, status: str, last: date, today: date
) -> None:
    """Refused unless rankings are open and each of ``ranks`` is a known one at 1 or later."""
    if status != "RANKING" or today > last:
        raise Refused("Rankings are closed.")
    if any(one not in known for one in ranks):
        raise Refused("Something on the page has changed. Reload it and rank again.")
    if any(rank < 1 for rank in ranks.values()):
        raise Refused("Ranks begin with 1.")


def commitment(seed: int, reference: str) -> str:
    """SHA-256 of ``seed|reference``: published before rankings close, checked afterwards."""
    return sha256(f"{seed}|{reference}".encode()).hexdigest()
