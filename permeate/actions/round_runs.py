"""Trying a round, keeping what the worker found, and publishing it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from permeate.actions.rounds import lock, record_round
from permeate.core.events import Event
from permeate.core.refusals import Refused
from permeate.core.round_lifecycles import ROUND
from permeate.core.rounds import METHODS
from permeate.journal.later import enqueue
from permeate.journal.notices import notify
from permeate.journal.record import write
from permeate.models import Match, Person, Round, RoundEntry, RoundPlace, RoundRun
from permeate.queries import rounds as reads


@write
def try_round(*, round_: Round, method: str, by: Person, now: datetime) -> RoundRun:
    """Ask the worker to match the round as rankings stand; nobody else sees what comes of it."""
    locked = lock(round_)
    if locked.status not in ("RANKING", "MATCHING"):
        raise Refused("A round can be tried once rankings are open, until its result is out.")
    if method not in METHODS:
        raise Refused("Select how people and places are matched.", field="method")
    run = RoundRun.objects.create(
        round=locked,
        method=method,
        final=locked.status == "MATCHING",
        asked_by=by,
        asked_at=now,
    )
    record_round(Event.ROUND_TRIED, locked, by, now, method=method, final=run.final)
    enqueue("try_round", reference=run.reference)
    return run


@write
def start_run(*, run: RoundRun, now: datetime) -> None:
    """The worker has begun."""
    RoundRun.objects.filter(id=run.id).update(started_at=now)


@write
def keep_result(
    *, run: RoundRun, result: Mapping[str, Any] | None, reason: str, now: datetime
) -> None:
    """Keep what the worker found, or why there is nothing. A second time changes nothing."""
    locked = RoundRun.objects.select_for_update().select_related("round").get(id=run.id)
    if locked.finished_at is not None:
        return
    locked.result = result if result is None else dict(result)
    locked.reason, locked.finished_at = reason, now
    locked.save()
    placed = len(result["matches"]) if result else 0
    record_round(Event.ROUND_SOLVED, locked.round, None, now, run=locked.reference, placed=placed)


@write
def publish_run(*, run: RoundRun, by: Person, now: datetime) -> None:
    """Make a result the round’s: everybody gets an answer, whoever has a place is asked."""
    locked = lock(run.round)
    target = ROUND.target(locked.status, "publish")
    run = RoundRun.objects.select_for_update().get(id=run.id)
    if not run.final or run.result is None:
        raise Refused("Only a result found after rankings closed can be published. Run it again.")
    if run.method != locked.method:
        raise Refused(
            "People were told another method when they ranked. Publish a result of that method."
        )
    run.published_at = now
    run.save(update_fields=["published_at"])
    locked.status = target
    locked.save(update_fields=["status"])
    record_round(Event.ROUND_PUBLISHED, locked, by, now, run=run.reference, seed=locked.seed)
    entries, places = reads.names_of(locked)
    says = dict(run.result["explanations"])
    goes = dict(run.result["matches"])
    for reference, entry in entries.items():
        entry.explanation = says.get(reference, "")
        entry.save(update_fields=["explanation"])
        if reference in goes:
            offer(round_=locked, entry=entry, place=places[goes[reference]], now=now)
        else:
            notify(
                Event.ROUND_PUBLISHED,
                to=entry.person,
                wording="match_none",
                now=now,
                round=locked,
                says=entry.explanation,
            )


@write
def offer(*, round_: Round, entry: RoundEntry, place: RoundPlace, now: datetime) -> Match:
    """Offer somebody a place, and ask for an answer."""
    match = Match.objects.create(
        entry=entry, place=place, offered_at=now, answer_by=round_.answers_due_on
    )
    record_round(Event.MATCH_OFFERED, round_, None, now, place=place.reference)
    notify(
        Event.MATCH_OFFERED,
        to=entry.person,
        wording="match_offered",
        now=now,
        round=round_,
        match=match,
        says=entry.explanation,
    )
    return match
