"""The thread the three write in, and what is recorded of contacts with home."""

from datetime import date, datetime

from permeate.actions.placements import locked, record_fact, tell_parties
from permeate.core.events import Event
from permeate.core.placements import check_can_record_contact
from permeate.core.refusals import Refused
from permeate.journal.record import write
from permeate.models import KeepInTouch, Message, Person, Placement


@write
def write_message(*, placement: Placement, body: str, by: Person, now: datetime) -> Message:
    """Add to the thread and tell the other two that there is something to read.

    Refused empty, and once the placement is cancelled or closed. The mail has the link and
    who wrote, never the message.
    """
    placement, _ = locked(placement)
    if not body.strip():
        raise Refused("Write your message.", field="body")
    if placement.status in ("CANCELLED", "CLOSED"):
        raise Refused("This placement is closed, so nobody can add to its messages.")
    message = Message.objects.create(
        placement=placement, author=by, body=body.strip(), written_at=now
    )
    record_fact(Event.MESSAGE_WRITTEN, placement, by=by, now=now)
    tell_parties(Event.MESSAGE_WRITTEN, placement, by=by, wording="message_written", now=now)
    return message


@write
def record_keep_in_touch(
    *,
    placement: Placement,
    held_on: date,
    how: str,
    note: str,
    by: Person,
    today: date,
    now: datetime,
) -> KeepInTouch:
    """Record a visit, call, briefing or invitation between the participant and home."""
    placement, _ = locked(placement)
    if placement.started_at is None:
        raise Refused("The placement has not started, so there is nothing to record yet.")
    check_can_record_contact(held_on=held_on, starts_on=placement.starts_on, today=today)
    contact = KeepInTouch.objects.create(
        placement=placement,
        held_on=held_on,
        how=how,
        note=note.strip(),
        recorded_by=by,
        recorded_at=now,
    )
    record_fact(Event.KEEP_IN_TOUCH_RECORDED, placement, by=by, now=now, held_on=held_on, how=how)
    return contact
