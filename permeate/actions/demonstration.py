"""Writes that only the demonstration needs: its personas, and that it was loaded."""

from collections.abc import Collection, Iterable
from datetime import datetime

from allauth.account.models import EmailAddress

from permeate.actions.memberships import join
from permeate.core.events import Event
from permeate.journal.record import record, write
from permeate.models import (
    Grade,
    Membership,
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
    membership = join(
        person=person,
        organisation=organisation,
        roles=roles,
        job_title=job_title,
        manager=manager,
        by=person,
        now=now,
    )
    membership.profession, membership.grade = profession, grade
    membership.offers_shadowing, membership.shadowing_note = bool(shadowing_note), shadowing_note
    membership.save()
    return membership


@write
def mark_loaded(*, now: datetime) -> None:
    """One fact: everything before it is fictional."""
    record(Event.DEMONSTRATION_LOADED, None, by=None, now=now)
