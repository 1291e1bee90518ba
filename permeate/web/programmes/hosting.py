"""A member takes a date: the same day as before, or a new one in one form."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from permeate.actions import programme_dates as actions
from permeate.models import Opportunity, Organisation, ProgrammeDate
from permeate.queries import programmes as reads
from permeate.web import gates
from permeate.web.forms import form_page, posted
from permeate.web.opportunities.presenters import link
from permeate.web.presenting import day as day_words
from permeate.web.programmes.forms import AgainForm, HostForm


@gates.row(reads.visible_dates, act="programme.host")
def host(request: HttpRequest, day: ProgrammeDate) -> HttpResponse:
    hosts = reads.possible_hosts(day.programme, request.user)
    before = reads.hosted_before(day.programme, hosts)
    wanted = request.GET.get("again", "")
    chosen = next((one for one in before if one.reference == wanted), None)
    context = {
        "day": day,
        "before": [one for one in before if one is not chosen],
        "chosen": chosen,
        "heading": f"Host on {day_words(day.held_on)}",
        "caption": day.programme.name,
        "button": "Publish",
        "back": link("programme", day.programme.reference),
    }
    if chosen:
        return _again(request, day, chosen, context)
    return _new(request, day, hosts, context)


def _again(
    request: HttpRequest, day: ProgrammeDate, chosen: Opportunity, context: dict[str, Any]
) -> HttpResponse:
    def save(cleaned: dict[str, Any]) -> HttpResponse:
        actions.host_again(
            day=day, opportunity=chosen, by=request.user, now=timezone.now(), **cleaned
        )
        return _done(request, day)

    form = AgainForm(posted(request), initial={"places": chosen.places})
    return form_page(request, form, "programmes/host.html", context, save)


def _new(
    request: HttpRequest, day: ProgrammeDate, hosts: list[Organisation], context: dict[str, Any]
) -> HttpResponse:
    by_reference = {one.reference: one for one in hosts}

    def save(cleaned: dict[str, Any]) -> HttpResponse:
        actions.host_programme_date(
            day=day,
            host=by_reference[cleaned.pop("host")],
            answers=cleaned,
            by=request.user,
            now=timezone.now(),
        )
        return _done(request, day)

    form = HostForm(
        posted(request),
        hosts=[(reference, one.name) for reference, one in by_reference.items()],
    )
    return form_page(request, form, "programmes/host.html", context, save)


def _done(request: HttpRequest, day: ProgrammeDate) -> HttpResponse:
    messages.success(request, f"You host on {day_words(day.held_on)}. Members can book now.")
    return redirect("programme", reference=day.programme.reference)
