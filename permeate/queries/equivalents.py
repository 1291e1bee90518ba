"""People elsewhere in roles like one's own who offer to be shadowed."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.db.models import Case, Q, QuerySet, Value, When

from permeate.core.equivalents import Likeness, Post, likeness, telling
from permeate.core.events import Event
from permeate.core.roles import Role
from permeate.core.search.words import words
from permeate.models import AuditEvent, Membership, Person

COMPARED = 500  # memberships; the same profession's before others
LEAST_LETTERS = 3  # of a word that is looked for in job titles


@dataclass(frozen=True)
class Wanted:
    """What narrows the list; empty means any."""

    text: str = ""
    profession: str = ""
    sector: str = ""
    region: str = ""


@dataclass(frozen=True)
class Equivalent:
    """A membership and why it is listed."""

    membership: Membership
    like: Likeness = field(default_factory=lambda: Likeness(0, ()))


def own(person: Person) -> list[Membership]:
    """The person's live memberships, the best described first."""
    rows = Membership.objects.active().filter(person=person).select_related("organisation")
    return sorted(rows, key=lambda row: (not row.profession, not row.job_title, row.id))


def findable(person: Person) -> QuerySet[Membership]:
    """Those the person may find: elsewhere, offering, and able to answer."""
    return (
        Membership.objects.findable_by(person)
        .exclude(person=person)
        .exclude(organisation_id__in=person.standing.organisations)
        .filter(person__is_active=True)
        .select_related("organisation")
    )


def equivalents(person: Person, mine: Membership, wanted: Wanted) -> list[Equivalent]:
    """The most alike first, newest first among equals; at most ``COMPARED``."""
    rows = findable(person).filter(_narrowed(wanted))
    if wanted == Wanted():
        rows = rows.filter(_alike(mine))
    first = Case(When(profession=mine.profession or "?", then=Value(0)), default=Value(1))
    rows = rows.order_by(first, "-started_at", "-id")[:COMPARED]
    post = _post(mine)
    found = [Equivalent(row, likeness(post, _post(row))) for row in rows]
    return sorted(found, key=lambda one: one.like.score, reverse=True)


def _narrowed(wanted: Wanted) -> Q:
    condition = Q()
    for word in words(wanted.text)[:10]:
        condition &= (
            Q(job_title__icontains=word)
            | Q(team__icontains=word)
            | Q(shadowing_note__icontains=word)
            | Q(organisation__name__icontains=word)
        )
    for column, value in (
        ("profession", wanted.profession),
        ("organisation__sector", wanted.sector),
        ("organisation__region", wanted.region),
    ):
        condition &= Q(**{column: value}) if value else Q()
    return condition


def _alike(mine: Membership) -> Q:
    """The same profession, or a word of one's job title; anybody where neither is known."""
    alike = [
        Q(job_title__icontains=word)
        for word in words(mine.job_title)
        if len(word) >= LEAST_LETTERS and telling(word)
    ]
    alike += [Q(profession=mine.profession)] if mine.profession else []
    return reduce(or_, alike, Q())


def _post(membership: Membership) -> Post:
    return Post(
        profession=membership.profession,
        title=telling(membership.job_title),
        team=telling(membership.team),
        sector=membership.organisation.sector,
        region=membership.organisation.region,
    )


def asked_before(person: Person, membership: Membership, now: datetime) -> Iterable[int]:
    """How many days ago the person asked for this membership's shadowing, each time."""
    times = _asks(person).filter(
        subject_type=Membership._meta.model_name, subject=membership.reference
    )
    return [(now - at).days for at in times.values_list("at", flat=True)]


def asked_lately(person: Person, now: datetime) -> int:
    """How often the person asked anybody in the last day."""
    return _asks(person).filter(at__gt=now - timedelta(days=1)).count()


def _asks(person: Person) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(event=Event.SHADOWING_ASKED.value, actor=person.reference)


def coordinators(membership: Membership) -> QuerySet[Person]:
    """Who coordinates the membership's organisation, besides its own holder."""
    return (
        Person.objects.filter(
            is_active=True,
            memberships__organisation_id=membership.organisation_id,
            memberships__ended_at=None,
            memberships__roles__role=Role.COORDINATOR.value,
        )
        .exclude(id=membership.person_id)
        .distinct()
        .order_by("id")
    )
