"""Answers to matches; places that come free are offered to whoever has none."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from permeate.actions.round_runs import offer
from permeate.actions.rounds import lock, record_round
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.round_lifecycles import MATCH, ROUND
from permeate.journal.later import enqueue
from permeate.journal.notices import notify
from permeate.journal.record import write
from permeate.models import Match, Person, Round
from permeate.queries import rounds as reads


@write
def answer_match(*, match: Match, accepts: bool, by: Person, now: datetime) -> None:
    """Accept or decline; a declined place is offered again at once."""
    locked = _lock(match)
    round_ = locked.entry.round
    if timezone.localdate(now) > locked.answer_by:
        raise Refused("The last day for answers has passed.")
    move = "accept" if accepts else "decline"
    locked.status = MATCH.target(locked.status, move)
    locked.answered_at = now
    locked.save()
    event = MATCH.move(move).event
    record_round(event, round_, by, now, place=locked.place.reference)
    opportunity = locked.place.opportunity
    if accepts:
        notify(
            event,
            to=opportunity.host_manager,
            wording="match_accepted",
            now=now,
            round=round_,
            match=locked,
        )
    else:
        enqueue("fill_round", reference=round_.reference)


@write
def lapse_match(*, match: Match, now: datetime) -> bool:
    """Take back an offer whose last day has passed; whether there was one."""
    locked = _lock(match)
    if locked.status != "OFFERED" or timezone.localdate(now) <= locked.answer_by:
        return False
    locked.status = MATCH.target(locked.status, "lapse")
    locked.answered_at = now
    locked.save()
    record_round(Event.MATCH_LAPSED, locked.entry.round, None, now, place=locked.place.reference)
    return True


@write
def fill_places(
    *, round_: Round, goes: Mapping[str, str], says: Mapping[str, str], now: datetime
) -> int:
    """Offer free places: place by entry, by reference. What is no longer free is left out."""
    locked = lock(round_)
    if locked.status != "ANSWERING" or timezone.localdate(now) > locked.answers_due_on:
        return 0
    entries, places = reads.names_of(locked)
    made = 0
    for reference, place in goes.items():
        entry, one = entries.get(reference), places[place]
        held = one.matches.filter(status__in=("OFFERED", "ACCEPTED")).count()
        if entry is None or held >= one.most or reads.live_match(entry) is not None:
            continue
        entry.explanation = says[reference]
        entry.save(update_fields=["explanation"])
        offer(round_=locked, entry=entry, place=one, now=now)
        made += 1
    return made


@write
def finish_round(*, round_: Round, now: datetime) -> None:
    """Every answer is in or lapsed."""
    locked = lock(round_)
    locked.status = ROUND.target(locked.status, "finish")
    locked.save(update_fields=["status"])
    record_round(Event.ROUND_FINISHED, locked, None, now)


def _lock(match: Match) -> Match:
    return (
        Match.objects.select_for_update(of=("self",))
        .select_related("entry__round__programme__organisation", "place__opportunity__host_manager")
        .get(id=match.id)
    )
