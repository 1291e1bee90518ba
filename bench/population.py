"""A seeded population of made-up organisations, people and opportunities.

Seeded: the same size makes the same population on every database. Placements are in
``bench.placements``.
"""

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from bench import wording
from permeate.core.roles import Role
from permeate.core.vocabulary import PROFESSIONS, SKILLS, THEMES, Kind, Place, Region, Sector
from permeate.models import (
    Membership,
    MembershipRole,
    Objective,
    Opportunity,
    OpportunityAudience,
    OpportunityDate,
    OpportunityTopic,
    Organisation,
    Person,
)

BATCH = 2000
TODAY = date(2026, 11, 3)
NOW = datetime.combine(TODAY, time(9, 30), UTC)

# Sector → its share of organisations in percent, and the types found in it.
SECTORS: dict[Sector, tuple[int, list[str]]] = {
    Sector.LOCAL_GOVERNMENT: (29, ["Non-metropolitan district", "Unitary authority", "County"]),
    Sector.CENTRAL_GOVERNMENT: (8, ["Ministerial department", "Non-ministerial department"]),
    Sector.AGENCY: (38, ["Executive agency", "Executive non-departmental public body", "Other"]),
    Sector.NHS: (21, ["Acute trust", "Mental health trust", "Integrated care board"]),
    Sector.CHARITY: (2, ["Charity"]),
    Sector.SUPPLIER: (2, ["Supplier"]),
}
NOUNS = {
    Sector.LOCAL_GOVERNMENT: "Council",
    Sector.CENTRAL_GOVERNMENT: "Department",
    Sector.AGENCY: "Agency",
    Sector.NHS: "NHS Trust",
    Sector.CHARITY: "Trust for Communities",
    Sector.SUPPLIER: "Limited",
}
KINDS = [Kind.DEVELOPMENT_DAY, Kind.SHADOWING, Kind.SECONDMENT]
JOBS = ["officer", "manager", "adviser", "analyst", "lead", "head", "coordinator", "assistant"]


@dataclass(frozen=True)
class Size:
    """How many of each."""

    organisations: int
    people: int
    opportunities: int
    placements: int = 0


def organisations(chance: random.Random, count: int) -> list[Organisation]:
    """Organisations of all sectors and regions, all claimed."""
    weights = [share for share, _ in SECTORS.values()]
    rows = []
    for number in range(count):
        sector = chance.choices(list(SECTORS), weights)[0]
        rows.append(
            Organisation(
                name=f"{wording.place(chance)} {NOUNS[sector]} {number}",
                sector=sector.value,
                organisation_type=chance.choice(SECTORS[sector][1]),
                region=chance.choice(list(Region)).value,
                register="OWN",
                register_code=f"B{number}",
                claimed_at=NOW,
                created_at=NOW,
                updated_at=NOW,
            )
        )
    return Organisation.objects.bulk_create(rows, batch_size=BATCH)


def people(
    chance: random.Random, count: int, hosts: list[Organisation]
) -> tuple[list[Person], list[Membership]]:
    """People, each with a membership; the first of each organisation host and manage there."""
    rows = [
        Person(
            email=f"p{number}@example.org", name=f"Person {number}", password="!", created_at=NOW
        )
        for number in range(count)
    ]
    rows = Person.objects.bulk_create(rows, batch_size=BATCH)
    members = [_membership(chance, row, number, rows, hosts) for number, row in enumerate(rows)]
    members = Membership.objects.bulk_create(members, batch_size=BATCH)
    roles = []
    for number, member in enumerate(members):
        held = [Role.PARTICIPANT]
        if number < len(hosts):
            held += [Role.HOST, Role.MANAGER, Role.COORDINATOR]
        roles += [MembershipRole(membership=member, role=role.value) for role in held]
    MembershipRole.objects.bulk_create(roles, batch_size=BATCH)
    return rows, members


