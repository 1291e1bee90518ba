"""When a practice may be put before an audience, and what makes a share formal."""

from collections.abc import Collection
from datetime import date

from permeate.core.ledger_words import Channel
from permeate.core.refusals import Refused, refuse_all

MEETINGS = (Channel.BRIEFING, Channel.VISIT, Channel.WORKSHOP)
MOST_PEOPLE = 100_000


def check_can_share_practice(
    *,
    merged: bool,
    audience: Collection[str],
    channel: str,
    text: str,
    has_file: bool,
    held_on: date | None,
    people: int | None,
    today: date,
) -> None:
    """Refused unless there are a named audience, something that is kept, and a day held."""
    if merged:
        raise Refused("This practice was merged into another. Share that one.")
    refusals = []
    if not audience:
        refusals.append(
            Refused("Select at least one organisation that should hear this.", field="audience")
        )
    if not text.strip() and not has_file:
        refusals.append(
            Refused("Write what was said or shown, or attach it: it is kept.", field="text")
        )
    if channel in MEETINGS and held_on is None:
        refusals.append(Refused("Give the day on which it was held.", field="held_on"))
    if held_on and held_on > today:
        refusals.append(
            Refused("The day must not be in the future: record it once it was.", field="held_on")
        )
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        refusals.append(Refused("Give for how many people it was, from 1.", field="people"))
    refuse_all(refusals)


def is_formal(*, author: int, acknowledged_by: Collection[int]) -> bool:
    """Whether somebody other than the author acknowledged it; ids of people."""
    return any(person != author for person in acknowledged_by)


def check_can_delegate(*, to_self: bool, to_author: bool, is_member: bool, settled: bool) -> None:
    """Refused unless a decision still open is left to a colleague who did not share it."""
    if settled:
        raise Refused("This is decided already.")
    if not is_member:
        raise Refused(
            "Nobody with this address belongs to your organisation here. Check the address.",
            field="email",
        )
    if to_self:
        raise Refused("This is your own address: decide yourself.", field="email")
    if to_author:
        raise Refused("They shared this, so somebody else must decide on it.", field="email")
