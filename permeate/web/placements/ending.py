"""Ending a placement early, taking that back, cancelling before the start, closing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import placement_moves
from permeate.actions import placements as actions
from permeate.core.refusals import Refused
from permeate.models import Placement
from permeate.queries import placements as queries
from permeate.web import gates
from permeate.web.forms import Form, form_page
from permeate.web.placements import presenters
from permeate.web.placements.forms import CancelForm, EndEarlyForm


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
        "placements/end_early.html",
        {
            "placement": placement,
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


@require_POST
@gates.row(queries.visible, act="placement.end_early")
def take_back_early_end(request: HttpRequest, placement: Placement) -> HttpResponse:
    try:
        placement_moves.take_back_early_end(
            placement=placement, by=request.user, today=timezone.localdate(), now=timezone.now()
        )
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, "The early end is taken back and everybody has been told.")
    return redirect("placement", reference=placement.reference)


@gates.row(queries.visible, act="placement.close")
def close(request: HttpRequest, placement: Placement) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        placement_moves.close_placement(placement=placement, by=request.user, now=timezone.now())
        messages.success(request, "The placement is closed.")
        return redirect("placement", reference=placement.reference)

    return form_page(
        request,
        Form(request.POST if request.method == "POST" else None),
        "form.html",
        {
            "heading": "Close this placement",
            "caption": presenters.who_where(placement),
            "introduction": "Messages and check-ins take no more answers then. It closes by "
            "itself when all three have said how it went, or 60 days after the last day.",
            "button": "Close the placement",
            "back": presenters.link("placement", placement.reference),
        },
        save,
    )
