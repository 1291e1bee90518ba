"""Reads about rounds: what they hold, who ranks whom, how far they are."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from permeate.core.roles import Role
from permeate.models import (
    Match,
    Opportunity,
    Organisation,
    Person,
    Programme,
    Ranking,
    Round,
    RoundEntry,
    RoundPlace,
    RoundRun,
)
from permeate.models.rounds import LIVE


@dataclass(frozen=True)
class Progress:
    """How far rankings are: people who ranked, places in the round, places whose host ranked."""

    people: int
    places: int
    hosts: int


def visible(person: Person) -> QuerySet[Round]:
    """Rounds the person may see, with their programme."""
    return Round.objects.visible_to(person).select_related("programme__organisation")


def visible_places(person: Person) -> QuerySet[RoundPlace]:
    """Places the person may rank people for."""
    return RoundPlace.objects.visible_to(person).select_related(
        "opportunity__host", "round__programme"
    )


def visible_runs(person: Person) -> QuerySet[RoundRun]:
    """Runs the person may see."""
    return RoundRun.objects.visible_to(person).select_related("round__programme")


def of_programme(programme: Programme, person: Person) -> list[Round]:
    """The programme’s rounds that the person may see, the newest first."""
    return list(Round.objects.filter(id__in=visible(person).values("id"), programme=programme))


def places_of(round_: Round) -> list[RoundPlace]:
    """The places with their opportunity and host."""
    return list(round_.places.select_related("opportunity__host", "opportunity__host_manager"))


def may_be_added(round_: Round) -> list[Opportunity]:
    """Published opportunities of member organisations that are not in the round."""
    members = round_.programme.members.values("organisation_id")
    return list(
        Opportunity.objects.published()
        .filter(host_id__in=members)
        .exclude(id__in=round_.places.values("opportunity_id"))
        .select_related("host")
        .order_by("title", "host__name")
    )


def homes_of(round_: Round, person: Person) -> list[Organisation]:
    """The member organisations from which the person may take part."""
    members = round_.programme.members.values("organisation_id")
    return list(
        Organisation.objects.filter(id__in=members).filter(id__in=person.standing.organisations)
    )


def entry_of(round_: Round, person: Person) -> RoundEntry | None:
    """How the person takes part, if they do."""
    return round_.entries.filter(person=person).select_related("home").first()


def ranks_by_person(entry: RoundEntry | None) -> dict[str, int]:
    """The person’s rank of each place, by its reference."""
    if entry is None:
        return {}
    rows = entry.rankings.filter(side="PERSON").select_related("place")
    return {row.place.reference: row.rank for row in rows}


def ranked_by_host(place: RoundPlace) -> dict[str, int]:
    """The host’s rank of each person, by the reference of their entry."""
    rows = place.rankings.filter(side="PLACE").select_related("entry")
    return {row.entry.reference: row.rank for row in rows}


def wishing(place: RoundPlace) -> list[RoundEntry]:
    """Whoever ranks the place, by name."""
    return list(
        RoundEntry.objects.filter(rankings__place=place, rankings__side="PERSON")
        .select_related("person", "home")
        .order_by("person__name", "id")
    )


def places_to_rank(round_: Round, person: Person) -> list[RoundPlace]:
    """The round’s places that the person hosts, with ``wishes`` and ``ranked``."""
    return list(
        visible_places(person)
        .filter(round=round_)
        .annotate(
            wishes=Count("rankings", filter=Q(rankings__side="PERSON")),
            ranked=Count("rankings", filter=Q(rankings__side="PLACE")),
        )
    )


def progress(round_: Round) -> Progress:
    """How far rankings are."""
    return Progress(
        people=round_.entries.count(),
        places=round_.places.count(),
        hosts=Ranking.objects.filter(place__round=round_, side="PLACE")
        .values("place")
        .distinct()
        .count(),
    )


def runs_of(round_: Round) -> list[RoundRun]:
    """Its runs without their results, the newest first."""
    return list(round_.runs.defer("result"))


def live_match(entry: RoundEntry) -> Match | None:
    """The place the person is offered or has accepted."""
    return (
        entry.matches.filter(status__in=LIVE)
        .select_related("place__opportunity__host", "place__opportunity__host_manager")
        .first()
    )


def last_match(entry: RoundEntry) -> Match | None:
    """The place they were last offered, whatever came of it."""
    return entry.matches.select_related("place__opportunity__host").order_by("-id").first()


def names_of(round_: Round) -> tuple[dict[str, RoundEntry], dict[str, RoundPlace]]:
    """Entries and places by reference, with what pages call them."""
    entries = round_.entries.select_related("person", "home")
    return (
        {entry.reference: entry for entry in entries},
        {place.reference: place for place in places_of(round_)},
    )


def answers_of(round_: Round) -> list[Match]:
    """Every match with person, home and place, by place."""
    return list(
        Match.objects.filter(place__round=round_)
        .select_related("entry__person", "entry__home", "place__opportunity__host")
        .order_by("place__opportunity__title", "id")
    )


def people_to_tell(round_: Round) -> Iterable[RoundEntry]:
    """Everybody who takes part."""
    return round_.entries.select_related("person", "home")


def members_to_invite(round_: Round) -> QuerySet[Person]:
    """Coordinators of member organisations, who pass a round on to their people."""
    return Person.objects.filter(
        is_active=True,
        memberships__ended_at=None,
        memberships__organisation_id__in=round_.programme.members.values("organisation_id"),
        memberships__roles__role=Role.COORDINATOR.value,
    ).distinct()
