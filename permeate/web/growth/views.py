"""Rating skills before and at the end, by participant and host; and the person's own story."""

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import growth as actions
from permeate.core.growth import stage_of
from permeate.models import Placement
from permeate.queries import growth as reads
from permeate.queries.placements import visible
from permeate.web import gates
from permeate.web.forms import form_page, posted
from permeate.web.growth import presenters
from permeate.web.growth.forms import KeepForm, RatingForm

ASKS = {"before": "where are you now, before it begins?", "end": "where are you now?"}


@gates.signed_in
def story(request: HttpRequest) -> HttpResponse:
    found = reads.story(request.user)
    context = {
        "stays": presenters.stays(found),
        "facts": presenters.facts(found),
        "adopted": presenters.adopted(found),
        "endorsed": presenters.endorsed(found),
    }
    return render(request, "growth/story.html", context)


@gates.signed_in
def keep(request: HttpRequest) -> HttpResponse:
    endorsed = presenters.endorsed(reads.story(request.user))
    form = KeepForm(posted(request), endorsed=endorsed)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.keep_on_profile(skills=answers["skills"], by=request.user, now=timezone.now())
        messages.success(request, "Your profile has these skills now.")
        return redirect("story")

    context = {
        "heading": "Put endorsed skills on your profile",
        "button": "Save",
        "back": reverse("story"),
    }
    if not endorsed:
        context["introduction"] = "No host has endorsed a skill that your profile does not have."
    return form_page(request, form, "form.html", context, save)


def _named(request: HttpRequest, placement: Placement) -> list[str]:
    """Skills to rate: those on record and those just named in the address."""
    return list(dict.fromkeys([*reads.skills_to_rate(placement), *request.GET.getlist("skill")]))


@gates.row(visible, act="growth.rate")
def rate(request: HttpRequest, placement: Placement) -> HttpResponse:
    today = timezone.localdate()
    stage = stage_of(status=placement.status, ends_on=placement.ends_on, today=today) or "end"
    form = RatingForm(
        posted(request),
        skills=_named(request, placement),
        asks=ASKS[stage],
        also_start=stage == "end",
        own=True,
    )

    def save(answers: dict[str, Any]) -> HttpResponse:
        levels, more = form.levels("now"), form.own_skills()
        if levels or not more:
            given = {"placement": placement, "levels": levels, "by": request.user}
            if stage == "before":
                actions.rate_before(**given, now=timezone.now())
            else:
                starts = form.levels("start")
                actions.rate_end(**given, start_now=starts, now=timezone.now())
            messages.success(request, "Your levels are saved.")
        return _next(request, "rate_skills", placement, more)

    return form_page(request, form, "growth/rate.html", _context(placement, host=False), save)


@gates.row(visible, act="growth.rate_host")
def rate_host(request: HttpRequest, placement: Placement) -> HttpResponse:
    asks = f"where do you see {placement.participant.name}?"
    form = RatingForm(
        posted(request), skills=_named(request, placement), asks=asks, also_start=False, own=True
    )

    def save(answers: dict[str, Any]) -> HttpResponse:
        levels, more = form.levels("now"), form.own_skills()
        if levels or not more:
            actions.rate_as_host(
                placement=placement, levels=levels, by=request.user, now=timezone.now()
            )
            messages.success(request, f"{placement.participant.name} sees what you said.")
        return _next(request, "rate_skills_host", placement, more)

    return form_page(request, form, "growth/rate.html", _context(placement, host=True), save)


def _next(request: HttpRequest, route: str, placement: Placement, more: list[str]) -> HttpResponse:
    """To the same page with the skills just named, or back to the placement."""
    if not more:
        return redirect("placement", reference=placement.reference)
    query = "&".join(f"skill={quote(skill)}" for skill in more)
    return redirect(f"{reverse(route, args=[placement.reference])}?{query}")


def _context(placement: Placement, *, host: bool) -> dict[str, Any]:
    return {
        "heading": "Rate skills at the end" if host else "Your skills in this placement",
        "caption": f"{placement.opportunity.title}, {placement.host.name}",
        "button": "Save",
        "back": reverse("placement", args=[placement.reference]),
        "shown": [] if host else presenters.skills_shown(placement),
        "host": host,
    }
