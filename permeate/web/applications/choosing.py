"""The host's side: who applied, and an outcome for each of them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import applications as actions
from permeate.actions import outcomes
from permeate.core.refusals import Refused
from permeate.models import Application, Opportunity
from permeate.queries import applications as queries
from permeate.queries import opportunities
from permeate.web import gates
from permeate.web.applications.forms import OfferForm, TurnDownForm
from permeate.web.applications.presenters import choice_page
from permeate.web.forms import form_page
from permeate.web.presenting import day, plural


@gates.row(opportunities.visible, act="opportunity.choose")
def applications(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    rows = list(queries.of_opportunity(opportunity))
    return render(request, "applications/applications.html", choice_page(opportunity, rows))


@require_POST
@gates.row(queries.visible, act="application.shortlist")
def shortlist(request: HttpRequest, application: Application) -> HttpResponse:
    try:
        actions.shortlist(application=application, by=request.user, now=timezone.now())
        messages.success(request, f"{application.person.name} is shortlisted and has been told.")
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    return redirect("application", reference=application.reference)


@gates.row(queries.visible, act="application.offer")
def offer(request: HttpRequest, application: Application) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.offer_place(application=application, by=request.user, now=timezone.now(), **answers)
        messages.success(request, f"{application.person.name} has been offered a place.")
        return redirect("applications", reference=application.opportunity.reference)

    return form_page(
        request,
        OfferForm(request.POST if request.method == "POST" else None),
        "applications/offer.html",
        {
            "application": application,
            "heading": f"Offer a place to {application.person.name}",
            "caption": application.opportunity.title,
            "button": "Offer the place",
            "back": reverse("application", args=[application.reference]),
        },
        save,
    )


@gates.row(queries.visible, act="application.turn_down")
def turn_down(request: HttpRequest, application: Application) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.turn_down(application=application, by=request.user, now=timezone.now(), **answers)
        messages.success(request, f"{application.person.name} has been told.")
        return redirect("applications", reference=application.opportunity.reference)

    return form_page(
        request,
        TurnDownForm(request.POST or None),
        "applications/turn_down.html",
        {
            "offered": application.status == "OFFERED",
            "heading": f"Turn down {application.person.name}",
            "caption": application.opportunity.title,
            "button": "Send this outcome",
            "back": reverse("application", args=[application.reference]),
        },
        save,
    )


@gates.row(opportunities.visible, act="opportunity.choose")
def turn_down_rest(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    rest = list(queries.without_outcome(opportunity).select_related("person"))

    def save(answers: dict[str, Any]) -> HttpResponse:
        told = outcomes.turn_down_rest(
            opportunity=opportunity, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, f"{plural(told, 'person has', 'people have')} been told.")
        return redirect("applications", reference=opportunity.reference)

    return form_page(
        request,
        TurnDownForm(request.POST or None),
        "applications/turn_down_rest.html",
        {
            "rest": rest,
            "heading": f"Tell {plural(len(rest), 'person', 'people')} how it ended",
            "caption": opportunity.title,
            "button": "Send this outcome to all of them",
            "back": reverse("applications", args=[opportunity.reference]),
        },
        save,
    )


@require_POST
@gates.row(opportunities.visible, act="opportunity.choose")
def put_off(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    try:
        due_on = outcomes.put_off_outcomes(
            opportunity=opportunity, by=request.user, now=timezone.now()
        )
        messages.success(request, f"Everybody who waits has been told: by {day(due_on)}.")
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    return redirect("applications", reference=opportunity.reference)
