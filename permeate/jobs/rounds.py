"""Rounds are matched by the worker: the web process loads no solver."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from permeate.actions.matches import fill_places, finish_round, lapse_match
from permeate.actions.round_runs import keep_result, start_run
from permeate.actions.rounds import close_rankings
from permeate.core.refusals import Refused
from permeate.models import Match, Round, RoundRun
from permeate.queries import rounds as reads

SECONDS = 60.0


def try_round(reference: str, now: datetime | None = None) -> None:
    """Match a round as its rankings stand, and keep the result or the reason for none."""
    run = RoundRun.objects.select_related("round").get(reference=reference)
    if run.finished_at is not None:
        return
    start_run(run=run, now=now or timezone.now())
    try:
        result, reason = solved(run.round, run.method), ""
    except Refused as refusal:
        result, reason = None, told(refusal.reason, run.round)
    keep_result(run=run, result=result, reason=reason, now=now or timezone.now())


def solved(round_: Round, method: str, *, again: bool = False) -> dict[str, Any]:
    """The result by references of entries and places."""
    from permeate.core.matching.rounds.reporting import as_data
    from permeate.core.matching.rounds.result import Method
    from permeate.core.matching.rounds.solving import Way, solve
    from permeate.queries.round_inputs import asked_again, asked_of

    asked = asked_again(round_) if again else asked_of(round_)
    way = Way(method=Method(method), seed=round_.seed or 0, time_limit=SECONDS, allow_short=True)
    data = as_data(asked, solve(asked, way))
    return {
        "matches": [[one["person"], one["place"]] for one in data["matches"]],
        "unplaced": data["unplaced"],
        "certificate": data["certificate"],
        "prices": data["prices"],
        "beside_stable": data["beside_stable"],
        "explanations": {one["person"]: told(one["says"], round_) for one in data["explanations"]},
    }


def told(words: str, round_: Round) -> str:
    """The words with places by their title and host, as people know them."""
    for place in reads.places_of(round_):
        name = f"{place.opportunity.title} at {place.opportunity.host.name}"
        words = words.replace(place.reference, name)
    return words


def fill_round(reference: str, now: datetime | None = None) -> int:
    """Offer places that came free to whoever has none; how many."""
    round_ = Round.objects.select_related("programme__organisation").get(reference=reference)
    if round_.status != "ANSWERING":
        return 0
    result = solved(round_, "stable", again=True)
    goes = dict(result["matches"])
    return fill_places(
        round_=round_, goes=goes, says=result["explanations"], now=now or timezone.now()
    )


def tend_rounds(now: datetime | None = None) -> int:
    """Close rankings whose last day is over, lapse offers nobody answered; how many."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    late = list(Round.objects.filter(status="RANKING", rankings_close_on__lt=today))
    for round_ in late:
        close_rankings(round_=round_, by=None, now=now)
    lapsed = sum(
        lapse_match(match=match, now=now)
        for match in list(Match.objects.filter(status="OFFERED", answer_by__lt=today))
    )
    for round_ in list(Round.objects.filter(status="ANSWERING", answers_due_on__lt=today)):
        finish_round(round_=round_, now=now)
    return len(late) + lapsed
