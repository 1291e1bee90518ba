"""Writes about organisations: imports from registers, domains, grades, messages."""

from collections.abc import Iterable
from datetime import datetime

from permeate.core.events import Event
from permeate.core.registers.comparing import Plan, Update
from permeate.core.registers.records import FACTS, OrganisationRecord, Parsed
from permeate.core.vocabulary import Register
from permeate.journal.record import record, write
from permeate.models import Organisation, OrganisationDomain, Person
from permeate.queries.organisations import plan_import


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
            *zip(created, (one for _, one in plan.created), strict=True),
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


def _with_new_website(
    updates: list[Update],
) -> Iterable[tuple[Organisation, OrganisationRecord]]:
    """Once claimed, an organisation's domains are its coordinator's to keep."""
    for update in updates:
        if "website" in update.changes and not update.known.claimed:
            yield Organisation(id=update.known.id), update.record


def _add_domains(pairs: list[tuple[Organisation, OrganisationRecord]]) -> None:
    OrganisationDomain.objects.bulk_create(
        [
            OrganisationDomain(organisation=organisation, domain=domain)
            for organisation, one in pairs
            for domain in one.domains
        ],
        ignore_conflicts=True,
        batch_size=500,
    )
