"""Credentials of confirmed activities: issued when the host confirms, revoked with a reason."""

from datetime import datetime

from permeate.actions.signing_keys import can_sign, signer
from permeate.actions.status_lists import new_entry, set_entry
from permeate.core.credentials.building import issue
from permeate.core.events import Event
from permeate.core.evidence import activity
from permeate.core.packs.content import content_hash
from permeate.core.refusals import Refused
from permeate.journal.links import absolute
from permeate.journal.record import record, write
from permeate.models import Booking, Credential, Person
from permeate.models.references import new_reference
from permeate.queries import evidence as reads
from permeate.queries.credential_contexts import bundled
from permeate.queries.issuers import issuer_of, list_address


@write
def issue_credential(*, booking: Booking, now: datetime) -> Credential | None:
    """Sign what the host confirmed; the one there is, if it was signed before.

    None while the service has no master key: the worker issues it once there is one.
    """
    found = Credential.objects.filter(booking=booking, revoked_at=None).first()
    if found or not can_sign():
        return found
    booking = reads.booking(booking.id)
    host = booking.date.opportunity.host
    listed, index = new_entry(issuer=issuer_of(host))
    reference = new_reference()
    document = issue(
        activity(reads.attended(booking), check_address(reference)),
        signer(organisation=host, now=now),
        bundled(),
        list_address=list_address(listed.issuer, listed.number),
        index=index,
        now=now,
    )
    credential = Credential.objects.create(
        reference=reference,
        person=booking.person,
        booking=booking,
        organisation=host,
        document=document,
        content_hash=content_hash(document),
        status_list=listed,
        index=index,
        issued_at=now,
    )
    _record(Event.CREDENTIAL_ISSUED, credential, None, now)
    return credential


@write
def revoke_credential(
    *, credential: Credential, reason: str, by: Person | None, now: datetime
) -> Credential:
    """Take back what was signed, for good; the status list says so from now on."""
    credential = Credential.objects.select_for_update().get(id=credential.id)
    if credential.revoked_at:
        raise Refused("This credential was revoked before.")
    if not reason.strip():
        raise Refused("Give a reason. The person reads it.", field="reason")
    credential.revoked_at, credential.revoked_by = now, by
    credential.revoked_reason = reason.strip()
    credential.save(update_fields=["revoked_at", "revoked_by", "revoked_reason"])
    set_entry(listed=credential.status_list, index=credential.index, now=now)
    _record(Event.CREDENTIAL_REVOKED, credential, by, now)
    return credential


def check_address(reference: str) -> str:
    """The id of what is issued: where anybody can check it."""
    return absolute(f"/evidence/check/?reference={reference}")


def _record(event: Event, credential: Credential, by: Person | None, now: datetime) -> None:
    booking = credential.booking
    record(
        event,
        credential,
        by=by,
        now=now,
        organisations=[booking.home, credential.organisation],
        booking=booking.reference,
        hash=credential.content_hash,
        entry=credential.index,
    )
