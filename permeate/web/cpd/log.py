"""A person's log: what is in it, what is proposed, one activity and what bodies make of it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import cpd as actions
from permeate.core.cpd.vocabulary import type_words
from permeate.core.refusals import Refused
from permeate.models import Activity
from permeate.queries import cpd as reads
from permeate.queries.cpd_sources import proposal, proposals
from permeate.web import gates
from permeate.web.cpd.forms import ActivityForm, QuestionsForm
from permeate.web.cpd.overview import judged_log
from permeate.web.cpd.presenters import activity_facts, answered, counted_shown
from permeate.web.forms import form_page, posted

ON_A_PAGE = 50
PROPOSED = 20


@gates.signed_in
def cpd_log(request: HttpRequest) -> HttpResponse:
    page = Paginator(reads.activities(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    found = proposals(request.user)
    context = {
        "page": page,
        "proposals": found[:PROPOSED],
        "more": max(0, len(found) - PROPOSED),
        "type_words": type_words,
    }
    return render(request, "cpd/log.html", context)


@gates.signed_in
def add(request: HttpRequest) -> HttpResponse:
    form = ActivityForm(posted(request), initial={"occurred_on": timezone.localdate()})

    def save(answers: dict[str, Any]) -> HttpResponse:
        row = actions.add_activity(written=form.written(), by=request.user, now=timezone.now())
        messages.success(request, "It is in your log. Only you can see it.")
        return redirect("activity", reference=row.reference)

    context = {
        "heading": "Add something you did",
        "button": "Save",
        "back": reverse("cpd_log"),
    }
    return form_page(request, form, "form.html", context, save)


@require_POST
@gates.signed_in
def take(request: HttpRequest) -> HttpResponse:
    kind, _, reference = request.POST.get("source", "").partition(":")
    found = proposal(request.user, kind, reference) if reference else None
    if found is None:
        messages.warning(request, "What you wanted to add is not there any more.")
        return redirect("cpd_log")
    try:
        row = actions.take_activity(proposal=found, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("cpd_log")
    messages.success(request, "It is in your log. Only you can see it.")
    return redirect("activity", reference=row.reference)


@gates.row(reads.activities, act="activity.edit")
def activity(request: HttpRequest, row: Activity) -> HttpResponse:
    own = list(reads.bodies(request.user))
    form = QuestionsForm(posted(request), names=reads.open_questions(row, own))

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.answer_questions(
            activity=row, answers=form.answers(), by=request.user, now=timezone.now()
        )
        messages.success(request, "Your answers are saved.")
        return redirect("activity", reference=row.reference)

    today = timezone.localdate()
    log = judged_log(request.user, own, today)
    standings = reads.standings(request.user, own, log, today=today)
    inside = any(one.row == row.reference for one in log)
    context = {
        "row": row,
        "facts": activity_facts(row),
        "answered": answered(row.answers),
        "bodies": [counted_shown(one, log, row.reference) for one in standings] if inside else [],
        "no_hours": not row.hours and not row.points,
    }
    return form_page(request, form, "cpd/activity.html", context, save)


@gates.row(reads.activities, act="activity.edit")
def change(request: HttpRequest, row: Activity) -> HttpResponse:
    names = list(ActivityForm.base_fields)
    form = ActivityForm(posted(request), initial={name: getattr(row, name) for name in names})

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.change_activity(
            activity=row, written=form.written(), by=request.user, now=timezone.now()
        )
        messages.success(request, "Your activity is changed.")
        return redirect("activity", reference=row.reference)

    context = {
        "heading": "Change this activity",
        "button": "Save",
        "back": reverse("activity", args=[row.reference]),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(reads.activities, act="activity.edit")
def remove(request: HttpRequest, row: Activity) -> HttpResponse:
    if request.method == "POST":
        actions.remove_activity(activity=row, by=request.user, now=timezone.now())
        messages.success(request, f"“{row.title}” is out of your log.")
        return redirect("cpd_log")
    return render(request, "cpd/remove_activity.html", {"row": row})
