"""Reads about adverts: for hosts to search, for their owners to look after."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from permeate.core.roles import Role
from permeate.core.search.words import words
from permeate.core.wishes import WARN_BEFORE_DAYS
from permeate.models import Opportunity, Person, Wish, WishInvitation, WishTopic


@dataclass(frozen=True)
class Wanted:
    """What narrows a host's list of adverts; empty means any."""

    text: str = ""
    kind: str = ""
    topic: str = ""
    region: str = ""
    profession: str = ""


def visible(person: Person) -> QuerySet[Wish]:
    """Adverts the person may see, with what their page shows."""
    return Wish.objects.visible_to(person).select_related("home", "person", "need")


def for_hosts(person: Person, wanted: Wanted) -> QuerySet[Wish]:
    """Open adverts of others, the newest first; each word must stand somewhere in it."""
    rows = visible(person).filter(status="OPEN").exclude(person=person)
    for word in words(wanted.text)[:10]:
        rows = rows.filter(
            Q(title__icontains=word) | Q(seeks__icontains=word) | Q(brings__icontains=word)
        )
    for column in ("kind", "region", "profession"):
        value = getattr(wanted, column)
        rows = rows.filter(**{column: value}) if value else rows
    if wanted.topic:
        about = WishTopic.objects.filter(
            wish=OuterRef("pk"), kind__in=("LEARN", "BRING"), value=wanted.topic
        )
        rows = rows.filter(Exists(about))
    return rows.prefetch_related("topics")


def topics_of(wish: Wish) -> dict[str, list[str]]:
    """Codes of themes, skills and sectors by what they are for; one query."""
    found: dict[str, list[str]] = {"LEARN": [], "BRING": [], "SECTOR": []}
    for topic in wish.topics.all():
        found[topic.kind].append(topic.value)
    return found


def offers_of(person: Person) -> QuerySet[Opportunity]:
    """Published opportunities somebody could invite to."""
    hosted = Q(host_manager=person) | Q(
        host_id__in=person.standing.organisations_as(Role.COORDINATOR)
    )
    return Opportunity.objects.filter(hosted, status="PUBLISHED").order_by("title", "id")


def visible_invitations(person: Person) -> QuerySet[WishInvitation]:
    """Invitations the person may see, with what their page shows."""
    return WishInvitation.objects.visible_to(person).select_related(
        "wish__person", "wish__home", "opportunity__host", "invited_by"
    )


def invitations_on(wish: Wish, person: Person) -> QuerySet[WishInvitation]:
    """Invitations on an advert that this person may see, the newest first."""
    return visible_invitations(person).filter(wish=wish)


def to_tend(today: date) -> QuerySet[Wish]:
    """Open adverts that expire soon or have."""
    return Wish.objects.filter(
        status="OPEN", expires_on__lte=today + timedelta(days=WARN_BEFORE_DAYS)
    ).order_by("id")
