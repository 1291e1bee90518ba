"""Putting a practice before an audience, with something that is kept of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from permeate.actions import shares as actions
from permeate.models import Practice
from permeate.queries import practices as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.practices.sharing_forms import ShareForm


@gates.row(queries.visible, act="practice.share")
def share(request: HttpRequest, practice: Practice) -> HttpResponse:
    organisations = queries.audiences_for(practice, request.user)
    said = practice.versions.get(number=practice.version)
    initial = {"title": practice.claim, "text": said.what, "channel": "NOTE"}
    form = ShareForm(
        request.POST or None, request.FILES or None, organisations=organisations, initial=initial
    )

    def save(answers: dict[str, Any]) -> HttpResponse:
        share = actions.share_practice(
            practice=practice,
            shown=form.shown(),
            audience=form.chosen(),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "It is recorded, and those who can decide have been told.")
        return redirect("share", reference=share.reference)

    context = {
        "heading": "Put this practice before others",
        "caption": practice.claim,
        "button": "Share it",
        "back": reverse("practice", args=[practice.reference]),
        "introduction": "Everybody in the organisations you select can read it, with your name. "
        "Their senior leaders are asked to decide what to do with it.",
    }
    return form_page(request, form, "form.html", context, save)
