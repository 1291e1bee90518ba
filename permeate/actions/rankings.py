"""Rankings: a person’s of places, and a host’s of people."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from permeate.actions.rounds import lock, record_round
from permeate.core import rounds as rules
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.journal.record import write
from permeate.models import Organisation, Person, Ranking, Round, RoundEntry, RoundPlace
from permeate.queries import rounds as reads


@write
def rank_places(
    *,
    round_: Round,
    home: Organisation,
    ranks: Mapping[str, int],
    by: Person,
    now: datetime,
) -> None:
    """Save a person’s whole ranking: rank by the place’s reference; without any they leave."""
    locked = lock(round_)
    places = {place.reference: place for place in locked.places.all()}
    _check(locked, ranks, places, now)
    if home.id not in {one.id for one in reads.homes_of(locked, by)}:
        raise Refused("Your organisation does not take part in this programme.")
    entry, _ = RoundEntry.objects.update_or_create(
        round=locked, person=by, defaults={"home": home, "ranked_at": now}
    )
    gone = [place for reference, place in places.items() if reference not in ranks]
    Ranking.objects.filter(entry=entry, place__in=gone).delete()  # the host’s line goes too
    for reference, rank in ranks.items():
        Ranking.objects.update_or_create(
            entry=entry, place=places[reference], side="PERSON", defaults={"rank": rank}
        )
    if not ranks:
        entry.delete()
    record_round(Event.ROUND_RANKED, locked, by, now, wishes=len(ranks))


@write
def rank_people(*, place: RoundPlace, ranks: Mapping[str, int], by: Person, now: datetime) -> None:
    """Save a host’s whole ranking: rank by the entry’s reference; who is not in it cannot come."""
    locked = lock(place.round)
    entries = {entry.reference: entry for entry in reads.wishing(place)}
    _check(locked, ranks, entries, now)
    Ranking.objects.filter(place=place, side="PLACE").delete()
    Ranking.objects.bulk_create(
        Ranking(entry=entries[reference], place=place, side="PLACE", rank=rank)
        for reference, rank in ranks.items()
    )
    record_round(Event.ROUND_RANKED, locked, by, now, place=place.reference, people=len(ranks))


def _check(
    round_: Round, ranks: Mapping[str, int], known: Mapping[str, object], now: datetime
) -> None:
    rules.check_ranking(
        ranks,
        known.keys(),
        status=round_.status,
        last=round_.rankings_close_on,
        today=timezone.localdate(now),
    )
