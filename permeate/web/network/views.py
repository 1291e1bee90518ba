"""Who has been inside, whatever their grade, and is willing to talk?"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from permeate.actions import talks as actions
from permeate.models import Placement, TalkOffer
from permeate.queries import talks as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.network.forms import AskForm, FindForm, OfferForm

ON_A_PAGE = 25


@gates.signed_in
def network(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.GET)
    form.is_valid()
    asked = form.cleaned_data.get("q", "")
    found = queries.been_at(request.user, asked)
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "asked": asked,
        "page": page,
        "query": urlencode({"q": asked} if asked else {}),
        "mine": list(queries.placements_to_talk_about(request.user)[:ON_A_PAGE]),
    }
    return render(request, "network/network.html", context)


@gates.row(queries.own_placements, act="talk.offer")
def offer(request: HttpRequest, placement: Placement) -> HttpResponse:
    held = getattr(placement, "talk_offer", None)
    initial = {"willing": "yes" if held else "", "note": held.note if held else ""}
    form = OfferForm(request.POST or None, initial=initial)

    def save(answers: dict[str, Any]) -> HttpResponse:
        if answers["willing"] == "yes":
            actions.offer_talk(
                placement=placement, note=answers["note"], by=request.user, now=timezone.now()
            )
            messages.success(request, "Others can find you now. Take it back here at any time.")
        else:
            actions.take_back_talk(placement=placement, by=request.user, now=timezone.now())
            messages.success(request, "Nobody can find you for this placement.")
        return redirect("network")

    context = {
        "heading": f"Talk about {placement.host.name}",
        "button": "Save",
        "introduction": "Everybody who belongs to an organisation here can find your name and ask "
        "you. Your e-mail address is not shown.",
        "back": reverse("network"),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(queries.visible, act="talk.ask")
def ask(request: HttpRequest, offer: TalkOffer) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.ask_to_talk(
            offer=offer, message=answers["message"], by=request.user, now=timezone.now()
        )
        messages.success(request, "Your question is sent. They answer you by e-mail.")
        return redirect("network")

    placement = offer.placement
    context = {
        "heading": f"Ask {placement.participant.name}",
        "caption": f"Was at {placement.host.name}",
        "button": "Send the question",
        "introduction": offer.note,
        "back": reverse("network"),
    }
    return form_page(request, AskForm(request.POST or None), "form.html", context, save)
