"""Reads about organisations: the register's pages, and what an import compares with."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Lower

from permeate.core.events import Event
from permeate.core.registers.comparing import Known, Plan, compare
from permeate.core.registers.names import name_key
from permeate.core.registers.records import FACTS, Parsed
from permeate.core.vocabulary import Register
from permeate.models import AuditEvent, Membership, Opportunity, Organisation, Person


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


@dataclass(frozen=True)
class Search:
    """What somebody looks for in the register; codes of the vocabulary, or empty for any."""

    words: str = ""
    sector: str = ""
    region: str = ""
    joined: bool = False
    closed: bool = False


def visible(person: Person) -> QuerySet[Organisation]:
    """Organisations the person may see."""
    return Organisation.objects.visible_to(person)


def found(person: Person, search: Search) -> QuerySet[Organisation]:
    """Those the search means, by name: every word begins a word of the name or short name."""
    rows = visible(person)
    if not search.closed:
        rows = rows.live()
    if search.sector:
        rows = rows.filter(sector=search.sector)
    if search.region:
        rows = rows.filter(region=search.region)
    if search.joined:
        rows = rows.filter(claimed_at__isnull=False)
    for word in search.words.split()[:8]:
        rows = rows.filter(
            Q(name__istartswith=word)
            | Q(name__icontains=f" {word}")
            | Q(name__icontains=f"({word}")
            | Q(short_name__istartswith=word)
        )
    return rows.order_by(Lower("name"), "id")


def named(name: str) -> bool:
    """Whether a live organisation of the register has this name, however it is spelt."""
    key = name_key(name)
    first = key.split()[:1]
    if not first:
        return False
    names = Organisation.objects.live().filter(name__icontains=first[0]).values_list("name")
    return any(name_key(one) == key for (one,) in names)


def open_opportunities(
    organisation: Organisation, person: Person, *, at_most: int
) -> list[Opportunity]:
    """What the organisation offers now to this person, newest first."""
    rows = Opportunity.objects.visible_to(person).published().filter(host=organisation)
    return list(rows.order_by("-published_at", "-id")[:at_most])


def successors(organisation: Organisation) -> list[Organisation]:
    """The organisations that took the place of one that closed."""
    codes = [code.strip() for code in organisation.replaced_by_code.split(",") if code.strip()]
    if not codes:
        return []
    return list(
        Organisation.objects.filter(register=organisation.register, register_code__in=codes)
    )
