"""The decision's one page: the request, what cover costs by month, who else is away."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import releases as actions
from permeate.core.costs.cover import Option
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Kind
from permeate.models import Release
from permeate.queries import releases
from permeate.web import gates
from permeate.web.forms import posted
from permeate.web.releases import cover
from permeate.web.releases.forms import DecideForm

WORK_OUT = "work_out"


@gates.row(releases.visible, act="release.grant")
def decide(request: HttpRequest, release: Release) -> HttpResponse:
    if release.status != "REQUESTED" and request.method != "POST":
        return redirect("release", reference=release.reference)
    working = WORK_OUT in request.POST
    figures = cover.CoverForm(request.POST if _figures_given(request) else None)
    found = _worked_out(release, figures)
    if working:
        typed = {name: request.POST.get(name, "") for name in DecideForm.base_fields}
        return _page(request, release, DecideForm(initial=typed), figures, found)
    form = DecideForm(posted(request))
    if request.method == "POST" and form.is_valid() and not figures.errors:
        try:
            actions.decide_release(
                release=release,
                by=request.user,
                now=timezone.now(),
                cover_cost=cover.cost_of(found, form.cleaned_data["cover"]),
                **form.decision(),
            )
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, "Your decision is recorded and the person has been told.")
            return redirect("release", reference=release.reference)
    return _page(request, release, form, figures, found)


def _figures_given(request: HttpRequest) -> bool:
    """Figures are optional for a decision, and needed to work something out."""
    names = ("salary", "recruit_salary", "acting_salary", "deputy_salary")
    return WORK_OUT in request.POST or any(request.POST.get(name) for name in names)


def _worked_out(release: Release, figures: cover.CoverForm) -> tuple[Option, ...]:
    if not figures.is_bound or not figures.is_valid():
        return ()
    try:
        return cover.worked_out(release.opportunity, figures.cleaned_data)
    except Refused as refusal:
        figures.add_refusal(refusal)
        return ()


def _page(
    request: HttpRequest,
    release: Release,
    form: DecideForm,
    figures: cover.CoverForm,
    found: tuple[Option, ...],
) -> HttpResponse:
    opportunity = release.opportunity
    dated = bool(opportunity.starts_on and opportunity.ends_on)
    context: dict[str, Any] = {
        "release": release,
        "form": form,
        "figures": figures,
        "wrong": figures if figures.errors and not form.errors else form,
        "options": cover.shown(found) if found else None,
        "may_work_out": dated and opportunity.kind == Kind.SECONDMENT,
        "objectives": list(opportunity.objectives.all()),
        "planned": list(release.need.objectives.all()) if release.need else [],
        "away": list(releases.also_away(release, opportunity.starts_on, opportunity.ends_on))
        if dated
        else [],
        "heading": f"Release {release.person.name}?",
        "caption": opportunity.title,
        "back": reverse("release", args=[release.reference]),
    }
    status = 422 if form.errors or figures.errors else 200
    return render(request, "releases/decide.html", context, status=status)
