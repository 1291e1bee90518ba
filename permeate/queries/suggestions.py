"""Suggestions as they are stored, and rows as the plain values that ranking compares.

Nothing here loads a solver or arrays: pages read these too.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from permeate.core.matching.rank.explaining import Verdict, why_not
from permeate.core.matching.rank.facts import (
    REMOTE,
    Host,
    Offer,
    Seeker,
    hundredths,
    spelt_terms,
    terms_of,
)
from permeate.core.matching.rank.rules import Rules
from permeate.core.seeking import PAIR_DAYS
from permeate.core.vocabulary import Kind, Place
from permeate.models import (
    Application,
    Booking,
    Membership,
    Opportunity,
    OpportunityDate,
    Organisation,
    Person,
    Placement,
    Seeking,
    Suggestion,
)
from permeate.models.prepared import Fixed, Prepared

NOT_GONE = ("PLANNED", "CANCELLED")  # placements that do not count as had


def suggested(person: Person) -> QuerySet[Suggestion]:
    """The person's suggestions, best first, with their opportunity and host."""
    return Suggestion.objects.visible_to(person).select_related("opportunity__host")


_FIRST = Prepared(lambda person, limit: suggested(person)[:limit])


def first_suggested(person: Person, limit: int) -> list[Suggestion]:
    """The best of them, with prepared SQL: everybody's first page shows them."""
    return _FIRST.all(person, Fixed(limit))


def seeking_of(person: Person) -> Seeking | None:
    """What the person said they seek, if they did."""
    return Seeking.objects.filter(person=person).first()


def seeking_people() -> list[Person]:
    """Everybody suggestions are made for."""
    rows = Person.objects.filter(
        seeking__isnull=False, is_active=True, memberships__ended_at=None
    ).distinct()
    return list(rows.select_related("seeking").order_by("id"))


def last_computed() -> date | None:
    """When suggestions were last computed for anybody."""
    return Suggestion.objects.aggregate(at=Max("computed_at"))["at"]


def first_places(besides: Person) -> dict[str, int]:
    """How many other people see each opportunity first, by its reference."""
    rows = Suggestion.objects.filter(place=1).exclude(person=besides)
    return dict(rows.values_list("opportunity__reference").annotate(Count("id")))


def offers(today: date, rows: QuerySet[Opportunity] | None = None) -> list[Offer]:
    """Published opportunities with days still to come."""
    ahead = OpportunityDate.objects.filter(cancelled_at=None, starts_on__gt=today)
    rows = (Opportunity.objects if rows is None else rows).filter(status="PUBLISHED")
    rows = rows.filter(Q(closes_on=None) | Q(closes_on__gte=today)).select_related("host")
    rows = rows.prefetch_related("topics", "objectives", Prefetch("dates", ahead, to_attr="ahead"))
    found = (offer_of(row, today) for row in rows)
    return [one for one in found if one.slots]


def offer_of(row: Opportunity, today: date) -> Offer:
    """An opportunity of ``offers``; without slots where nothing is still to come."""
    themes = {topic.value for topic in row.topics.all() if topic.kind == "THEME"}
    skills = {topic.value for topic in row.topics.all() if topic.kind == "SKILL"}
    objectives = [one.text for one in row.objectives.all()]
    return Offer(
        key=row.reference,
        host=_host(row.host),
        slots=_slots(row, today),
        kind=row.kind,
        place=REMOTE if row.place == Place.REMOTE.value else row.region or row.host.region,
        vetting=row.vetting,
        fte=hundredths(row.fte),
        profession=row.profession,
        gives=frozenset(themes | skills),
        wants=frozenset(skills),
        terms=terms_of(row.title, row.summary, row.host_learns, *objectives),
    )


def _slots(row: Opportunity, today: date) -> tuple[tuple[date, date], ...]:
    if row.kind == Kind.SECONDMENT.value:
        coming = row.starts_on and row.ends_on and row.starts_on > today
        return ((row.starts_on, row.ends_on),) if coming else ()
    return tuple((day.starts_on, day.ends_on) for day in row.ahead)


def _host(organisation: Organisation) -> Host:
    return Host(
        str(organisation.id),
        organisation.name,
        organisation.sector,
        organisation.organisation_type,
    )


def seeker_of(person: Person, seeking: Seeking, today: date) -> Seeker | None:
    """The person as ranking compares them; None where they belong to no organisation."""
    rows = Membership.objects.active().filter(person=person)
    places = sorted(
        rows.select_related("organisation", "grade"),
        key=lambda row: (not row.profession, not row.job_title, row.id),
    )
    if not places:
        return None
    mine, home = places[0], places[0].organisation
    skills = person.skills.values_list("skill", flat=True)
    return Seeker(
        key=person.reference,
        home=_host(home),
        region=home.region,
        profession=mine.profession,
        band=mine.grade.band if mine.grade else "",
        learn=frozenset(seeking.learn),
        brings=frozenset(skills),
        terms=spelt_terms(seeking.text),
        kinds=frozenset(seeking.kinds),
        regions=frozenset(seeking.regions),
        free_from=seeking.free_from,
        free_to=seeking.free_to,
        vetting=seeking.vetting,
        fte=(1, hundredths(seeking.fte_most)),
        excluded=frozenset(str(row.organisation_id) for row in places),
        term_ends=seeking.contract_ends_on,
        back_since=_back_since(person),
        had=_had(home, today),
    )


def _back_since(person: Person) -> date | None:
    over = Placement.objects.filter(participant=person, kind=Kind.SECONDMENT.value)
    return over.aggregate(last=Max("ended_on"))["last"]


def _had(home: Organisation, today: date) -> Counter[str]:
    """Placements of the last two years from this home, by host."""
    since = today - timedelta(days=PAIR_DAYS)
    rows = Placement.objects.filter(home=home, starts_on__gte=since).exclude(status__in=NOT_GONE)
    return Counter(str(host) for host in rows.values_list("host_id", flat=True))


def open_to(person: Person, references: Iterable[str]) -> set[str]:
    """Which of these opportunities the person may see and has not asked for."""
    asked = Application.objects.filter(person=person).values("opportunity")
    booked = Booking.objects.filter(person=person).values("date__opportunity")
    rows = Opportunity.objects.visible_to(person).published()
    rows = rows.exclude(id__in=asked).exclude(id__in=booked)
    rows = rows.exclude(host_manager=person)
    return set(rows.filter(reference__in=list(references)).values_list("reference", flat=True))


def verdict(person: Person, opportunity: Opportunity, today: date) -> Verdict | None:
    """Why an opportunity is suggested to a person, or why not; None where they said nothing.

    An opportunity without days to come has no verdict either.
    """
    seeking = seeking_of(person)
    seeker = seeking and seeker_of(person, seeking, today)
    found = offers(today, Opportunity.objects.filter(id=opportunity.id))
    if not seeker or not found:
        return None
    told = dict(suggested(person).values_list("opportunity_id", "place"))
    least = min(suggested(person).values_list("score", flat=True), default=None)
    return why_not(seeker, found[0], Rules(), least=least, place=told.get(opportunity.id))
