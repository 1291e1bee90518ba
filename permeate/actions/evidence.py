"""The participant's three lines, and the pack of evidence they complete."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from permeate.actions.credentials import check_address, issue_credential, revoke_credential
from permeate.actions.signing_keys import can_sign, signer
from permeate.actions.status_lists import new_entry, set_entry
from permeate.core import bookings as rules
from permeate.core.credentials.building import signed
from permeate.core.events import Event
from permeate.core.packs.choosing import check_can_make
from permeate.core.packs.content import (
    Declared,
    Part,
    Summary,
    content_hash,
    pack_credential,
    status_of,
)
from permeate.core.packs.drawing import DRAWN_WITH
from permeate.core.refusals import Refused
from permeate.journal.record import record, write
from permeate.models import (
    Activity,
    Booking,
    CpdBody,
    Credential,
    EvidencePack,
    Person,
    Reflection,
    StatusList,
)
from permeate.models.credentials import SERVICE
from permeate.models.references import new_reference
from permeate.queries import evidence as reads
from permeate.queries.credential_contexts import bundled
from permeate.queries.issuers import list_address
from permeate.queries.packs import contents


@write
def reflect(
    *, booking: Booking, what: str, so_what: str, now_what: str, by: Person, now: datetime
) -> EvidencePack | None:
    """Keep the three lines, and issue the evidence if the host has confirmed attendance.

    Called again, it replaces the lines and issues anew: the earlier pack is then revoked and
    known as replaced. None while the host has not answered.
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
    """Sign the host's word once it is there, and the pack once there are the lines too.

    None before, and while the service has no master key.
    """
    if booking.status != "ATTENDED":
        return None
    credential = issue_credential(booking=booking, now=now)
    if credential is None or not reads.has_reflection(booking):
        return None
    part = Part(credential.document, reads.lines_of(booking))
    pack = EvidencePack.objects.filter(booking=booking).first()
    return keep_pack(
        pack=pack, booking=booking, person=booking.person, parts=[part], summaries=[], now=now
    )


@write
def make_pack(
    *, activities: list[Activity], bodies: list[CpdBody], by: Person, now: datetime
) -> EvidencePack:
    """A pack of these activities of one's log, judged by these of one's bodies."""
    check_can_make(activities=len(activities), can_sign=can_sign())
    parts, declared, summaries = contents(by, activities, bodies, today=timezone.localdate(now))
    return keep_pack(
        pack=None,
        booking=None,
        person=by,
        parts=parts,
        declared=declared,
        summaries=summaries,
        now=now,
    )


@write
def keep_pack(
    *,
    pack: EvidencePack | None,
    booking: Booking | None,
    person: Person,
    parts: list[Part],
    summaries: list[Summary],
    now: datetime,
    declared: Sequence[Declared] = (),
) -> EvidencePack:
    """Sign a pack and keep it; in the place of ``pack``, which is then revoked, where given."""
    if pack:
        revoke_pack(pack=pack, now=now)
    reference = pack.reference if pack else new_reference()
    listed, entry = new_entry(issuer=SERVICE)
    service = signer(organisation=None, now=now)
    unsigned = pack_credential(
        address=check_address(reference),
        person=person.name,
        parts=parts,
        summaries=summaries,
        declared=declared,
        drawn_with=DRAWN_WITH,
        signer=service,
        status_entry=status_of(list_address(SERVICE, listed.number), entry),
        issued_at=now,
    )
    document = signed(unsigned, service, bundled(), now=now)
    own_hash = content_hash(document)
    credentials = [part.credential for part in parts]
    kept, _ = EvidencePack.objects.update_or_create(
        reference=reference,
        defaults={
            "booking": booking,
            "person": person,
            "content": {"pack": document, "credentials": credentials},
            "content_hash": own_hash,
            "issued_at": now,
            "list_number": listed.number,
            "entry": entry,
        },
    )
    sides = [booking.home, booking.date.opportunity.host] if booking else []
    facts = {"booking": booking.reference if booking else "", "hash": own_hash}
    record(Event.EVIDENCE_ISSUED, kept, by=None, now=now, organisations=sides, **facts)
    return kept


@write
def withdraw_evidence(*, booking: Booking, reason: str, by: Person, now: datetime) -> None:
    """Revoke what was signed of a booking: the credential, and the pack it is in.

    Where it is signed anew the pack is drawn anew in its place; else it goes.
    """
    for credential in Credential.objects.filter(booking=booking, revoked_at=None):
        revoke_credential(credential=credential, reason=reason, by=by, now=now)
    pack = EvidencePack.objects.filter(booking=booking).first()
    if pack and booking.status != "ATTENDED":
        revoke_pack(pack=pack, now=now)
        pack.delete()


@write
def revoke_pack(*, pack: EvidencePack, now: datetime) -> None:
    """The status list says of this issue of the pack, from now on, that it is revoked."""
    listed = StatusList.objects.get(issuer=SERVICE, number=pack.list_number)
    set_entry(listed=listed, index=pack.entry, now=now)
