"""Reads about organisations: the register's pages, and what an import compares with."""

from datetime import datetime, timedelta

from django.db.models import Count

from permeate.core.events import Event
from permeate.core.registers.comparing import Known, Plan, compare
from permeate.core.registers.records import FACTS, Parsed
from permeate.core.roles import Role
from permeate.core.vocabulary import Register
from permeate.models import AuditEvent, Membership, Organisation, Person


def plan_import(parsed: Parsed, register: Register) -> Plan:
    """What importing these records would do now; one query."""
    rows = Organisation.objects.values("id", "register", "register_code", "claimed_at", *FACTS)
    known = [
        Known(
            id=row.pop("id"),
            register=row.pop("register"),
            code=row.pop("register_code"),
            claimed=row.pop("claimed_at") is not None,
            facts=row,
        )
        for row in rows
    ]
    return compare(parsed, known, register)


def coordinators_of(organisation: Organisation) -> list[Person]:
    """Its coordinators now, longest in the role first."""
    return list(
        Person.objects.filter(
            is_active=True,
            memberships__organisation=organisation,
            memberships__ended_at=None,
            memberships__roles__role=Role.COORDINATOR.value,
        ).order_by("memberships__started_at", "id")
    )


def messages_sent(person: Person, *, since: datetime) -> int:
    """How many messages to coordinators the person sent in the day up to ``since``."""
    return AuditEvent.objects.filter(
        event=Event.COORDINATORS_CONTACTED.value,
        actor=person.reference,
        at__gt=since - timedelta(days=1),
    ).count()


def people_at_grades(organisation: Organisation) -> dict[int, int]:
    """How many members have each grade now, by the grade's id; without those nobody has."""
    rows = (
        Membership.objects.active()
        .filter(organisation=organisation, grade__isnull=False)
        .values_list("grade_id")
        .annotate(people=Count("id"))
    )
    return dict(rows)
