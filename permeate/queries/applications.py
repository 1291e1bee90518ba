"""Reads about applications: a person's own, and a host's to choose from."""

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When

from permeate.models import Agreement, Application, Opportunity, Person, Placement, Release

LIVE = ("SUBMITTED", "SHORTLISTED", "OFFERED", "ACCEPTED")
WAITING = ("SUBMITTED", "SHORTLISTED")
# What a host looks at first.
ORDER = ("OFFERED", "SHORTLISTED", "SUBMITTED", "ACCEPTED")


def visible(person: Person) -> QuerySet[Application]:
    """Applications the person may see, with all their page shows."""
    return Application.objects.visible_to(person).select_related(
        "person", "home", "opportunity__host", "opportunity__host_manager", "release__manager"
    )


def live_of_release(release: Release) -> QuerySet[Application]:
    """Applications that rest on a release and have not ended."""
    return Application.objects.filter(release=release, status__in=LIVE)


def of_opportunity(opportunity: Opportunity) -> QuerySet[Application]:
    """Everybody who applied, those who wait for the host first."""
    place = Case(
        *(When(status=status, then=Value(number)) for number, status in enumerate(ORDER)),
        default=Value(len(ORDER)),
        output_field=IntegerField(),
    )
    return (
        Application.objects.filter(opportunity=opportunity)
        .select_related("person", "home", "placement")
        .order_by(place, "submitted_at")
    )


def places_taken(opportunity: Opportunity) -> int:
    """How many accepted a place and still hold it: a cancelled placement frees its place."""
    return _holding(opportunity, "ACCEPTED").count()


def places_promised(opportunity: Opportunity) -> int:
    """How many hold a place or an offer."""
    return _holding(opportunity, "ACCEPTED", "OFFERED").count()


def _holding(opportunity: Opportunity, *statuses: str) -> QuerySet[Application]:
    cancelled = Placement.objects.filter(application=OuterRef("id"), status="CANCELLED")
    held = Application.objects.filter(opportunity=opportunity, status__in=statuses)
    return held.exclude(Exists(cancelled))


def without_outcome(opportunity: Opportunity) -> QuerySet[Application]:
    """Who applied and waits for the host; with a place gone or withdrawn, offers wait too."""
    gone = opportunity.status == "WITHDRAWN" or places_taken(opportunity) >= opportunity.places
    statuses = (*WAITING, "OFFERED") if gone else WAITING
    return Application.objects.filter(opportunity=opportunity, status__in=statuses)


def with_people_waiting() -> QuerySet[Opportunity]:
    """Opportunities with somebody who has no outcome yet."""
    waiting = Application.objects.filter(status__in=(*WAITING, "OFFERED"))
    return Opportunity.objects.filter(id__in=waiting.values("opportunity_id")).order_by("id")


def unanswered_offers() -> QuerySet[Application]:
    """Every offer that waits for the person's answer."""
    return Application.objects.filter(status="OFFERED").order_by("offered_at")


def agreement_of(application: Application) -> Agreement | None:
    """The agreement of the placement it led to, if the person accepted."""
    agreements = Agreement.objects.filter(placement__application=application)
    return agreements.live().first()
