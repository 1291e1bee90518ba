"""Rounds as everybody who may see them sees them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from permeate.core.access import may
from permeate.core.rounds import METHOD_HINTS, METHODS
from permeate.models import Round
from permeate.queries import rounds as reads
from permeate.web import gates
from permeate.web.rounds import presenters
from permeate.web.rounds.forms import MethodForm


@gates.signed_in
def rounds(request: HttpRequest) -> HttpResponse:
    return render(request, "rounds/rounds.html", {"rows": list(reads.visible(request.user))})


@gates.row(reads.visible, act="round.view")
def round_page(request: HttpRequest, round_: Round) -> HttpResponse:
    person = request.user
    owner = may("round.edit", request.relations)
    entry = reads.entry_of(round_, person)
    last = round_.rankings_close_on
    context = {
        "round": round_,
        "method": METHODS[round_.method],
        "method_hint": METHOD_HINTS[round_.method],
        "places": [presenters.place_row(one) for one in reads.places_of(round_)],
        "open": round_.status == "RANKING" and timezone.localdate() <= last,
        "homes": reads.homes_of(round_, person),
        "entry": entry,
        "wishes": len(reads.ranks_by_person(entry)),
        "hosting": reads.places_to_rank(round_, person),
        "answered": round_.status in ("ANSWERING", "FINISHED"),
        "owner": owner,
    }
    if owner:
        context |= {
            "progress": reads.progress(round_),
            "targets": [presenters.target_row(one) for one in round_.targets.all()],
            "pairs": list(round_.exclusions.select_related("home", "host")),
            "runs": [presenters.run_row(one) for one in reads.runs_of(round_)],
            "answers": [presenters.answer_row(one) for one in reads.answers_of(round_)],
            "form": MethodForm(initial={"method": round_.method}),
        }
    return render(request, "rounds/round.html", context)
