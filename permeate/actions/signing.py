"""Signatures: each binds one party to exact content; the last one completes the agreement."""

from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone

from permeate.actions.agreements import locked, record_agreement, tell_others
from permeate.actions.placements import agree_placement
from permeate.actions.schedules import bring_schedule_in_step
from permeate.actions.varying import put_in_force
from permeate.core.cadence import chase_number
from permeate.core.events import Event
from permeate.core.lifecycles import AGREEMENT
from permeate.core.refusals import Refused
from permeate.core.signing import check_can_sign, missing_parties, parties_of
from permeate.core.vocabulary import Party
from permeate.journal.notices import notify
from permeate.journal.record import write
from permeate.models import Agreement, Person, Signature
from permeate.queries.agreements import people_of, signature_facts
from permeate.queries.relations import relations_to


@write
def sign_agreement(
    *,
    agreement: Agreement,
    party: Party,
    by: Person,
    seen_hash: str,
    authority: str,
    now: datetime,
) -> Agreement:
    """Sign for one party what ``seen_hash`` stands for; the last of three makes it SIGNED.

    Refused where the agreement is not open, changed since it was shown, or this person may
    not sign for this party. Whoever signs has proved who they are just before.
    """
    agreement = locked(agreement)
    placement, version = agreement.placement, agreement.current
    AGREEMENT.target(agreement.status, "sign")
    given, current_hash = signature_facts(agreement)
    check_can_sign(
        kind=placement.kind,
        party=party,
        parties_of_person=parties_of(relations_to(agreement, by)),
        seen_hash=seen_hash,
        current_hash=current_hash,
        signatures=given,
        person_id=by.id,
    )
    if party is not Party.PARTICIPANT and not authority.strip():
        raise Refused("Say on what authority you sign.", field="authority")
    Signature.objects.create(
        version=version,
        party=party.value,
        signed_by=by,
        authority=authority.strip(),
        content_hash=current_hash,
        signed_at=now,
    )
    record_agreement(Event.AGREEMENT_SIGNED, agreement, by=by, now=now, party=party.value)
    given, _ = signature_facts(agreement)
    missing = missing_parties(placement.kind, given, current_hash)
    if missing:
        tell_others(Event.AGREEMENT_SIGNED, agreement, "agreement_signed", by, now, missing=missing)
    else:
        _complete(agreement, now)
    return agreement


@write
def remind_to_sign(*, agreement: Agreement, now: datetime) -> bool:
    """Remind whoever has not signed, 3 and 10 days after it was opened."""
    agreement = locked(agreement)
    if agreement.status != "OPEN":
        return False
    number = chase_number(
        timezone.localdate(agreement.opened_at), timezone.localdate(now), agreement.chased
    )
    if number is None:
        return False
    agreement.chased = number
    agreement.save(update_fields=["chased"])
    record_agreement(Event.AGREEMENT_CHASED, agreement, by=None, now=now, number=number)
    placement = agreement.placement
    people = {
        Party.HOME: placement.home_manager,
        Party.HOST: placement.host_manager,
        Party.PARTICIPANT: placement.participant,
    }
    for party in missing_parties(placement.kind, *signature_facts(agreement)):
        notify(
            Event.AGREEMENT_CHASED,
            to=people[party],
            wording="agreement_reminder",
            now=now,
            agreement=agreement,
            placement=placement,
        )
    return True


def _complete(agreement: Agreement, now: datetime) -> None:
    if agreement.varies_id is not None:
        put_in_force(variation=agreement, now=now)
        return
    placement, content = agreement.placement, agreement.current.content
    agreement.status = AGREEMENT.target(agreement.status, "complete")
    agreement.signed_at = now
    agreement.save(update_fields=["status", "signed_at"])
    record_agreement(Event.AGREEMENT_COMPLETED, agreement, by=None, now=now)
    # What was signed is what holds: the placement follows the agreement.
    if "starts_on" in content:
        placement.starts_on = date.fromisoformat(content["starts_on"])
        placement.ends_on = date.fromisoformat(content["ends_on"])
        placement.fte = Decimal(content["fte"])
        placement.save(update_fields=["starts_on", "ends_on", "fte"])
    placement = agree_placement(placement=placement, now=now)
    bring_schedule_in_step(placement=placement, version=agreement.current, by=None, now=now)
    for person in people_of(placement):
        notify(
            Event.AGREEMENT_COMPLETED,
            to=person,
            wording="agreement_completed",
            now=now,
            agreement=agreement,
            placement=placement,
        )
