"""When somebody may be erased."""

from collections.abc import Sequence

from permeate.core.refusals import Refused, refuse_all


def check_can_erase(
    *,
    sure: bool,
    placements: Sequence[str],
    waiting_at: Sequence[str],
    last_coordinator_at: Sequence[str],
    last_operator: bool,
) -> None:
    """Refused, naming everything, while others would be left in the air.

    ``placements`` are titles of placements that are not over; the two others are names of
    organisations: where something waits for the person, and where nobody else coordinates.
    """
    refusals = []
    if not sure:
        refusals.append(Refused("Tick the box to show that you are sure.", field="sure"))
    refusals += [
        Refused(f"“{title}” is not over. End or cancel the placement first.")
        for title in placements
    ]
    refusals += [
        Refused(f"Something waits for you at {name}. Leave it first, and name who takes over.")
        for name in waiting_at
    ]
    refusals += [
        Refused(f"You are the only coordinator of {name}. Leave it first, and name a successor.")
        for name in last_coordinator_at
    ]
    if last_operator:
        refusals.append(Refused("You are the only operator. Make somebody else operator first."))
    refuse_all(refusals)
