"""What a plan becomes: an advert that hosts search, or a host's own opportunity."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from permeate.actions import needs as actions
from permeate.actions import wishes
from permeate.core.needs import next_question
from permeate.models import Need
from permeate.queries import needs as reads
from permeate.queries.releases import memberships_of
from permeate.queries.wishes import topics_of
from permeate.web import gates
from permeate.web.forms import Form, form_page, posted
from permeate.web.planning import presenters
from permeate.web.planning.forms import AdvertiseForm


@gates.row(reads.visible, act="need.edit")
def advertise(request: HttpRequest, need: Need) -> HttpResponse:
    if next_question(need.answers):
        return redirect("plan", reference=need.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        wish = wishes.advertise(need=need, by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Hosts can find your advert now. It does not show your name.")
        return redirect("wish", reference=wish.reference)

    context = {
        "need": need,
        "heading": "Advertise what you seek",
        "caption": presenters.title(need),
        "button": "Advertise",
        "back": reverse("plan", args=[need.reference]),
    }
    form = AdvertiseForm(posted(request), initial=_initial(request, need))
    return form_page(request, form, "planning/advertise.html", context, save)


def _initial(request: HttpRequest, need: Need) -> dict[str, Any]:
    wish = getattr(need, "wish", None)
    if wish:
        topics = topics_of(wish)
        names = ("title", "profession", "region", "hidden_from_home")
        kept = {name: getattr(wish, name) for name in names}
        return {**kept, "learn": topics["LEARN"], "bring": topics["BRING"]}
    here = next(
        (m for m in memberships_of(request.user) if m.organisation_id == need.organisation_id),
        None,
    )
    skills = request.user.skills.values_list("skill", flat=True)
    return {"profession": here.profession if here else "", "bring": list(skills)}


@gates.row(reads.visible, act="need.edit")
def offer(request: HttpRequest, need: Need) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        made = actions.offer_from_need(need=need, by=request.user, now=timezone.now())
        messages.success(request, "A draft is made of your plan. Fill in the rest and publish it.")
        return redirect("edit_opportunity", reference=made.reference)

    context = {
        "heading": "Offer this placement",
        "caption": presenters.title(need),
        "introduction": "A draft opportunity takes over the goal, the objectives, the dates and "
        "what you hope to learn. Nobody sees it before you publish it.",
        "button": "Make the draft",
        "back": reverse("plan", args=[need.reference]),
    }
    return form_page(request, Form(posted(request)), "form.html", context, save)
