"""What a host does with an opportunity later: its dates, closing, withdrawing, keeping it."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import opportunity_dates as dates
from permeate.actions import publishing
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import Opportunity, OpportunityDate
from permeate.queries import opportunities
from permeate.web import gates
from permeate.web.forms import Form, form_page, posted
from permeate.web.opportunities import presenters
from permeate.web.opportunities.managing_forms import DateForm, PlacesForm, ReasonForm
from permeate.web.paging import pages
from permeate.web.presenting import days

A_PAGE = 25


@gates.role(Role.HOST, Role.COORDINATOR)
def hosting(request: HttpRequest) -> HttpResponse:
    found = opportunities.hosted_by(request.user, today=timezone.localdate())
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": [presenters.hosting_row(one) for one in page],
        "pages": pages(page),
        "several": len(request.user.standing.organisations_as(Role.HOST, Role.COORDINATOR)) > 1,
    }
    return render(request, "opportunities/hosting.html", context)


@gates.row(opportunities.visible, act="opportunity.edit")
def add_date(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> HttpResponse:
        added = dates.add_date(
            opportunity=opportunity, by=request.user, now=timezone.now(), **cleaned
        )
        messages.success(request, f"Added {days(added.starts_on, added.ends_on)}.")
        return redirect(presenters.section_link(opportunity, "dates"))

    form = DateForm(posted(request), initial={"places": opportunity.places})
    context = {
        "heading": "Add a date",
        "caption": opportunity.title,
        "button": "Add this date",
        "back": presenters.section_link(opportunity, "dates"),
    }
    return form_page(request, form, "opportunities/add_date.html", context, save)


@gates.row(opportunities.visible_dates, act="opportunity.edit")
def change_places(request: HttpRequest, day: OpportunityDate) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> HttpResponse:
        dates.change_places(day=day, by=request.user, now=timezone.now(), **cleaned)
        messages.success(request, "The places are changed.")
        return redirect(presenters.section_link(day.opportunity, "dates"))

    form = PlacesForm(posted(request), initial={"places": day.places})
    return form_page(request, form, "form.html", _day_page(day, "Change the places"), save)


@gates.row(opportunities.visible_dates, act="opportunity.edit")
def cancel_date(request: HttpRequest, day: OpportunityDate) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> HttpResponse:
        told = dates.cancel_date(day=day, by=request.user, now=timezone.now(), **cleaned)
        words = "The date is cancelled"
        messages.success(request, f"{words} and everybody who booked is told." if told else words)
        return redirect(presenters.section_link(day.opportunity, "dates"))

    form = ReasonForm(posted(request))
    context = _day_page(day, "Cancel this date")
    context["introduction"] = presenters.asked_words(opportunities.live_bookings(day), "booked")
    return form_page(request, form, "opportunities/end.html", context, save)


def _day_page(day: OpportunityDate, heading: str) -> dict[str, Any]:
    return {
        "heading": heading,
        "caption": f"{days(day.starts_on, day.ends_on)}: {day.opportunity.title}",
        "button": heading,
        "back": presenters.section_link(day.opportunity, "dates"),
    }


@gates.row(opportunities.visible, act="opportunity.close")
def close(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        publishing.close_opportunity(opportunity=opportunity, by=request.user, now=timezone.now())
        messages.success(request, "Closed. You can publish it again at any time.")
        return redirect("opportunity", reference=opportunity.reference)

    context = _end_page(opportunity, "Close this opportunity")
    context["introduction"] = "Nobody new can ask for it. Requests you have already go on."
    return form_page(request, Form(posted(request)), "form.html", context, save)


@gates.row(opportunities.visible, act="opportunity.withdraw")
def withdraw(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> HttpResponse:
        publishing.withdraw_opportunity(
            opportunity=opportunity, by=request.user, now=timezone.now(), **cleaned
        )
        messages.success(request, "Withdrawn. You can copy it to offer it again.")
        return redirect("hosting")

    form = ReasonForm(posted(request))
    context = _end_page(opportunity, "Withdraw this opportunity")
    waiting = opportunities.interested(opportunity).count()
    context["introduction"] = presenters.asked_words(waiting, "asked")
    return form_page(request, form, "opportunities/end.html", context, save)


def _end_page(opportunity: Opportunity, heading: str) -> dict[str, Any]:
    return {
        "heading": heading,
        "caption": opportunity.title,
        "button": heading,
        "back": presenters.link("opportunity", opportunity.reference),
    }


@require_POST
@gates.row(opportunities.visible, act="opportunity.edit")
def keep(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    try:
        publishing.keep_open(opportunity=opportunity, by=request.user, now=timezone.now())
    except Refused as refusal:
        return gates.forbidden(request, refusal)
    messages.success(request, "It stays open.")
    return redirect("opportunity", reference=opportunity.reference)


@gates.link(publishing.KEEP_OPEN, rows=opportunities.all_of_them)
def keep_by_link(request: HttpRequest, opportunity: Opportunity, token: str) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        publishing.keep_open(opportunity=opportunity, by=None, now=timezone.now())
        return render(request, "opportunities/kept.html", {"opportunity": opportunity})

    context = {
        "heading": "Is this still open?",
        "caption": opportunity.title,
        "button": "Keep it open",
        "introduction": "It closes by itself unless you keep it open.",
    }
    return form_page(request, Form(posted(request)), "form.html", context, save)