def _membership(
    chance: random.Random, person: Person, number: int, everyone: list[Person], hosts: list[Any]
) -> Membership:
    profession = chance.choice(list(PROFESSIONS))
    theme = chance.choice(list(THEMES))
    offers = chance.random() < 0.25
    first = number < len(hosts)
    return Membership(
        person=person,
        organisation=hosts[number % len(hosts)],
        job_title=f"{wording.subject(chance, theme)} {chance.choice(JOBS)}".capitalize(),
        team=THEMES[theme],
        profession=profession,
        manager=None if first else everyone[number % len(hosts)],
        offers_shadowing=offers,
        shadowing_note="Come and see how we do it." if offers else "",
        started_at=NOW,
    )


def opportunities(
    chance: random.Random, count: int, hosts: list[Organisation], managers: list[Person]
) -> list[Opportunity]:
    """Published opportunities: nine of ten for everyone, the rest for sectors or by name."""
    made: list[Opportunity] = []
    for start in range(0, count, BATCH):
        rows = [
            _opportunity(chance, hosts, managers, minute)
            for minute in range(start, min(start + BATCH, count))
        ]
        made += Opportunity.objects.bulk_create(rows)
        _details(chance, rows, hosts)
    return made


def _opportunity(
    chance: random.Random, hosts: list[Organisation], managers: list[Person], minute: int
) -> Opportunity:
    number = chance.randrange(len(hosts))
    theme = chance.choice(list(THEMES))
    kind = chance.choices(KINDS, [3, 3, 4])[0]
    starts_on = TODAY + timedelta(days=chance.randrange(10, 400))
    days = {Kind.DEVELOPMENT_DAY: 0, Kind.SHADOWING: chance.randrange(1, 27)}
    row = Opportunity(
        host=hosts[number],
        host_manager=managers[number],
        kind=kind.value,
        title=wording.title(chance, theme),
        summary=wording.sentences(chance, theme, 6),
        why_placement=wording.sentences(chance, theme, 1),
        host_learns=wording.sentences(chance, theme, 2),
        profession=chance.choice(list(PROFESSIONS)),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(days=days.get(kind, chance.randrange(180, 700))),
        place=chance.choices(list(Place), [6, 3, 1])[0].value,
        location=f"{wording.place(chance)} House",
        region=hosts[number].region,
        visibility=chance.choices(["EVERYONE", "SECTORS", "ORGANISATIONS"], [90, 7, 3])[0],
        status="PUBLISHED",
        published_at=NOW - timedelta(days=300) + timedelta(minutes=minute),
        created_at=NOW,
        updated_at=NOW,
    )
    row.theme = theme
    return row


def _details(chance: random.Random, rows: list[Opportunity], hosts: list[Organisation]) -> None:
    """Objectives, topics, audiences and dates of some opportunities."""
    objectives, topics, audiences, dates = [], [], [], []
    for row in rows:
        objectives += [
            Objective(
                opportunity=row,
                order=order,
                text=wording.sentences(chance, row.theme, 1)[:300],
                measure=f"A note that {chance.choice(wording.AUDIENCES)} agree",
            )
            for order in range(2)
        ]
        themes = {row.theme, chance.choice(list(THEMES))}
        skills = chance.sample(list(SKILLS), 2)
        topics += [OpportunityTopic(opportunity=row, kind="THEME", value=one) for one in themes]
        topics += [OpportunityTopic(opportunity=row, kind="SKILL", value=one) for one in skills]
        if row.visibility == "SECTORS":
            wanted = chance.sample(list(Sector), 2)
            audiences += [OpportunityAudience(opportunity=row, sector=one.value) for one in wanted]
        elif row.visibility == "ORGANISATIONS":
            named = chance.sample(hosts, 5)
            audiences += [OpportunityAudience(opportunity=row, organisation=one) for one in named]
        if row.kind == Kind.DEVELOPMENT_DAY.value:
            days = [row.starts_on + timedelta(weeks=4 * number) for number in range(3)]
            dates += [
                OpportunityDate(opportunity=row, starts_on=day, ends_on=day, places=10)
                for day in days
            ]
    for model, made in (
        (Objective, objectives),
        (OpportunityTopic, topics),
        (OpportunityAudience, audiences),
        (OpportunityDate, dates),
    ):
        model.objects.bulk_create(made, batch_size=BATCH)
