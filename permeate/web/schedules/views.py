"""A placement's schedule, and finance's decision about VAT."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import schedules as actions
from permeate.core.refusals import Refused
from permeate.models import Placement
from permeate.queries import placements, schedules
from permeate.web import gates
from permeate.web.forms import form_page, posted
from permeate.web.schedules import presenters
from permeate.web.schedules.forms import VatForm


@gates.row(placements.visible, act="schedule.view")
def schedule(request: HttpRequest, placement: Placement) -> HttpResponse:
    try:
        sheet = schedules.sheet_of(placement)
    except Refused as refusal:
        context = {"placement": placement, "reason": refusal.reason}
        return render(request, "schedules/uncountable.html", context)
    context = presenters.page(sheet, request.relations)
    return render(request, "schedules/schedule.html", context)


@gates.row(placements.visible, act="vat.decide")
def decide_vat(request: HttpRequest, placement: Placement) -> HttpResponse:
    question = schedules.live_question(placement)
    if question is None and request.method != "POST":
        return redirect("schedule", reference=placement.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.decide_vat(placement=placement, by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Your decision is recorded in your name and counts at once.")
        return redirect("schedule", reference=placement.reference)

    decided = question if question and question.decided_at else None
    return form_page(
        request,
        VatForm(
            posted(request),
            initial={
                "treatment": decided.treatment if decided else "",
                "reason": decided.reason if decided else getattr(question, "proposed_reason", ""),
            },
        ),
        "schedules/vat.html",
        {
            "placement": placement,
            "question": question,
            "proposal": schedules.proposal_of(placement),
            "heading": "Decide how VAT is treated",
            "caption": f"{placement.participant.name} at {placement.host.name}",
            "button": "Decide in my name",
            "back": reverse("schedule", args=[placement.reference]),
        },
        save,
    )
