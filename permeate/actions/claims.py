"""Asking to coordinate an organisation, or to add one; and the operator's answer."""

from datetime import datetime

from permeate.actions.locking import lock
from permeate.actions.memberships import join
from permeate.core.claims import (
    check_can_approve,
    check_can_claim,
    check_can_join,
    check_can_refuse,
)
from permeate.core.events import Event
from permeate.core.lifecycles import CLAIM
from permeate.core.organisations import domain_of_website, is_at
from permeate.core.roles import Role
from permeate.core.vocabulary import Register
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Claim, Organisation, OrganisationDomain, Person
from permeate.queries.claims import domains_of, verified_addresses, waiting_for
from permeate.queries.organisations import named


@write
def claim_organisation(
    *, organisation: Organisation, reason: str, by: Person, now: datetime
) -> Claim:
    """Ask to be the organisation's first coordinator; Refused without an address there."""
    organisation = Organisation.objects.select_for_update().get(id=organisation.id)
    check_can_claim(
        name=organisation.name,
        closed=organisation.closed_on is not None,
        claimed=organisation.claimed_at is not None,
        waiting=waiting_for(by, organisation),
        addresses=verified_addresses(by),
        domains=domains_of(organisation),
    )
    claim = Claim.objects.create(
        organisation=organisation, requested_by=by, reason=reason.strip(), requested_at=now
    )
    _tell_operators(claim, name=organisation.name, by=by, now=now)
    return claim


@write
def ask_to_join(
    *, name: str, sector: str, website: str, reason: str, by: Person, now: datetime
) -> Claim:
    """Ask for an organisation that is on no register; Refused where it is on one."""
    Person.objects.select_for_update().get(id=by.id)  # two presses of the button are one request
    check_can_join(
        name=name,
        website=website,
        reason=reason,
        addresses=verified_addresses(by),
        listed=named(name),
        waiting=waiting_for(by, None, name),
    )
    claim = Claim.objects.create(
        requested_by=by,
        proposed_name=name.strip(),
        proposed_sector=sector,
        proposed_website=website,
        reason=reason.strip(),
        requested_at=now,
    )
    _tell_operators(claim, name=claim.proposed_name, by=by, now=now)
    return claim


def _tell_operators(claim: Claim, *, name: str, by: Person, now: datetime) -> None:
    organisations = [claim.organisation] if claim.organisation else []
    record(Event.CLAIM_REQUESTED, claim, by=by, now=now, organisations=organisations)
    for operator in Person.objects.filter(is_operator=True, is_active=True):
        notify(
            Event.CLAIM_REQUESTED,
            to=operator,
            wording="claim_requested",
            now=now,
            claim=claim,
            organisation=name,
        )


@write
def approve_claim(*, claim: Claim, by: Person, now: datetime) -> Claim:
    """Make the person the organisation's coordinator, and add the organisation if it is new."""
    claim = _locked(claim)
    status = CLAIM.target(claim.status, "approve")
    organisation = claim.organisation
    check_can_approve(
        name=organisation.name if organisation else claim.proposed_name,
        closed=bool(organisation and organisation.closed_on),
        claimed=bool(organisation and organisation.claimed_at),
        listed=organisation is None and named(claim.proposed_name),
    )
    if organisation is None:
        organisation = _add_organisation(claim, by=by, now=now)
    claim.organisation = organisation
    _decide(claim, status, reason="", by=by, now=now)
    join(
        person=claim.requested_by,
        organisation=organisation,
        roles=[Role.COORDINATOR.value],
        by=by,
        now=now,
    )
    return claim


def _add_organisation(claim: Claim, *, by: Person, now: datetime) -> Organisation:
    """The proposed organisation, with its website's domain where the person has mail there."""
    organisation = Organisation.objects.create(
        name=claim.proposed_name,
        sector=claim.proposed_sector,
        website=claim.proposed_website,
        register=Register.JOINED.value,
        register_code=claim.reference,
        created_at=now,
        updated_at=now,
    )
    domains = set(domain_of_website(claim.proposed_website))
    addresses = verified_addresses(claim.requested_by)
    if not any(is_at(address, domains) for address in addresses):
        domains = set()
    OrganisationDomain.objects.bulk_create(
        [OrganisationDomain(organisation=organisation, domain=domain) for domain in domains]
    )
    record(Event.ORGANISATION_CREATED, organisation, by=by, now=now, organisations=[organisation])
    return organisation


@write
def refuse_claim(*, claim: Claim, reason: str, by: Person, now: datetime) -> Claim:
    """Say no, with a reason that the person reads."""
    claim = _locked(claim)
    status = CLAIM.target(claim.status, "refuse")
    check_can_refuse(reason)
    _decide(claim, status, reason=reason.strip(), by=by, now=now)
    return claim


def _locked(claim: Claim) -> Claim:
    """The request and, before it, its organisation: two approvals never pass each other."""
    if claim.organisation_id:
        Organisation.objects.select_for_update().get(id=claim.organisation_id)
    return lock(Claim.objects.select_related("organisation", "requested_by"), claim.id)


def _decide(claim: Claim, status: str, *, reason: str, by: Person, now: datetime) -> None:
    claim.status, claim.decision_reason = status, reason
    claim.decided_by, claim.decided_at = by, now
    claim.save()
    event = Event.CLAIM_APPROVED if status == "APPROVED" else Event.CLAIM_REFUSED
    organisations = [claim.organisation] if claim.organisation else []
    record(event, claim, by=by, now=now, organisations=organisations)
    notify(
        event,
        to=claim.requested_by,
        wording=event.value.lower(),
        now=now,
        claim=claim,
        organisation=claim.organisation.name if claim.organisation else claim.proposed_name,
    )
