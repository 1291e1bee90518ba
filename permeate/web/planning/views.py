"""The guided conversation: one question a page, kept as one goes, changeable."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import needs as actions
from permeate.core.needs import BY_SLUG, MOST_OBJECTIVES, after, next_question, progress, walked
from permeate.models import Need, Organisation
from permeate.queries import needs as reads
from permeate.web import gates
from permeate.web.forms import Form, form_page, posted
from permeate.web.planning import presenters
from permeate.web.planning.forms import ChooseForm, DraftsForm, QuestionForm
from permeate.web.planning.starting import StartForm


@gates.signed_in
def plans(request: HttpRequest) -> HttpResponse:
    rows = [presenters.plan_row(need) for need in reads.own(request.user)]
    belongs = bool(request.user.standing.organisations)
    return render(request, "planning/plans.html", {"rows": rows, "belongs": belongs})


@gates.signed_in
def start_plan(request: HttpRequest) -> HttpResponse:
    ids = request.user.standing.organisations
    places = {one.reference: one for one in Organisation.objects.filter(id__in=ids)}
    if not places:
        return redirect("plans")

    def save(answers: dict[str, Any]) -> HttpResponse:
        place = answers.get("organisation") or next(iter(places))
        need = actions.start_need(organisation=places[place], by=request.user, now=timezone.now())
        return redirect("plan_question", reference=need.reference, question="whom")

    form = StartForm(posted(request), places=[(key, one.name) for key, one in places.items()])
    context = {
        "heading": "Plan a placement",
        "button": "Begin",
        "back": reverse("plans"),
        "introduction": "About a dozen short questions, one a page. Each answer is kept at once "
        "and can be changed. At the end you get a proposal with its reasons, and drafts of the "
        "objectives.\n\nNobody but you sees a plan until you make something of it.",
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(reads.visible, act="need.edit")
def question(request: HttpRequest, need: Need, question: str) -> HttpResponse:
    asked = BY_SLUG.get(question)
    if asked is None or not asked.asked(need.answers):
        raise Http404
    whole = walked(need.answers)
    form = QuestionForm(posted(request), question=asked, answers=need.answers)

    def save(_: dict[str, Any]) -> HttpResponse:
        kept = actions.answer_question(
            need=need, slug=question, answer=form.stored(), by=request.user, now=timezone.now()
        )
        following = next_question(kept.answers) if whole else after(question, kept.answers)
        if following is None:
            return redirect("plan", reference=need.reference)
        return redirect("plan_question", reference=need.reference, question=following.slug)

    place, of = progress(question, need.answers)
    context = {
        "heading": asked.title(need.answers),
        "caption": f"Question {place} of {of}",
        "button": "Save" if whole else "Save and continue",
        "back": reverse("plan" if whole else "plans", args=[need.reference] if whole else []),
    }
    return form_page(request, form, "planning/question.html", context, save)


@gates.row(reads.visible, act="need.view")
def plan(request: HttpRequest, need: Need) -> HttpResponse:
    waiting = next_question(need.answers)
    if waiting:
        return redirect("plan_question", reference=need.reference, question=waiting.slug)
    return render(request, "planning/plan.html", presenters.plan_page(need, request.user))


@gates.row(reads.visible, act="need.edit")
def choose(request: HttpRequest, need: Need) -> HttpResponse:
    if next_question(need.answers):
        return redirect("plan", reference=need.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.choose_outcome(need=need, by=request.user, now=timezone.now(), **answers)
        return redirect("plan", reference=need.reference)

    context = {
        "heading": "Plan another sort of placement",
        "caption": presenters.title(need),
        "button": "Plan this",
        "back": reverse("plan", args=[need.reference]),
    }
    form = ChooseForm(posted(request), initial={"outcome": presenters.chosen(need)})
    return form_page(request, form, "form.html", context, save)


@gates.row(reads.visible, act="need.edit")
def drafts(request: HttpRequest, need: Need) -> HttpResponse:
    if next_question(need.answers):
        return redirect("plan", reference=need.reference)
    objectives = list(need.objectives.all())
    rows = min(len(objectives) + 1, MOST_OBJECTIVES)
    initial = {"sharing_home": need.sharing_home, "sharing_host": need.sharing_host}
    for place, one in enumerate(objectives, start=1):
        initial |= {
            f"text_{place}": one.text,
            f"measure_{place}": one.measure,
            f"due_{place}": one.due_on,
            f"judge_{place}": one.judge,
        }
    form = DraftsForm(posted(request), rows=rows, initial=initial)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.keep_drafts(
            need=need,
            objectives=form.objectives(),
            sharing_home=answers["sharing_home"],
            sharing_host=answers["sharing_host"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Kept.")
        return redirect("plan", reference=need.reference)

    context = {
        "heading": "Objectives and sharing",
        "caption": presenters.title(need),
        "button": "Save",
        "back": reverse("plan", args=[need.reference]),
        "places": form.row_fields(),
    }
    return form_page(request, form, "planning/drafts.html", context, save)


@gates.row(reads.visible, act="need.edit")
def forget(request: HttpRequest, need: Need) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        actions.forget_need(need=need, by=request.user, now=timezone.now())
        messages.success(request, "The plan is deleted.")
        return redirect("plans")

    context = {
        "heading": "Delete this plan?",
        "caption": presenters.title(need),
        "introduction": "Its advert goes with it. What was made of it elsewhere stays.",
        "button": "Delete the plan",
        "button_classes": "govuk-button--warning",
        "back": reverse("plan", args=[need.reference]),
    }
    return form_page(request, Form(posted(request)), "form.html", context, save)
