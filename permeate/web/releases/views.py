"""Asking to be released, who decides, and the decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import releases as actions
from permeate.core.refusals import Refused
from permeate.core.releases import check_can_ask
from permeate.core.vocabulary import Kind
from permeate.models import Opportunity, Release
from permeate.queries import needs, opportunities, releases
from permeate.web import gates
from permeate.web.forms import Form, form_page
from permeate.web.planning.presenters import title as plan_title
from permeate.web.releases.forms import NameManagerForm, RequestForm
from permeate.web.releases.presenters import release_page


@gates.row(opportunities.visible, act="release.request")
def request_release(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    asked = releases.live_release(opportunity, request.user)
    if asked and request.method != "POST":
        return redirect("release", reference=asked.reference)
    memberships = list(releases.memberships_of(request.user))
    plans = list(needs.whole(request.user)) if opportunity.kind == Kind.SECONDMENT else []
    plan = next((one for one in plans if one.reference == _plan(request)), None)

    def save(answers: dict[str, Any]) -> HttpResponse:
        chosen = answers.pop("membership", None)
        release = actions.request_release(
            opportunity=opportunity,
            membership=next(m for m in memberships if chosen in (None, m.id)),
            by=request.user,
            now=timezone.now(),
            need=plan,
            **answers,
        )
        messages.success(request, _who_was_asked(release))
        return redirect("release", reference=release.reference)

    stopped = _stopped(request, opportunity, belongs=bool(memberships))
    return form_page(
        request,
        RequestForm(
            request.POST or None,
            memberships=memberships,
            initial={"purpose": plan.answers["goal"], "home_gains": plan.answers["gains"]}
            if plan
            else {},
        ),
        "releases/cannot_request.html"
        if stopped and request.method != "POST"
        else "releases/request.html",
        {
            "opportunity": opportunity,
            "stopped": stopped,
            "managers": [m for m in memberships if m.manager_id != request.user.id],
            "several": len(memberships) > 1,
            "plan": plan,
            "plan_title": plan_title(plan) if plan else "",
            "plans": [(one.reference, plan_title(one)) for one in plans if one != plan],
            "heading": "Ask to be released",
            "caption": opportunity.title,
            "back": reverse("opportunity", args=[opportunity.reference]),
            "button": "Ask my manager",
        },
        save,
    )


def _plan(request: HttpRequest) -> str:
    """The reference of the plan a request rests on, from the link or the form."""
    return request.POST.get("plan") or request.GET.get("plan", "")


def _stopped(request: HttpRequest, opportunity: Opportunity, *, belongs: bool) -> str:
    """Why nothing can be asked here, before anybody types anything."""
    if not belongs:
        return (
            "You belong to no organisation here, so nobody can release you. Ask your "
            "organisation’s coordinator for an invitation."
        )
    if request.method == "POST":  # then what was typed stays on the page, with the reason
        return ""
    try:
        check_can_ask(
            kind=opportunity.kind,
            status=opportunity.status,
            closes_on=opportunity.closes_on,
            today=timezone.localdate(),
            is_host_manager=opportunity.host_manager_id == request.user.id,
        )
    except Refused as refusal:
        return refusal.reason
    return ""


def _who_was_asked(release: Release) -> str:
    if release.manager:
        return f"{release.manager.name} has been asked to decide."
    return "Your coordinator has been asked to name your manager, who then decides."


@gates.row(releases.visible, act="release.view")
def release(request: HttpRequest, release: Release) -> HttpResponse:
    context = release_page(release, request.relations, today=timezone.localdate())
    return render(request, "releases/release.html", context)


@gates.row(releases.visible, act="release.name_manager")
def name_manager(request: HttpRequest, release: Release) -> HttpResponse:
    form = NameManagerForm(request.POST or None, initial={"manager": release.manager_id})
    form.fields["manager"].queryset = releases.possible_managers(release)

    def save(answers: dict[str, Any]) -> HttpResponse:
        named = actions.name_manager(
            release=release, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, f"{named.manager.name} has been asked to decide.")
        return redirect("release", reference=release.reference)

    return form_page(
        request,
        form,
        "releases/name_manager.html",
        {
            "release": release,
            "heading": f"Name a manager for {release.person.name}",
            "caption": release.opportunity.title,
            "button": "Ask them to decide",
            "back": reverse("release", args=[release.reference]),
        },
        save,
    )


@gates.row(releases.visible, act="release.withdraw")
def withdraw(request: HttpRequest, release: Release) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        actions.withdraw_release(release=release, by=request.user, now=timezone.now())
        messages.success(request, "Your request is withdrawn.")
        return redirect("release", reference=release.reference)

    return form_page(
        request,
        Form(request.POST if request.method == "POST" else None),
        "form.html",
        {
            "heading": "Withdraw your request?",
            "caption": release.opportunity.title,
            "introduction": "You can ask again as long as the opportunity is open.",
            "button": "Withdraw my request",
            "back": reverse("release", args=[release.reference]),
        },
        save,
    )
