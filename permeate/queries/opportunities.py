"""Reads about opportunities: one with all its page shows, and who asked for it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)
from django.db.models.functions import Coalesce
from django.utils import timezone

from permeate.core.cadence import OPPORTUNITY_STALE_AFTER_DAYS, OPPORTUNITY_WARN_BEFORE_DAYS
from permeate.core.opportunities import Offer
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind, Visibility
from permeate.models import (
    Application,
    Booking,
    MembershipRole,
    Objective,
    Opportunity,
    OpportunityDate,
    OpportunityTopic,
    Organisation,
    Person,
    Release,
)
from permeate.models.bookings import LIVE, SEATED
from permeate.models.prepared import Prepared

ASKED_SHOWN = 50
LISTED = ("DRAFT", "PUBLISHED", "CLOSED")  # the host's list, in this order
APPLYING = ("SUBMITTED", "SHORTLISTED", "OFFERED")
WARN_AFTER_DAYS = OPPORTUNITY_STALE_AFTER_DAYS - OPPORTUNITY_WARN_BEFORE_DAYS


OBJECTIVES = Prepared(
    lambda opportunity_id: Objective.objects.filter(opportunity_id=opportunity_id)
)
TOPICS = Prepared(
    lambda opportunity_id: OpportunityTopic.objects.filter(opportunity_id=opportunity_id)
)
_COMING = Prepared(
    lambda opportunity_id, today: _with_takers(
        OpportunityDate.objects.filter(opportunity_id=opportunity_id), today
    )
)
_OWN_BOOKINGS = Prepared(
    lambda person_id, opportunity_id: Booking.objects.filter(
        person_id=person_id, date__opportunity_id=opportunity_id, status__in=LIVE
    )
)
_OWN_RELEASE = Prepared(
    lambda person_id, opportunity_id: (
        Release.objects.filter(person_id=person_id, opportunity_id=opportunity_id)
        .exclude(status="WITHDRAWN")
        .order_by("-requested_at")[:1]
    )
)


def visible(person: Person) -> QuerySet[Opportunity]:
    """Opportunities the person may see, with what every page of one shows."""
    return Opportunity.objects.visible_to(person).select_related(
        "host", "host_manager", "programme"
    )


def with_answers(person: Person) -> QuerySet[Opportunity]:
    """As ``visible``, with all that the task list and the check page read."""
    return visible(person).prefetch_related(
        "objectives", "topics", "audiences__organisation", "dates"
    )


def visible_dates(person: Person) -> QuerySet[OpportunityDate]:
    """Dates of opportunities the person may see."""
    return OpportunityDate.objects.visible_to(person).select_related(
        "opportunity__host", "opportunity__host_manager"
    )


def all_of_them() -> QuerySet[Opportunity]:
    """Every opportunity, for whoever holds a signed link to one."""
    return Opportunity.objects.select_related("host", "host_manager")


def hosted_by(person: Person, *, today: date) -> QuerySet[Opportunity]:
    """What the organisations the person hosts for offer: drafts first, then the newest.

    Each with ``asked`` (people who wait on it now) and ``next_on`` (its next date).
    """
    hosts = person.standing.organisations_as(Role.HOST, Role.COORDINATOR)
    ahead = OpportunityDate.objects.filter(
        opportunity=OuterRef("pk"), cancelled_at=None, starts_on__gte=today
    )
    return (
        Opportunity.objects.filter(host_id__in=hosts)
        .select_related("host", "host_manager")
        .annotate(
            rank=Case(
                *(When(status=status, then=place) for place, status in enumerate(LISTED)),
                default=len(LISTED),
                output_field=IntegerField(),
            ),
            booked=_count_of(Booking, "date__opportunity", status__in=LIVE),
            applied=_count_of(Application, "opportunity", status__in=APPLYING),
            next_on=Subquery(ahead.order_by("starts_on").values("starts_on")[:1]),
        )
        .order_by("rank", "-updated_at", "id")
    )


def _count_of(model: type[Model], path: str, **which: Any) -> Coalesce:
    rows = model.objects.filter(**{path: OuterRef("pk")}, **which).order_by()
    return Coalesce(Subquery(rows.values(path).annotate(n=Count("pk")).values("n")), 0)


def named_audience(opportunity: Opportunity) -> list[Organisation]:
    """The organisations named as its audience, by name."""
    audiences = opportunity.audiences.exclude(organisation=None).select_related("organisation")
    return sorted((one.organisation for one in audiences), key=lambda one: one.name)


def organisations_like(
    query: str, *, but: Iterable[Organisation] = (), limit: int = 20
) -> QuerySet[Organisation]:
    """Live organisations whose name has every word of the query, by name."""
    found = Organisation.objects.live().exclude(id__in=[one.id for one in but])
    for word in query.split()[:8]:
        found = found.filter(Q(name__icontains=word) | Q(short_name__iexact=word))
    return found.order_by("name")[:limit]


def dates_of(opportunity: Opportunity, *, since: date | None = None) -> QuerySet[OpportunityDate]:
    """Its dates that stand, each with ``taken`` and ``waiting`` counted; from ``since`` on."""
    return _with_takers(opportunity.dates.all(), since)


def _with_takers(dates: QuerySet[OpportunityDate], since: date | None) -> QuerySet[OpportunityDate]:
    dates = dates.filter(cancelled_at=None).annotate(
        taken=Count("bookings", filter=Q(bookings__status__in=SEATED)),
        waiting=Count("bookings", filter=Q(bookings__status="WAITING")),
    )
    return dates.filter(ends_on__gte=since) if since else dates


def coming_dates(opportunity: Opportunity, today: date) -> list[OpportunityDate]:
    """As ``dates_of`` has them, from today on."""
    return _COMING.all(opportunity.id, today)


def own_bookings(opportunity: Opportunity, person: Person) -> dict[int, Booking]:
    """The person's live bookings of this opportunity, by the id of the date."""
    bookings = _OWN_BOOKINGS.all(person.id, opportunity.id)
    return {booking.date_id: booking for booking in bookings}


