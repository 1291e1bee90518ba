"""Writes about organisations: imports from registers, domains, grades, messages."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from permeate.actions.indexing import index_hosts
from permeate.core.claims import check_can_contact
from permeate.core.events import Event
from permeate.core.grades import GradeRow, check_scale
from permeate.core.organisations import check_domain
from permeate.core.refusals import Refused
from permeate.core.registers.comparing import Plan, Update
from permeate.core.registers.records import FACTS, OrganisationRecord, Parsed
from permeate.core.vocabulary import Register
from permeate.journal.notices import notify
from permeate.journal.record import record, write
from permeate.models import Grade, Organisation, OrganisationDomain, Person
from permeate.queries.organisations import (
    messages_sent,
    people_at_grades,
    plan_import,
)
from permeate.queries.placements import coordinators_of


@write
def import_organisations(
    *, parsed: Parsed, register: Register, by: Person | None, now: datetime
) -> Plan:
    """Create and update the register's organisations; returns what became of every row.

    One event tells of the whole import. Nothing is deleted, nothing closed that the file
    does not close, and an import that changes nothing leaves no event.
    """
    plan = plan_import(parsed, register)
    if plan.changes_nothing:
        return plan
    created = [_new(one, register, now) for _, one in plan.created]
    Organisation.objects.bulk_create(created, batch_size=500)
    _apply(plan.updated, now)
    _add_domains(
        [
            *zip(created, (one.domains for _, one in plan.created), strict=True),
            *_with_new_website(plan.updated),
        ]
    )
    record(
        Event.ORGANISATIONS_IMPORTED,
        None,
        by=by,
        now=now,
        register=register.value,
        created=len(plan.created),
        updated=len(plan.updated),
        closed=len(plan.closes),
    )
    return plan


def _new(one: OrganisationRecord, register: Register, now: datetime) -> Organisation:
    return Organisation(
        register=register.value,
        register_code=one.code,
        created_at=now,
        updated_at=now,
        **{name: getattr(one, name) for name in FACTS},
    )


def _apply(updates: list[Update], now: datetime) -> None:
    rows = Organisation.objects.in_bulk([update.known.id for update in updates])
    changed = {"updated_at"}
    for update in updates:
        row = rows[update.known.id]
        row.updated_at = now
        for name, value in update.changes.items():
            setattr(row, name, value)
            changed.add(name)
    if rows:
        Organisation.objects.bulk_update(rows.values(), sorted(changed), batch_size=100)
        index_hosts(organisations=rows.values())


def _with_new_website(
    updates: list[Update],
) -> Iterable[tuple[Organisation, Sequence[str]]]:
    """Once claimed, an organisation's domains are its coordinator's to keep."""
    for update in updates:
        if "website" in update.changes and not update.known.claimed:
            yield Organisation(id=update.known.id), update.record.domains


def _add_domains(pairs: list[tuple[Organisation, Sequence[str]]]) -> None:
    OrganisationDomain.objects.bulk_create(
        [
            OrganisationDomain(organisation=organisation, domain=domain)
            for organisation, domains in pairs
            for domain in domains
        ],
        ignore_conflicts=True,
        batch_size=500,
    )


@write
def set_grades(
    *, organisation: Organisation, rows: Sequence[GradeRow], by: Person, now: datetime
) -> list[Grade]:
    """Replace the organisation's scale, lowest grade first; see ``core.grades.check_scale``."""
    Organisation.objects.select_for_update().get(id=organisation.id)
    stored = {grade.id: grade for grade in organisation.grades.all()}
    if {row.id for row in rows if row.id is not None} != set(stored):
        raise Refused("Somebody else changed these grades. Reload the page and try again.")
    kept = check_scale(rows, people_at_grades(organisation))
    organisation.grades.exclude(id__in=[row.id for row in kept if row.id]).delete()
    _park_names(stored, kept)
    grades = [_lay_grade(organisation, stored, row, order) for order, row in enumerate(kept)]
    record(Event.ORGANISATION_UPDATED, organisation, by=by, now=now, changed="grades")
    return grades


def _park_names(stored: dict[int, Grade], kept: list[GradeRow]) -> None:
    """Let two grades swap names: each name is used once at any moment."""
    renamed = [row.id for row in kept if row.id and stored[row.id].name != row.name]
    for id_ in renamed:
        Grade.objects.filter(id=id_).update(name=f"({id_})")


def _lay_grade(
    organisation: Organisation, stored: dict[int, Grade], row: GradeRow, order: int
) -> Grade:
    grade = stored[row.id] if row.id else Grade(organisation=organisation)
    grade.name, grade.band, grade.order = row.name, row.band, order
    grade.save()
    return grade


@write
def set_domains(
    *, organisation: Organisation, domains: Sequence[str], by: Person, now: datetime
) -> None:
    """Replace the e-mail domains whose holders belong to the organisation."""
    for domain in domains:
        check_domain(domain)
    organisation.domains.exclude(domain__in=domains).delete()
    _add_domains([(organisation, domains)])
    record(Event.ORGANISATION_UPDATED, organisation, by=by, now=now, changed="domains")


@write
def contact_coordinators(
    *, organisation: Organisation, body: str, by: Person, now: datetime
) -> int:
    """Send a message to the organisation's coordinators; returns how many get it.

    They see the sender's name and address, and answer by e-mail.
    """
    coordinators = coordinators_of(organisation.id)
    check_can_contact(
        body=body, coordinators=len(coordinators), sent_today=messages_sent(by, since=now)
    )
    for coordinator in coordinators:
        notify(
            Event.COORDINATORS_CONTACTED,
            to=coordinator,
            wording="coordinators_contacted",
            now=now,
            sender=by,
            organisation=organisation,
            message=body.strip(),
        )
    record(Event.COORDINATORS_CONTACTED, organisation, by=by, now=now, organisations=[organisation])
    return len(coordinators)
