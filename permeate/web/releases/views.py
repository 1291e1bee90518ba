"""The request for a release, and the manager's decision."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import releases as actions
from permeate.core.access import may
from permeate.core.lifecycles import RELEASE
from permeate.models import Release
from permeate.queries import releases
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.releases.forms import DecideForm


@gates.row(releases.visible, act="release.view")
def release(request: HttpRequest, release: Release) -> HttpResponse:
    context = {
        "release": release,
        "status": RELEASE.label(release.status),
        "may_decide": RELEASE.may(release.status, "grant")
        and may("release.grant", request.relations),
    }
    return render(request, "releases/release.html", context)


@gates.row(releases.visible, act="release.grant")
def decide(request: HttpRequest, release: Release) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.decide_release(release=release, by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Your decision is recorded and the person has been told.")
        return redirect("release", reference=release.reference)

    return form_page(
        request,
        DecideForm(request.POST or None),
        "releases/decide.html",
        {
            "release": release,
            "heading": f"Release {release.person.name}?",
            "button": "Record my decision",
            "caption": release.opportunity.title,
        },
        save,
    )