def own_release(opportunity: Opportunity, person: Person) -> Release | None:
    """The person's newest request to be released for it, unless they took it back."""
    return _OWN_RELEASE.first(person.id, opportunity.id)


def asked_for(opportunity: Opportunity, person: Person) -> list[Booking] | list[Application]:
    """Who asked, oldest first, as far as ``person`` may see them; at most ``ASKED_SHOWN``."""
    if opportunity.kind == Kind.SECONDMENT.value:
        applications = Application.objects.visible_to(person).filter(opportunity=opportunity)
        return list(applications.select_related("person", "home")[:ASKED_SHOWN])
    bookings = Booking.objects.visible_to(person).filter(date__opportunity=opportunity)
    return list(bookings.select_related("person", "home", "date")[:ASKED_SHOWN])


def offer_of(opportunity: Opportunity) -> Offer:
    """The opportunity as plain values for the rules; one query with ``with_answers``, else five."""
    topics = [topic.kind for topic in opportunity.topics.all()]
    return Offer(
        kind=opportunity.kind,
        title=opportunity.title,
        summary=opportunity.summary,
        objectives=tuple((goal.text, goal.measure) for goal in opportunity.objectives.all()),
        why_placement=opportunity.why_placement,
        host_learns=opportunity.host_learns,
        starts_on=opportunity.starts_on,
        ends_on=opportunity.ends_on,
        closes_on=opportunity.closes_on,
        fte=opportunity.fte,
        dates=tuple(
            (day.starts_on, day.ends_on)
            for day in opportunity.dates.all()
            if day.cancelled_at is None
        ),
        place=opportunity.place,
        location=opportunity.location,
        topics=topics.count("THEME"),
        payer=opportunity.payer,
        visibility=opportunity.visibility,
        audiences=_audiences(opportunity),
        manager_serves=possible_managers(opportunity.host_id)
        .filter(id=opportunity.host_manager_id)
        .exists(),
    )


def _audiences(opportunity: Opportunity) -> int:
    """How many of the audiences count for the visibility that is chosen."""
    by_sector = opportunity.visibility == Visibility.SECTORS.value
    return sum(bool(one.sector) is by_sector for one in opportunity.audiences.all())


def possible_managers(host_id: int) -> QuerySet[Person]:
    """Who may answer for the host's opportunities: its hosts and coordinators, by name."""
    serving = MembershipRole.objects.filter(
        membership__organisation_id=host_id,
        membership__ended_at=None,
        role__in=[Role.HOST.value, Role.COORDINATOR.value],
    )
    return Person.objects.filter(
        is_active=True, id__in=serving.values("membership__person_id")
    ).order_by("name")


def was_asked_for(opportunity: Opportunity) -> bool:
    """Whether anybody ever booked, applied or asked to be released for it."""
    return (
        Booking.objects.filter(date__opportunity=opportunity).exists()
        or Release.objects.filter(opportunity=opportunity).exists()
        or Application.objects.filter(opportunity=opportunity).exists()
    )


def interested(opportunity: Opportunity) -> QuerySet[Person]:
    """Who waits on it: with a live booking, release or application, and no place yet."""
    booked = Booking.objects.filter(date__opportunity=opportunity, status__in=LIVE)
    released = Release.objects.filter(opportunity=opportunity, status__in=["REQUESTED", "GRANTED"])
    applied = Application.objects.filter(opportunity=opportunity)
    placed = applied.filter(status="ACCEPTED")
    return (
        Person.objects.filter(
            Q(id__in=booked.values("person_id"))
            | Q(id__in=released.values("person_id"))
            | Q(id__in=applied.filter(status__in=APPLYING).values("person_id"))
        )
        .exclude(id__in=placed.values("person_id"))
        .order_by("id")
    )


def last_day(opportunity: Opportunity) -> date:
    """The last day on which it could still begin; where no date stands, when it was touched."""
    if opportunity.kind == Kind.SECONDMENT.value:
        return opportunity.starts_on or timezone.localdate(opportunity.updated_at)
    latest = opportunity.dates.filter(cancelled_at=None).aggregate(day=Max("starts_on"))["day"]
    return latest or timezone.localdate(opportunity.updated_at)


def dates_ahead(opportunity: Opportunity, today: date) -> QuerySet[OpportunityDate]:
    """Its dates that stand and are not over."""
    return opportunity.dates.filter(cancelled_at=None, ends_on__gte=today)


def highest_seat(day: OpportunityDate) -> int:
    """The highest seat held on a date; 0 where nobody holds one."""
    return day.bookings.aggregate(seat=Max("seat"))["seat"] or 0


def live_bookings(day: OpportunityDate) -> int:
    """How many bookings of a date stand or wait."""
    return day.bookings.filter(status__in=LIVE).count()


def to_tend(today: date) -> QuerySet[Opportunity]:
    """Published ones that time may ask something of today; the rule decides."""
    return Opportunity.objects.published().filter(
        Q(updated_at__date__lte=today - timedelta(days=WARN_AFTER_DAYS))
        | Q(closes_on__lt=today)
        | Q(kind=Kind.SECONDMENT.value, starts_on__lt=today)
        | (
            ~Q(kind=Kind.SECONDMENT.value)
            & ~Exists(
                OpportunityDate.objects.filter(
                    opportunity=OuterRef("pk"), cancelled_at=None, starts_on__gte=today
                )
            )
        )
    )
