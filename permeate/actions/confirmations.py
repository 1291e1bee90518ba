"""Home's and host's confirmations of a day: signatures on its one-page agreement."""

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from permeate.actions.placement_moves import return_placement, start_placement
from permeate.actions.placements import (
    agree_placement,
    cancel_placement,
    locked,
    plan_placement,
)
from permeate.core.confirmations import Confirmation
from permeate.core.events import Event
from permeate.core.lifecycles import AGREEMENT, PLACEMENT
from permeate.core.signing import SignatureFact, check_can_sign, complete
from permeate.core.vocabulary import Party
from permeate.journal.record import record, write
from permeate.models import (
    Agreement,
    AgreementVersion,
    Booking,
    Person,
    Placement,
    Signature,
)


@write
def confirm_for_home(
    *, booking: Booking, page: Confirmation, seen_hash: str, by: Person, now: datetime
) -> Placement:
    """Plan the placement of an approved booking and sign its page for home.

    Refused where the page is no longer the one that was seen.
    """
    kind = booking.date.opportunity.kind
    check_can_sign(
        kind=kind,
        party=Party.HOME,
        parties_of_person={Party.HOME},
        seen_hash=seen_hash,
        current_hash=page.hash,
        signatures=(),
    )
    placement = plan_placement(booking=booking, by=by, now=now)
    version = _draft(placement, page, by, now)
    _sign(version, Party.HOME, "Home manager", by, now)
    return placement


@write
def confirm_for_host(
    *, booking: Booking, authority: str, seen_hash: str, by: Person, now: datetime
) -> Placement:
    """Sign the page for the host, which makes the agreement and the placement agreed."""
    placement, agreement = locked(Placement.objects.get(booking=booking))
    version = agreement.current
    check_can_sign(
        kind=placement.kind,
        party=Party.HOST,
        parties_of_person={Party.HOST},
        seen_hash=seen_hash,
        current_hash=version.content_hash,
        signatures=_facts(version),
        person_id=by.id,
    )
    _sign(version, Party.HOST, authority, by, now)
    if complete(placement.kind, _facts(version), version.content_hash):
        agreement.status = AGREEMENT.target(agreement.status, "complete")
        agreement.signed_at = now
        agreement.save(update_fields=["status", "signed_at"])
        record(Event.AGREEMENT_COMPLETED, agreement, by=None, now=now)
        agree_placement(placement=placement, now=now)
    return placement


@write
def call_off(*, booking: Booking, by: Person | None, reason: str, now: datetime) -> None:
    """Cancel what was planned for a booking that will not, or did not, take place."""
    placement = _locked_of(booking)
    if placement is None or placement.status == "CANCELLED":
        return
    if PLACEMENT.may(placement.status, "cancel"):
        cancel_placement(placement=placement, by=by, reason=reason, now=now)
        return
    placement.started_at = placement.ended_on = None
    placement.end_reason = reason
    _move(placement, "call_off", by, now)


@write
def day_took_place(*, booking: Booking, by: Person | None, now: datetime) -> None:
    """Bring the placement of an attended booking on, also one that was called off by mistake.

    It returns at once where the last day is over; closing it is left to time.
    """
    placement = _locked_of(booking)
    if placement is None:
        return
    today = timezone.localdate(now)
    if PLACEMENT.may(placement.status, "restore"):
        placement.end_reason = ""
        _move(placement, "restore", by, now)
    if PLACEMENT.may(placement.status, "start"):
        start_placement(placement=placement, today=today, now=now)
        placement.refresh_from_db()
    if PLACEMENT.may(placement.status, "return") and placement.last_day < today:
        return_placement(placement=placement, today=today, now=now)


def _draft(placement: Placement, page: Confirmation, by: Person, now: datetime) -> AgreementVersion:
    agreement = Agreement.objects.create(
        placement=placement, status="OPEN", drafted_at=now, opened_at=now
    )
    version = AgreementVersion.objects.create(
        agreement=agreement,
        number=1,
        content=page.content,
        text=page.text,
        content_hash=page.hash,
        written_by=by,
        written_at=now,
    )
    agreement.current = version
    agreement.save(update_fields=["current"])
    facts = {"placement": placement.reference, "version": 1, "hash": page.hash}
    record(Event.AGREEMENT_OPENED, agreement, by=by, now=now, **facts)
    return version


def _sign(
    version: AgreementVersion, party: Party, authority: str, by: Person, now: datetime
) -> None:
    Signature.objects.create(
        version=version,
        party=party.value,
        signed_by=by,
        authority=authority,
        content_hash=version.content_hash,
        signed_at=now,
    )
    facts = {"party": party.value, "version": version.number, "hash": version.content_hash}
    record(Event.AGREEMENT_SIGNED, version.agreement, by=by, now=now, **facts)


def _facts(version: AgreementVersion) -> Sequence[SignatureFact]:
    return [
        SignatureFact(Party(s.party), s.content_hash, s.lapsed_at is not None, s.signed_by_id)
        for s in Signature.objects.filter(version=version)
    ]


def _locked_of(booking: Booking) -> Placement | None:
    placement = Placement.objects.filter(booking=booking).first()
    return locked(placement)[0] if placement else None


def _move(placement: Placement, name: str, by: Person | None, now: datetime) -> None:
    move = PLACEMENT.move(name)
    placement.status = PLACEMENT.target(placement.status, name)
    placement.save()
    sides = [placement.home, placement.host]
    record(move.event, placement, by=by, now=now, organisations=sides)
