"""The person's side: applying, what became of it, answering an offer."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import applications as actions
from permeate.core.applications import check_can_apply
from permeate.core.refusals import Refused
from permeate.models import Application, Release
from permeate.queries import applications, releases
from permeate.web import gates
from permeate.web.applications.forms import AnswerForm, ApplyForm
from permeate.web.applications.presenters import application_page, asked_row
from permeate.web.forms import Form, form_page


@gates.signed_in
def my_applications(request: HttpRequest) -> HttpResponse:
    rows = [asked_row(release) for release in releases.own_with_applications(request.user)]
    return render(request, "applications/mine.html", {"rows": rows})


def _brings(release: Release) -> str:
    """What the person planned to bring, to begin with."""
    return release.need.answers.get("brings", "") if release.need else ""


@gates.row(releases.visible, act="application.submit")
def apply(request: HttpRequest, release: Release) -> HttpResponse:
    applied = applications.live_of_release(release).first()
    if applied and request.method != "POST":
        return redirect("application", reference=applied.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        application = actions.submit_application(
            release=release, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "Your application is with the host.")
        return redirect("application", reference=application.reference)

    # Whoever was writing when it closed keeps what they typed, with the reason above it.
    stopped = "" if request.method == "POST" else _stopped(release)
    return form_page(
        request,
        ApplyForm(request.POST or None, initial={"statement": _brings(release)}),
        "applications/cannot_apply.html"
        if stopped and request.method != "POST"
        else "applications/apply.html",
        {
            "release": release,
            "stopped": stopped,
            "heading": "Apply",
            "caption": release.opportunity.title,
            "button": "Send my application",
            "back": reverse("release", args=[release.reference]),
        },
        save,
    )


def _stopped(release: Release) -> str:
    """Why nobody can apply on this release now, before anything is typed."""
    try:
        check_can_apply(
            release_status=release.status,
            decided_by=release.decided_by_id,
            person_id=release.person_id,
            status=release.opportunity.status,
            closes_on=release.opportunity.closes_on,
            today=timezone.localdate(),
        )
    except Refused as refusal:
        return refusal.reason
    return ""


@gates.row(applications.visible, act="application.view")
def application(request: HttpRequest, application: Application) -> HttpResponse:
    agreement = applications.agreement_of(application)
    context = application_page(application, request.relations, agreement)
    return render(request, "applications/application.html", context)


@gates.row(applications.visible, act="application.accept")
def answer(request: HttpRequest, application: Application) -> HttpResponse:
    if application.status != "OFFERED" and request.method != "POST":
        return redirect("application", reference=application.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        given = {"application": application, "by": request.user, "now": timezone.now()}
        if answers["accepted"]:
            actions.accept_offer(**given)
            messages.success(request, "The place is yours. The agreement comes next.")
        else:
            actions.decline_offer(**given, note=answers["note"])
            messages.success(request, "The host has been told that you decline.")
        return redirect("application", reference=application.reference)

    return form_page(
        request,
        AnswerForm(request.POST or None),
        "applications/answer.html",
        {
            "application": application,
            "heading": "Answer the offer",
            "caption": application.opportunity.title,
            "button": "Send my answer",
            "back": reverse("application", args=[application.reference]),
        },
        save,
    )


@gates.row(applications.visible, act="application.withdraw")
def withdraw(request: HttpRequest, application: Application) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        actions.withdraw_application(application=application, by=request.user, now=timezone.now())
        messages.success(request, "Your application is withdrawn and the host has been told.")
        return redirect("application", reference=application.reference)

    return form_page(
        request,
        Form(request.POST if request.method == "POST" else None),
        "form.html",
        {
            "heading": "Withdraw your application?",
            "caption": application.opportunity.title,
            "introduction": "You can apply again as long as the opportunity is open.",
            "button": "Withdraw my application",
            "back": reverse("application", args=[application.reference]),
        },
        save,
    )
