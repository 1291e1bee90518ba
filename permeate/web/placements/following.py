"""While somebody is away: check-ins, the thread, keeping in touch, planning the return."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import check_ins as check_in_actions
from permeate.actions import returns, staying_in_touch
from permeate.core.check_ins import words
from permeate.models import CheckIn, Placement
from permeate.queries import placements as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.placements import presenters
from permeate.web.placements.forms import (
    CheckInForm,
    KeepInTouchForm,
    MessageForm,
    ReturnForm,
)

MESSAGES_ON_A_PAGE = 25


@gates.row(queries.visible_check_ins, act="placement.follow", post="placement.check_in")
def check_in(request: HttpRequest, check_in: CheckIn) -> HttpResponse:
    answers = list(check_in.answers.select_related("answered_by"))
    context = presenters.check_in_page(check_in, answers, request.user)
    if not context["may_answer"] and request.method != "POST":
        return render(request, "placements/check_in.html", {**context, "form": None})
    form = CheckInForm(
        request.POST or None, words=words(closing=check_in.closing), closing=check_in.closing
    )

    def save(given: dict[str, Any]) -> HttpResponse:
        check_in_actions.answer_check_in(
            check_in=check_in, by=request.user, now=timezone.now(), **given
        )
        messages.success(request, "Your answer is recorded. Thank you.")
        return redirect("check_in", reference=check_in.reference)

    return form_page(request, form, "placements/check_in.html", context, save)


@gates.row(queries.visible, act="placement.read_thread", post="placement.write")
def write_message(request: HttpRequest, placement: Placement) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        staying_in_touch.write_message(
            placement=placement, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "Your message is sent.")
        return redirect("write_message", reference=placement.reference)

    thread = placement.messages.select_related("author").order_by("-written_at", "-id")
    context = {
        "placement": placement,
        "page": Paginator(thread, MESSAGES_ON_A_PAGE).get_page(request.GET.get("page")),
        "others": presenters.others(placement, request.user),
        "open_now": placement.status not in ("CANCELLED", "CLOSED"),
    }
    form = MessageForm(request.POST or None)
    return form_page(request, form, "placements/messages.html", context, save)


@gates.row(queries.visible, act="placement.keep_in_touch")
def keep_in_touch(request: HttpRequest, placement: Placement) -> HttpResponse:
    today = timezone.localdate()

    def save(answers: dict[str, Any]) -> HttpResponse:
        staying_in_touch.record_keep_in_touch(
            placement=placement, by=request.user, today=today, now=timezone.now(), **answers
        )
        messages.success(request, "It is recorded.")
        return redirect("placement", reference=placement.reference)

    planned = presenters.planned_contacts(queries.agreement_of(placement))
    return form_page(
        request,
        KeepInTouchForm(request.POST or None, initial={"held_on": today}),
        "form.html",
        {
            "heading": "Record a contact with home",
            "caption": presenters.who_where(placement),
            "introduction": f"Planned in the agreement:\n{planned}" if planned else "",
            "button": "Save",
            "back": presenters.link("placement", placement.reference),
        },
        save,
    )


@gates.row(queries.visible, act="placement.plan_return")
def plan_return(request: HttpRequest, placement: Placement) -> HttpResponse:
    plan = presenters.return_plan(placement)

    def save(answers: dict[str, Any]) -> HttpResponse:
        returns.plan_return(
            placement=placement,
            by=request.user,
            today=timezone.localdate(),
            now=timezone.now(),
            **answers,
        )
        messages.success(request, f"The plan is saved and {placement.participant.name} can see it.")
        return redirect("placement", reference=placement.reference)

    names = ("post", "what_changed", "meeting_on", "handover")
    initial = {name: getattr(plan, name) for name in names} if plan else None
    return form_page(
        request,
        ReturnForm(request.POST or None, initial=initial),
        "form.html",
        {
            "heading": f"Plan the return of {placement.participant.name}",
            "caption": presenters.who_where(placement),
            "introduction": presenters.return_introduction(placement),
            "button": "Save the plan",
            "back": presenters.link("placement", placement.reference),
        },
        save,
    )
