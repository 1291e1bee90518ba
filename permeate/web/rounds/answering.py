"""A person reads their answer with its explanation, and accepts or declines."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from permeate.actions.matches import answer_match
from permeate.core.refusals import Refused
from permeate.models import Round
from permeate.queries import rounds as reads
from permeate.web import gates
from permeate.web.forms import form_page, posted
from permeate.web.opportunities.presenters import link
from permeate.web.rounds import presenters
from permeate.web.rounds.forms import AnswerForm


@gates.row(reads.visible, act="round.rank")
def answer(request: HttpRequest, round_: Round) -> HttpResponse:
    entry = reads.entry_of(round_, request.user)
    if entry is None or round_.status not in ("ANSWERING", "FINISHED"):
        raise Http404
    match = reads.last_match(entry)
    asked = match is not None and match.status == "OFFERED"

    def save(cleaned: dict[str, Any]) -> HttpResponse:
        if match is None:
            raise Refused("You have no place to accept.")
        answer_match(match=match, accepts=cleaned["accepts"], by=request.user, now=timezone.now())
        words = (
            "You accepted the place. Now ask for your release."
            if cleaned["accepts"]
            else "You declined the place. It is offered to somebody else."
        )
        messages.success(request, words)
        return redirect("answer_match", reference=round_.reference)

    context = {
        "heading": presenters.place_words(match.place) if match else "No place yet",
        "caption": round_.name,
        "button": "Send the answer",
        "back": link("round", round_.reference),
        "round": round_,
        "entry": entry,
        "match": match,
        "asked": asked,
        "opportunity": link("opportunity", match.place.opportunity.reference) if match else "",
    }
    return form_page(request, AnswerForm(posted(request)), "rounds/answer.html", context, save)
