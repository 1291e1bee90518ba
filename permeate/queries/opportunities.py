"""Reads about opportunities: one with all its page shows, and who asked for it."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from permeate.core.vocabulary import Kind
from permeate.models import (
    Application,
    Booking,
    Opportunity,
    OpportunityDate,
    Person,
    Release,
)
from permeate.models.bookings import LIVE, SEATED

ASKED_SHOWN = 50


def visible(person: Person) -> QuerySet[Opportunity]:
    """Opportunities the person may see, with what every page of one shows."""
    return Opportunity.objects.visible_to(person).select_related(
        "host", "host_manager", "programme"
    )


def dates_of(opportunity: Opportunity, *, since: date | None = None) -> QuerySet[OpportunityDate]:
    """Its dates that stand, each with ``taken`` and ``waiting`` counted; from ``since`` on."""
    dates = opportunity.dates.filter(cancelled_at=None).annotate(
        taken=Count("bookings", filter=Q(bookings__status__in=SEATED)),
        waiting=Count("bookings", filter=Q(bookings__status="WAITING")),
    )
    return dates.filter(ends_on__gte=since) if since else dates


def own_bookings(opportunity: Opportunity, person: Person) -> dict[int, Booking]:
    """The person's live bookings of this opportunity, by the id of the date."""
    bookings = Booking.objects.filter(person=person, date__opportunity=opportunity, status__in=LIVE)
    return {booking.date_id: booking for booking in bookings}


def own_release(opportunity: Opportunity, person: Person) -> Release | None:
    """The person's newest request to be released for it, unless they took it back."""
    return (
        Release.objects.filter(person=person, opportunity=opportunity)
        .exclude(status="WITHDRAWN")
        .order_by("-requested_at")
        .first()
    )


def asked_for(opportunity: Opportunity, person: Person) -> list[Booking] | list[Application]:
    """Who asked, oldest first, as far as ``person`` may see them; at most ``ASKED_SHOWN``."""
    if opportunity.kind == Kind.SECONDMENT.value:
        applications = Application.objects.visible_to(person).filter(opportunity=opportunity)
        return list(applications.select_related("person", "home")[:ASKED_SHOWN])
    bookings = Booking.objects.visible_to(person).filter(date__opportunity=opportunity)
    return list(bookings.select_related("person", "home", "date")[:ASKED_SHOWN])
