"""Placements one has to do with: the list, one placement, ending or cancelling it."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import placement_moves
from permeate.actions import placements as actions
from permeate.core.roles import Role
from permeate.models import Placement
from permeate.queries import placements as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.placements import presenters
from permeate.web.placements.forms import CancelForm, EndEarlyForm

ON_A_PAGE = 25
MESSAGES_SHOWN = 3
OFFICES = (Role.COORDINATOR, Role.SIGNATORY, Role.FINANCE)


@gates.signed_in
def placements(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    office = bool(request.user.standing.organisations_as(*OFFICES))
    whose = "all" if office and request.GET.get("whose") == "all" else "mine"
    ended = request.GET.get("show") == "ended"
    rows = queries.listed(request.user, whose=whose, ended=ended, today=today)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    kept = {"show": "ended" if ended else "now", "whose": whose}
    context = {
        "page": page,
        "rows": [presenters.list_row(row, request.user) for row in page.object_list],
        "ended": ended,
        "whose": whose,
        "office": office,
        "kept": urlencode(kept),
    }
    return render(request, "placements/placements.html", context)


@gates.row(queries.visible, act="placement.view")
def placement(request: HttpRequest, placement: Placement) -> HttpResponse:
    today = timezone.localdate()
    can = presenters.abilities(placement, request.relations)
    check_ins = queries.check_ins_of(placement) if can["follow"] else []
    agreement = queries.agreement_of(placement)
    thread = queries.newest_messages(placement, MESSAGES_SHOWN) if can["read_thread"] else []
    contacts = placement.keep_in_touch.select_related("recorded_by") if can["follow"] else []
    context = {
        "placement": placement,
        "can": can,
        "facts": presenters.facts(placement),
        "status": presenters.status(placement, today),
        "steps": presenters.next_steps(
            placement, request.user, can, check_ins=check_ins, agreement=agreement, today=today
        ),
        "agreement": presenters.agreement_row(agreement, placement, request.relations),
        "objectives": list(placement.opportunity.objectives.all()),
        "check_ins": [presenters.check_in_row(row, today) for row in check_ins],
        "thread": thread,
        "contacts": list(contacts),
        "planned_contacts": presenters.planned_contacts(agreement),
        "return_plan": presenters.return_plan(placement),
        "return_due": presenters.return_due(placement),
        "return_late": presenters.return_late(placement, today),
        "next_date": presenters.next_date(check_ins),
        "arrangements": presenters.link("arrangements", placement.reference),
    }
    return render(request, "placements/placement.html", context)


@gates.row(queries.visible, act="placement.end_early")
def end_early(request: HttpRequest, placement: Placement) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        placement_moves.end_early(
            placement=placement,
            by=request.user,
            today=timezone.localdate(),
            now=timezone.now(),
            **answers,
        )
        messages.success(request, "The early end is recorded and everybody has been told.")
        return redirect("placement", reference=placement.reference)

    told = {
        "last_day": placement.ended_on,
        "party": placement.ended_by_party,
        "cause": placement.end_cause,
        "reason": placement.end_reason,
    }
    return form_page(
        request,
        EndEarlyForm(request.POST or None, initial=told if placement.ended_by_party else None),
        "form.html",
        {
            "heading": "End this placement early",
            "caption": presenters.who_where(placement),
            "introduction": "The participant, both managers and both coordinators are told.",
            "button": "Record the early end",
            "back": presenters.link("placement", placement.reference),
        },
        save,
    )


@gates.row(queries.visible, act="placement.cancel")
def cancel(request: HttpRequest, placement: Placement) -> HttpResponse:
    booking = placement.booking
    if booking is not None:  # a booked day is cancelled where it was booked
        return redirect(presenters.link("booking", booking.reference) or "placements")

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.cancel_placement(
            placement=placement, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "The placement is cancelled and the others have been told.")
        return redirect("placement", reference=placement.reference)

    return form_page(
        request,
        CancelForm(request.POST or None),
        "form.html",
        {
            "heading": "Cancel this placement",
            "caption": presenters.who_where(placement),
            "introduction": "It has not started. An agreement that is still open is withdrawn. "
            "This cannot be undone.",
            "button": "Cancel the placement",
            "back": presenters.link("placement", placement.reference),
        },
        save,
    )
