"""Privacy notice, accessibility statement, contact; reporting a concern."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import pages
from permeate.core.pages import PAGES
from permeate.models import Page
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.pages.forms import ConcernForm


@gates.public("everybody must be able to read it")
def page(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in PAGES:
        raise Http404
    found = Page.objects.filter(slug=slug).first()
    return render(request, "pages/page.html", {"title": PAGES[slug], "slug": slug, "page": found})


@gates.public("anybody may have a concern")
def report_concern(request: HttpRequest) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        by = request.user if request.user.is_authenticated else None
        pages.report_concern(**answers, by=by, now=timezone.now())
        messages.success(request, "Your concern was sent to the operator of this service.")
        return redirect("page", slug="concerns")

    return form_page(
        request,
        ConcernForm(request.POST or None),
        "form.html",
        {"heading": "Report a concern", "button": "Send"},
        save,
    )
