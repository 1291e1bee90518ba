"""People rank places, hosts rank people: a list to choose a rank from for each."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from permeate.actions import rankings as actions
from permeate.models import Round, RoundPlace
from permeate.queries import rounds as reads
from permeate.web import gates
from permeate.web.forms import form_page, posted
from permeate.web.opportunities.presenters import link
from permeate.web.rounds import presenters
from permeate.web.rounds.forms import RankingForm

SAME = "You can give the same number to several. Leave out whatever you would not take."


@gates.row(reads.visible, act="round.rank")
def rank_places(request: HttpRequest, round_: Round) -> HttpResponse:
    entry = reads.entry_of(round_, request.user)
    homes = {one.reference: one for one in reads.homes_of(round_, request.user)}
    lines = [
        (one.reference, presenters.place_words(one), presenters.seats(one.least, one.most))
        for one in reads.places_of(round_)
    ]
    ranks = reads.ranks_by_person(entry)
    form = RankingForm(
        posted(request),
        lines=[(one, label, f"Takes {seats}") for one, label, seats in lines],
        homes=[(reference, one.name) for reference, one in homes.items()],
        initial={one: str(rank) for one, rank in ranks.items()}
        | ({"home": entry.home.reference} if entry else {}),
    )

    def save(cleaned: dict[str, Any]) -> HttpResponse:
        actions.rank_places(
            round_=round_,
            home=homes[cleaned["home"]],
            ranks=form.ranks(),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Your ranking is saved. You can change it until rankings close.")
        return redirect("round", reference=round_.reference)

    honest = {
        "stable": "Rank by what you would really like best: with this method nobody can gain by "
        "ranking otherwise, however popular a place is.",
    }
    context = {
        "heading": "Rank places",
        "caption": round_.name,
        "button": "Save my ranking",
        "back": link("round", round_.reference),
        "introduction": f"1 is the place you would like best. {SAME}\n\n"
        + honest.get(round_.method, "Rank by what you would really like best."),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(reads.visible_places, act="round_place.rank")
def rank_people(request: HttpRequest, place: RoundPlace) -> HttpResponse:
    people = reads.wishing(place)
    form = RankingForm(
        posted(request),
        lines=[(one.reference, one.person.name, one.home.name) for one in people],
        initial={one: str(rank) for one, rank in reads.ranked_by_host(place).items()},
    )

    def save(cleaned: dict[str, Any]) -> HttpResponse:
        actions.rank_people(place=place, ranks=form.ranks(), by=request.user, now=timezone.now())
        messages.success(request, "Your ranking is saved. Come back when more people ask.")
        return redirect("round", reference=place.round.reference)

    context = {
        "heading": "Rank the people who ask for it",
        "caption": presenters.place_words(place),
        "button": "Save the ranking",
        "back": link("round", place.round.reference),
        "introduction": f"1 is the person you would like best. {SAME} Nobody sees your ranking; "
        "people are told only whether the last place went to somebody ranked above them."
        if people
        else "Nobody has asked for it yet. You are told nothing about the ranking of those who do.",
    }
    return form_page(request, form, "form.html", context, save)
