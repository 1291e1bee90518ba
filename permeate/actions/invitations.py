"""Writes about invitations: sent, sent again, withdrawn, accepted."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from permeate.actions.locking import lock
from permeate.actions.memberships import join
from permeate.actions.people import add_person, first_sign_in, take_over_placeholder
from permeate.core.events import Event
from permeate.core.invitations import INVITATION_DAYS, Invitee, check_invitee
from permeate.core.refusals import Refused
from permeate.core.roles import ROLE_LABELS, Role
from permeate.journal.links import absolute, token
from permeate.journal.notices import compose, notify_all
from permeate.journal.record import record, write
from permeate.models import (
    Invitation,
    Membership,
    Notice,
    Organisation,
    Person,
)
from permeate.queries.invitations import already_in, people_with_addresses, person_with_address
from permeate.queries.people import has_account

PURPOSE = "invitation"


@write
def invite(
    *, organisation: Organisation, invitee: Invitee, by: Person, now: datetime
) -> Invitation:
    """Invite one person by e-mail; Refused where they are in, invited, or ill described."""
    check_invitee(invitee)
    _check_open(organisation)
    reason = already_in(organisation, [invitee.email], now=now).get(invitee.email)
    if reason:
        raise Refused(f"{invitee.email} {reason}.", field="email")
    _forget_expired(organisation, [invitee.email], now)
    invitation = _invitation(organisation, invitee, by, now)
    invitation.save()
    record(
        Event.PERSON_INVITED,
        invitation,
        by=by,
        now=now,
        organisations=[organisation],
        roles=list(invitee.roles),
    )
    known = person_with_address(invitee.email)
    notify_all([_letter(invitation, known, now)])
    return invitation


def invite_many(
    *, organisation: Organisation, invitees: Sequence[Invitee], by: Person, now: datetime
) -> int:
    """Invite all of them or nobody; who is in or invited already is passed over.

    Returns how many were invited. Refused where one is ill described or none is left. The
    letters are written before the transaction begins: thousands take seconds, and others
    would wait.
    """
    for invitee in invitees:
        check_invitee(invitee)
    known = people_with_addresses([one.email for one in invitees])
    prepared = []
    for invitee in invitees:
        invitation = _invitation(organisation, invitee, by, now)
        prepared.append((invitation, _letter(invitation, known.get(invitee.email), now)))
    return _invite_prepared(organisation=organisation, prepared=prepared, by=by, now=now)


@write
def _invite_prepared(
    *,
    organisation: Organisation,
    prepared: list[tuple[Invitation, Notice]],
    by: Person,
    now: datetime,
) -> int:
    _check_open(organisation)
    passed_over = already_in(organisation, [one.email for one, _ in prepared], now=now)
    wanted = [pair for pair in prepared if pair[0].email not in passed_over]
    if not wanted:
        raise Refused("Everybody in the file is in the organisation or invited already.")
    _forget_expired(organisation, [one.email for one, _ in wanted], now)
    Invitation.objects.bulk_create([one for one, _ in wanted], batch_size=500)
    notify_all([letter for _, letter in wanted])
    record(
        Event.PEOPLE_INVITED,
        organisation,
        by=by,
        now=now,
        organisations=[organisation],
        count=len(wanted),
    )
    return len(wanted)


def _check_open(organisation: Organisation) -> None:
    if organisation.closed_on:
        raise Refused(f"{organisation.name} is closed, so nobody can be invited to it.")


def _forget_expired(organisation: Organisation, addresses: list[str], now: datetime) -> None:
    for start in range(0, len(addresses), 500):
        Invitation.objects.filter(
            organisation=organisation,
            email__in=addresses[start : start + 500],
            accepted_at=None,
            withdrawn_at=None,
        ).update(withdrawn_at=now)


def _invitation(
    organisation: Organisation, invitee: Invitee, by: Person, now: datetime
) -> Invitation:
    return Invitation(
        organisation=organisation,
        email=invitee.email,
        name=invitee.name,
        job_title=invitee.job_title,
        manager_email=invitee.manager_email,
        roles=list(invitee.roles),
        invited_by=by,
        invited_at=now,
        expires_at=now + timedelta(days=INVITATION_DAYS),
    )


def _letter(invitation: Invitation, known: Person | None, now: datetime) -> Notice:
    roles = [ROLE_LABELS[Role(role)].lower() for role in invitation.roles]
    return compose(
        Event.PERSON_INVITED,
        to=known or invitation.email,
        wording="person_invited",
        now=now,
        name=known.name if known else invitation.name,
        invitation=invitation,
        roles=roles,
        link=link(invitation),
        known=known is not None and has_account(known),
    )


def link(invitation: Invitation) -> str:
    """The full address of the page where the invitation is accepted."""
    return absolute(f"/invitations/{token(PURPOSE, invitation.reference)}/")


@write
def resend_invitation(*, invitation: Invitation, by: Person, now: datetime) -> Invitation:
    """Send it once more, good for another four weeks; Refused where it is answered."""
    invitation = _unanswered(invitation)
    invitation.expires_at = now + timedelta(days=INVITATION_DAYS)
    invitation.save(update_fields=["expires_at"])
    record(
        Event.INVITATION_SENT_AGAIN,
        invitation,
        by=by,
        now=now,
        organisations=[invitation.organisation],
    )
    notify_all([_letter(invitation, person_with_address(invitation.email), now)])
    return invitation


@write
def withdraw_invitation(*, invitation: Invitation, by: Person, now: datetime) -> Invitation:
    """Its link stops working; Refused where it is answered."""
    invitation = _unanswered(invitation)
    invitation.withdrawn_at = now
    invitation.save(update_fields=["withdrawn_at"])
    record(
        Event.INVITATION_WITHDRAWN,
        invitation,
        by=by,
        now=now,
        organisations=[invitation.organisation],
    )
    return invitation


def _unanswered(invitation: Invitation) -> Invitation:
    found = lock(Invitation.objects.select_related("organisation", "invited_by"), invitation.id)
    if found.accepted_at:
        raise Refused("This invitation has been accepted.")
    if found.withdrawn_at:
        raise Refused("This invitation was withdrawn.")
    return found


def accept_as_new(*, invitation: Invitation, name: str, password: str, now: datetime) -> Person:
    """Make an account for the invited address and accept; the link proved the address."""
    hashed = make_password(password)  # before the transaction: it takes long
    return _accept_as_new(invitation=invitation, name=name, hashed=hashed, now=now)


@write
def _accept_as_new(*, invitation: Invitation, name: str, hashed: str, now: datetime) -> Person:
    invitation = _acceptable(invitation, now)
    known = person_with_address(invitation.email)
    if known and has_account(known):
        raise Refused(f"{invitation.email} has an account already. Sign in to accept.")
    if known:
        person = first_sign_in(person=known, name=name, hashed=hashed, now=now)
    else:
        person = add_person(
            name=name, email=invitation.email, hashed=hashed, verified=True, now=now
        )
    _join(invitation, person, now)
    return person


@write
def accept_invitation(*, invitation: Invitation, by: Person, now: datetime) -> Membership:
    """Join as somebody who has an account; the invited address becomes one of theirs.

    Refused where the invitation is answered or expired, or another account has the address.
    """
    invitation = _acceptable(invitation, now)
    owner = person_with_address(invitation.email)
    if owner and owner != by:
        if has_account(owner):
            raise Refused(
                f"{invitation.email} belongs to another account. Sign out, and sign in with "
                "that one."
            )
        take_over_placeholder(placeholder=owner, by=by, now=now)
    EmailAddress.objects.update_or_create(
        user=by,
        email=invitation.email,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": False},
    )
    return _join(invitation, by, now)


def _acceptable(invitation: Invitation, now: datetime) -> Invitation:
    invitation = _unanswered(invitation)
    if invitation.expires_at <= now:
        raise Refused(
            f"This invitation is no longer good. Ask {invitation.invited_by.name} to send it again."
        )
    _check_open(invitation.organisation)
    return invitation


def _join(invitation: Invitation, person: Person, now: datetime) -> Membership:
    membership = join(
        person=person,
        organisation=invitation.organisation,
        roles=invitation.roles,
        job_title=invitation.job_title,
        manager=_manager(invitation, person),
        by=person,
        now=now,
    )
    _become_manager(invitation, person)
    invitation.accepted_at, invitation.accepted_by = now, person
    invitation.save(update_fields=["accepted_at", "accepted_by"])
    record(
        Event.INVITATION_ACCEPTED,
        invitation,
        by=person,
        now=now,
        organisations=[invitation.organisation],
        roles=invitation.roles,
    )
    return membership


def _manager(invitation: Invitation, person: Person) -> Person | None:
    manager = invitation.manager_email and person_with_address(invitation.manager_email)
    if not manager or manager == person:
        return None
    in_it = Membership.objects.active().filter(person=manager, organisation=invitation.organisation)
    return manager if in_it.exists() else None


def _become_manager(invitation: Invitation, person: Person) -> None:
    """Whoever came before their manager gets the manager now."""
    waiting = Invitation.objects.filter(
        organisation=invitation.organisation,
        manager_email=invitation.email,
        accepted_by__isnull=False,
    ).exclude(accepted_by=person)
    Membership.objects.active().filter(
        organisation=invitation.organisation,
        manager=None,
        person_id__in=waiting.values("accepted_by_id"),
    ).update(manager=person)
