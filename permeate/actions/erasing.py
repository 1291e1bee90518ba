"""A person's data leave the service, except what a dated rule keeps and names."""

from datetime import datetime
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone

from permeate.actions.calling_off import call_off_own
from permeate.actions.memberships import end_membership
from permeate.core.erasing import check_can_erase
from permeate.core.events import Event
from permeate.core.personal_data import SUBJECTS, Subject
from permeate.core.retention import WITHOUT_NAME, Kept
from permeate.core.roles import Role
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Agreement, Invitation, KeptName, Membership, Person, Placement
from permeate.queries.duties import duties
from permeate.queries.memberships import other_coordinators, roles_of
from permeate.queries.personal_data import (
    addresses_of,
    agreements_naming,
    keep_until,
    kept_by_rule,
    rows_of,
)

NOBODY = "Erased person"
ENDED_SOON = ["PLANNED", "AGREED", "ACTIVE"]


@write
def record_export(*, by: Person, now: datetime) -> None:
    """That somebody took a copy of everything about them."""
    record(Event.PERSONAL_DATA_EXPORTED, by, by=by, now=now)


@write
def erase_person(*, person: Person, sure: bool, by: Person, now: datetime) -> list[Kept]:
    """Erase somebody at their own request; returns what is kept, and until when.

    They leave every organisation, and what they asked for is called off. Refused while
    others would be left in the air. Nobody can sign in with the account any more.
    """
    person = Person.objects.select_for_update().get(id=person.id)
    memberships = list(
        Membership.objects.active().filter(person=person).select_related("organisation", "person")
    )
    _check(person, memberships, sure=sure)
    today = timezone.localdate(now)
    kept = [*kept_by_rule(person, today=today), *WITHOUT_NAME]
    addresses, name = addresses_of(person), person.name
    notify(
        Event.PERSON_ERASED,
        to=person.email,
        wording="person_erased",
        now=now,
        name=name,
        kept=kept,
    )
    call_off_own(person=person, organisation=None, by=by, now=now)
    for membership in memberships:
        end_membership(membership=membership, by=by, now=now)
    for agreement in agreements_naming(person):
        _keep_or_redact(agreement, person, addresses, now)
    _forget_invitations(addresses, now)
    for subject in SUBJECTS:
        if subject.table != "Person":
            _erase_rows(subject, person)
    _erase_account(person, now)
    record(Event.PERSON_ERASED, person, by=by, now=now, kept_names=len(kept) - len(WITHOUT_NAME))
    return kept


def _check(person: Person, memberships: list[Membership], *, sure: bool) -> None:
    own = Placement.objects.filter(participant=person, status__in=ENDED_SOON)
    others = Person.objects.filter(is_operator=True, is_active=True).exclude(id=person.id)
    check_can_erase(
        sure=sure,
        placements=[one.opportunity.title for one in own.select_related("opportunity")],
        waiting_at=[
            one.organisation.name for one in memberships if duties(person, one.organisation).count()
        ],
        last_coordinator_at=[
            one.organisation.name
            for one in memberships
            if Role.COORDINATOR.value in roles_of(one) and not other_coordinators(one)
        ],
        last_operator=person.is_operator and not others.exists(),
    )


def _keep_or_redact(
    agreement: Agreement, person: Person, addresses: list[str], now: datetime
) -> None:
    until = keep_until(agreement)
    if agreement.signed_at and until >= timezone.localdate(now):
        KeptName.objects.get_or_create(
            person=person,
            agreement=agreement,
            defaults={"name": person.name, "keep_until": until},
        )
    else:
        redact(agreement, [person.name, *addresses])


def redact(agreement: Agreement, names: list[str]) -> None:
    """Take these words out of every version of the agreement."""
    for version in agreement.versions.all():
        version.text = _without(version.text, names)
        version.content = _without(version.content, names)
        version.reason = _without(version.reason, names)
        version.save(update_fields=["text", "content", "reason"])


def _without(value: Any, names: list[str]) -> Any:
    """The value, a text or what JSON holds, with every name replaced."""
    if isinstance(value, dict):
        return {key: _without(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [_without(one, names) for one in value]
    if isinstance(value, str):
        for name in filter(None, names):
            value = value.replace(name, NOBODY)
    return value


def _forget_invitations(addresses: list[str], now: datetime) -> None:
    """Invitations that wait for the person are withdrawn; as somebody's manager they go."""
    for address in addresses:
        Invitation.objects.filter(
            email__iexact=address, accepted_at=None, withdrawn_at=None
        ).update(withdrawn_at=now)
        Invitation.objects.filter(email__iexact=address).update(email="", name="", job_title="")
        Invitation.objects.filter(manager_email__iexact=address).update(manager_email="")


def _erase_rows(subject: Subject, person: Person) -> None:
    rows = rows_of(subject, person)
    if subject.deleted:
        rows.delete()
        return
    if subject.deleted_unless:
        rows.filter(**dict.fromkeys(subject.deleted_unless)).delete()
    if subject.erased:
        rows.update(**subject.erased)


def _erase_account(person: Person, now: datetime) -> None:
    for session in Session.objects.filter(expire_date__gt=now).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()
    person.name, person.persona = NOBODY, ""
    person.email = f"erased-{person.reference}@erased.invalid"
    person.set_unusable_password()
    person.is_active = person.is_operator = False
    person.erased_at, person.last_login = now, None
    person.save()
