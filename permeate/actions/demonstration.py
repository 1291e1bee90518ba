"""Writes that only the demonstration needs: its personas, and that it was loaded."""

from collections.abc import Collection, Iterable
from datetime import datetime

from allauth.account.models import EmailAddress

from permeate.core.events import Event
from permeate.core.roles import Role
from permeate.journal.record import record, write
from permeate.models import (
    Grade,
    Membership,
    MembershipRole,
    Organisation,
    OrganisationDomain,
    Person,
)


@write
def add_persona(
    *, name: str, email: str, hashed: str, persona: str, operator: bool, now: datetime
) -> Person:
    """A fictional person with a verified address; ``persona`` says what to try as them.

    Without ``persona`` they are somebody in the background, not offered for signing in.
    """
    person = Person.objects.create(
        name=name,
        email=email,
        password=hashed,
        persona=persona,
        is_operator=operator,
        created_at=now,
    )
    EmailAddress.objects.create(user=person, email=email, primary=True, verified=True)
    record(Event.PERSON_REGISTERED, person, by=person, now=now, verified=True)
    return person


@write
def add_domains(*, domains: Iterable[tuple[Organisation, str]], by: Person, now: datetime) -> None:
    """Give organisations a domain for fictional addresses, beside those of the register."""
    rows = [OrganisationDomain(organisation=one, domain=domain) for one, domain in domains]
    OrganisationDomain.objects.bulk_create(rows, ignore_conflicts=True)
    for row in rows:
        record(Event.ORGANISATION_UPDATED, row.organisation, by=by, now=now, changed="domains")


@write
def seat_persona(
    *,
    person: Person,
    organisation: Organisation,
    roles: Collection[str],
    job_title: str,
    profession: str,
    grade: Grade | None,
    manager: Person | None,
    shadowing_note: str,
    now: datetime,
) -> Membership:
    """A persona's membership with all it says; ``shadowing_note`` offers to be shadowed."""
    membership = Membership.objects.create(
        person=person,
        organisation=organisation,
        job_title=job_title,
        profession=profession,
        grade=grade,
        manager=manager,
        offers_shadowing=bool(shadowing_note),
        shadowing_note=shadowing_note,
        started_at=now,
    )
    held = [MembershipRole(membership=membership, role=role) for role in roles]
    MembershipRole.objects.bulk_create(held)
    if Role.COORDINATOR.value in roles and not organisation.claimed_at:
        organisation.claimed_at = now
        organisation.save(update_fields=["claimed_at"])
    record(
        Event.MEMBERSHIP_CHANGED,
        membership,
        by=person,
        now=now,
        organisations=[organisation],
        roles=[one.role for one in held],
    )
    return membership


@write
def mark_loaded(*, now: datetime) -> None:
    """One fact: everything before it is fictional."""
    record(Event.DEMONSTRATION_LOADED, None, by=None, now=now)
