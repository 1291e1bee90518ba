"""A round’s rows as the plain values that are matched. Only the worker needs these."""

from collections.abc import Callable, Collection

import numpy as np

from permeate.core.matching.rounds.asked import Asked, Exclusion, Side, Target
from permeate.core.matching.rounds.problem import Rankings
from permeate.models import Match, Organisation, Ranking, Round, RoundEntry, RoundPlace
from permeate.models.rounds import LIVE

COLUMN = {"SECTOR": "sector", "REGION": "region", "TYPE": "type"}


def asked_of(round_: Round) -> Asked:
    """Everybody and every place of the round."""
    entries = list(round_.entries.select_related("home"))
    places = list(round_.places.select_related("opportunity__host"))
    return _asked(round_, entries, places, {place.id: place.most for place in places})


def asked_again(round_: Round) -> Asked:
    """Whoever has no place, and seats nobody holds; a place once offered is not offered again."""
    holding = Match.objects.filter(entry__round=round_, status__in=LIVE)
    entries = list(round_.entries.exclude(id__in=holding.values("entry_id")).select_related("home"))
    places = list(round_.places.select_related("opportunity__host"))
    held = {place.id: 0 for place in places}
    for place in holding.values_list("place_id", flat=True):
        held[place] += 1
    tried = set(Match.objects.filter(entry__round=round_).values_list("entry_id", "place_id"))
    room = {place.id: max(0, place.most - held[place.id]) for place in places}
    return _asked(round_, entries, places, room, tried, limits=False)


def _asked(
    round_: Round,
    entries: list[RoundEntry],
    places: list[RoundPlace],
    room: dict[int, int],
    tried: Collection[tuple[int, int]] = (),
    *,
    limits: bool = True,
) -> Asked:
    people_at = {entry.id: at for at, entry in enumerate(entries)}
    places_at = {place.id: at for at, place in enumerate(places)}
    rows = [
        row
        for row in Ranking.objects.filter(entry__round=round_).values_list(
            "side", "entry_id", "place_id", "rank"
        )
        if row[1] in people_at and row[2] in places_at and (row[1], row[2]) not in tried
    ]
    hosts = [place.opportunity.host for place in places]
    return Asked(
        people=_side([entry.reference for entry in entries], [entry.home for entry in entries]),
        places=_side([place.reference for place in places], hosts),
        least=np.array([place.least if limits else 0 for place in places], dtype=np.int32),
        most=np.array([room[place.id] for place in places], dtype=np.int32),
        by_people=_rankings(
            [
                (people_at[one], places_at[two], rank)
                for side, one, two, rank in rows
                if side == "PERSON"
            ]
        ),
        by_places=_rankings(
            [
                (places_at[two], people_at[one], rank)
                for side, one, two, rank in rows
                if side == "PLACE"
            ]
        ),
        exclusions=tuple(_exclusions(round_, entries, places)),
        targets=tuple(_targets(round_, hosts)) if limits else (),
    )


def _side(names: list[str], organisations: list[Organisation]) -> Side:
    def column(value: Callable[[Organisation], str]) -> tuple[str, ...]:
        return tuple(value(one) for one in organisations)

    return Side(
        tuple(names),
        {
            "organisation": column(lambda one: one.reference),
            "type": column(lambda one: one.organisation_type),
            "region": column(lambda one: one.region),
            "sector": column(lambda one: one.sector),
        },
    )


def _rankings(lines: list[tuple[int, int, int]]) -> Rankings:
    table = np.array(lines, dtype=np.int64).reshape(-1, 3)
    return Rankings(table[:, 0], table[:, 1], table[:, 2])


def _exclusions(
    round_: Round, entries: list[RoundEntry], places: list[RoundPlace]
) -> list[Exclusion]:
    homes = {entry.home.reference for entry in entries}
    hosts = {place.opportunity.host.reference for place in places}
    pairs = round_.exclusions.values_list("home__reference", "host__reference")
    return [
        Exclusion(organisation=home, host=host)
        for home, host in pairs
        if home in homes and host in hosts
    ]


def _targets(round_: Round, hosts: list[Organisation]) -> list[Target]:
    """Targets about hosts; a maximum for hosts that are not in the round says nothing."""
    found = []
    for one in round_.targets.all():
        column = COLUMN[one.dimension]
        field = "organisation_type" if column == "type" else column
        present = any(getattr(host, field) == one.value for host in hosts)
        if present or one.least:
            found.append(Target("", "", column, one.value, one.least, one.most))
    return found
