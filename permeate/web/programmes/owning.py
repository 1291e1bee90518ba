"""An owner sets up a programme: its rule, members, and what it wants to reach."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import programmes as actions
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import Organisation, Programme, ProgrammeDate
from permeate.queries import opportunities
from permeate.queries import programmes as reads
from permeate.web import gates
from permeate.web.forms import Form, form_page, posted
from permeate.web.opportunities.managing_forms import SearchForm
from permeate.web.opportunities.presenters import link
from permeate.web.presenting import day as day_words
from permeate.web.programmes import presenters
from permeate.web.programmes.forms import GoalForm, NewProgrammeForm, ProgrammeForm


@gates.role(Role.PROGRAMME_OWNER)
def new(request: HttpRequest) -> HttpResponse:
    ids = request.user.standing.organisations_as(Role.PROGRAMME_OWNER)
    owners = {one.reference: one for one in Organisation.objects.live().filter(id__in=ids)}

    def save(cleaned: dict[str, Any]) -> HttpResponse:
        organisation = owners[cleaned.pop("organisation")]
        made = actions.create_programme(
            organisation=organisation, answers=cleaned, by=request.user, now=timezone.now()
        )
        messages.success(request, "The programme is set up. Now add the organisations in it.")
        return redirect("programme_members", reference=made.reference)

    form = NewProgrammeForm(
        posted(request),
        organisations=[(reference, one.name) for reference, one in owners.items()],
        initial={"week_of_month": 2, "weekday": 2, "months_ahead": 6},
    )
    context = {
        "heading": "Set up a programme",
        "button": "Save and continue",
        "back": reverse("programmes"),
        "introduction": "Dates are made ahead by a rule, and member organisations take them as "
        "hosts. So development days are regular and do not rest on a favour.",
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(reads.visible, act="programme.edit")
def edit(request: HttpRequest, programme: Programme) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> HttpResponse:
        actions.change_programme(
            programme=programme, answers=cleaned, by=request.user, now=timezone.now()
        )
        messages.success(request, "Saved. Dates ahead follow the rule; hosted ones stay.")
        return redirect("programme", reference=programme.reference)

    initial = {column: getattr(programme, column) for column in actions.COLUMNS}
    context = {
        "heading": "Change the programme",
        "caption": programme.name,
        "button": "Save",
        "back": link("programme", programme.reference),
    }
    return form_page(
        request, ProgrammeForm(posted(request), initial=initial), "form.html", context, save
    )


@gates.row(reads.visible, act="programme.edit")
def members(request: HttpRequest, programme: Programme) -> HttpResponse:
    problem = ""
    if request.method == "POST":
        try:
            _change_members(request, programme)
        except Refused as refusal:
            problem = refusal.reason
        else:
            return redirect("programme_members", reference=programme.reference)
    form = SearchForm(request.GET if "q" in request.GET else None)
    query = form.cleaned_data["q"].strip() if form.is_valid() else ""
    named = reads.members_of(programme)
    context = {
        "heading": "Member organisations",
        "caption": programme.name,
        "back": link("programme", programme.reference),
        "done": link("programme", programme.reference),
        "named": named,
        "form": form,
        "query": query,
        "found": opportunities.organisations_like(query, but=named) if query else [],
        "problem": problem,
    }
    return render(request, "opportunities/audience.html", context, status=422 if problem else 200)


def _change_members(request: HttpRequest, programme: Programme) -> None:
    adding = "add" in request.POST
    organisation = get_object_or_404(
        Organisation.objects.visible_to(request.user),
        reference=request.POST.get("add" if adding else "remove", ""),
    )
    change = actions.add_member if adding else actions.remove_member
    change(programme=programme, organisation=organisation, by=request.user, now=timezone.now())


@gates.row(reads.visible, act="programme.insight")
def coverage(request: HttpRequest, programme: Programme) -> HttpResponse:
    if "remove" in request.POST:
        dimension, _, value = request.POST["remove"].partition(":")
        actions.remove_goal(
            programme=programme,
            dimension=dimension if dimension in ("SECTOR", "REGION", "TYPE") else "",
            value=value,
            by=request.user,
            now=timezone.now(),
        )
        return redirect("programme_coverage", reference=programme.reference)

    def save(_: dict[str, Any]) -> HttpResponse:
        actions.set_goal(programme=programme, goal=form.goal(), by=request.user, now=timezone.now())
        return redirect("programme_coverage", reference=programme.reference)

    form = GoalForm(posted(request), types=reads.types_in_register())
    goals = reads.goals_of(programme)
    reached = reads.reached(programme, goals, today=timezone.localdate()) if goals else []
    context = {"programme": programme, "rows": [presenters.reach_row(one) for one in reached]}
    return form_page(request, form, "programmes/coverage.html", context, save)


@gates.row(reads.visible_dates, act="programme.edit")
def call_off(request: HttpRequest, day: ProgrammeDate) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        actions.call_off_date(day=day, by=request.user, now=timezone.now())
        messages.success(request, f"{day_words(day.held_on)} is called off.")
        return redirect("programme", reference=day.programme.reference)

    context = {
        "heading": f"Call off {day_words(day.held_on)}",
        "caption": day.programme.name,
        "button": "Call this date off",
        "introduction": "Nobody can host on it then, and it is not made again.",
        "back": link("programme", day.programme.reference),
    }
    return form_page(request, Form(posted(request)), "opportunities/end.html", context, save)
