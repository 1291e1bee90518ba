"""An editor begins, changes and publishes guidance."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from permeate.actions import guidance as actions
from permeate.core.roles import Role
from permeate.models import Guidance
from permeate.queries import guidance as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.guidance.forms import DraftForm, PublishForm, StartForm


@gates.role(Role.EDITOR)
def start(request: HttpRequest) -> HttpResponse:
    form = StartForm(request.POST or None, organisations=queries.edited_at(request.user))

    def save(answers: dict[str, Any]) -> HttpResponse:
        guidance = actions.start_guidance(
            organisation=form.organisation(),
            title=answers["title"],
            body=answers["body"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "The draft is saved. Only editors of yours see it.")
        return redirect("guidance", reference=guidance.reference)

    context = {
        "heading": "Begin guidance",
        "button": "Save the draft",
        "back": reverse("guidance_list"),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(queries.visible, act="guidance.edit")
def edit(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    initial = {"title": guidance.draft_title, "body": guidance.draft_body}
    form = DraftForm(request.POST or None, initial=initial)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.save_draft(guidance=guidance, by=request.user, now=timezone.now(), **answers)
        messages.success(request, "The draft is saved.")
        return redirect("guidance", reference=guidance.reference)

    context = {
        "heading": "Change the draft",
        "caption": guidance.title,
        "button": "Save the draft",
        "introduction": "Links stay with statements whose words stay the same.",
        "back": reverse("guidance", args=[guidance.reference]),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(queries.visible, act="guidance.edit")
def publish(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.publish_guidance(
            guidance=guidance, reason=answers["reason"], by=request.user, now=timezone.now()
        )
        messages.success(request, "It is published. Everybody here can read it.")
        return redirect("guidance", reference=guidance.reference)

    context = {
        "heading": "Publish the draft",
        "caption": guidance.draft_title,
        "button": "Publish",
        "introduction": f"This becomes version {guidance.published + 1}. Earlier versions stay.",
        "back": reverse("guidance", args=[guidance.reference]),
    }
    return form_page(request, PublishForm(request.POST or None), "form.html", context, save)
