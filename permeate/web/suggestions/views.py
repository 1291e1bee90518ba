"""What is suggested to somebody, why, and why something else is not."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import suggestions as actions
from permeate.models import Opportunity
from permeate.queries import opportunities
from permeate.queries import suggestions as reads
from permeate.web import gates
from permeate.web.forms import form_page, posted
from permeate.web.suggestions.forms import SeekingForm, initial_of
from permeate.web.suggestions.presenters import parts_of, verdict_of


@gates.signed_in
def suggestions(request: HttpRequest) -> HttpResponse:
    seeking = reads.seeking_of(request.user)
    rows = [
        {"row": row, "opportunity": row.opportunity, "parts": parts_of(row.parts)}
        for row in reads.suggested(request.user)
    ]
    computing = seeking and not any(one["row"].computed_at >= seeking.changed_at for one in rows)
    context = {"seeking": seeking, "rows": rows, "computing": computing}
    return render(request, "suggestions/suggestions.html", context)


@gates.signed_in
def what_you_seek(request: HttpRequest) -> HttpResponse:
    seeking = reads.seeking_of(request.user)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.say_what_one_seeks(by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Saved. Suggestions are ready in a minute or so.")
        return redirect("suggestions")

    context = {
        "heading": "What you seek",
        "introduction": "Suggestions go by this, by your job and by the skills in your account. "
        "Only you see it.",
        "button": "Save",
        "back": reverse("suggestions"),
    }
    form = SeekingForm(posted(request), initial=initial_of(seeking))
    return form_page(request, form, "form.html", context, save)


@gates.signed_in
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    actions.stop_seeking(by=request.user, now=timezone.now())
    messages.success(request, "What you seek and what was suggested is deleted.")
    return redirect("suggestions")


@gates.row(opportunities.visible, act="opportunity.view")
def why(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    verdict = reads.verdict(request.user, opportunity, timezone.localdate())
    context = {"opportunity": opportunity, "verdict": verdict and verdict_of(verdict)}
    return render(request, "suggestions/why.html", context)
