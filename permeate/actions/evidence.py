"""The participant's three lines, and the pack of evidence they complete."""

from datetime import datetime

from django.utils import timezone

from permeate.core import bookings as rules
from permeate.core.events import Event
from permeate.core.evidence import pack_content, pack_hash
from permeate.core.refusals import Refused
from permeate.journal.record import record, write
from permeate.models import Booking, EvidencePack, Person, Reflection
from permeate.models.references import new_reference
from permeate.queries import evidence as reads


@write
def reflect(
    *, booking: Booking, what: str, so_what: str, now_what: str, by: Person, now: datetime
) -> EvidencePack | None:
    """Keep the three lines, and issue the evidence if the host has confirmed attendance.

    Called again, it replaces the lines and issues anew: the earlier hash is then known as
    replaced. None while the host has not answered.
    """
    Booking.objects.select_for_update().get(id=booking.id)
    booking = reads.booking(booking.id)
    if booking.status not in ("BOOKED", "ATTENDED"):
        raise Refused("There is nothing to reflect on: this booking did not take place.")
    rules.check_day_is_over(ends_on=booking.date.ends_on, today=timezone.localdate(now))
    rules.check_reflection(what=what, so_what=so_what, now_what=now_what)
    lines = {"what": what.strip(), "so_what": so_what.strip(), "now_what": now_what.strip()}
    reflection, _ = Reflection.objects.update_or_create(
        booking=booking, defaults={**lines, "recorded_at": now}
    )
    booking.reflection = reflection
    if booking.status == "ATTENDED":
        booking.asked_at = None
        booking.save(update_fields=["asked_at"])
    record(Event.REFLECTION_RECORDED, booking, by=by, now=now)
    return issue_when_ready(booking=booking, now=now)


@write
def issue_when_ready(*, booking: Booking, now: datetime) -> EvidencePack | None:
    """Issue the pack once there are both the host's word and the person's lines."""
    if booking.status != "ATTENDED" or not reads.has_reflection(booking):
        return None
    pack = EvidencePack.objects.filter(booking=booking).first()
    reference = pack.reference if pack else new_reference()
    content = pack_content(reads.attended(booking, reference), issued_at=now)
    own_hash = pack_hash(content)
    pack, _ = EvidencePack.objects.update_or_create(
        booking=booking,
        defaults={
            "reference": reference,
            "person": booking.person,
            "content": content,
            "content_hash": own_hash,
            "issued_at": now,
        },
    )
    sides = [booking.home, booking.date.opportunity.host]
    record(
        Event.EVIDENCE_ISSUED,
        pack,
        by=None,
        now=now,
        organisations=sides,
        booking=booking.reference,
        hash=own_hash,
    )
    return pack
