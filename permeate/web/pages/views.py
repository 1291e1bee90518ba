"""Privacy notice, accessibility statement, contact; reporting a concern; the operator's side."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import pages as actions
from permeate.core.pages import PAGES, is_unfinished
from permeate.core.refusals import Refused
from permeate.models import Concern
from permeate.queries import pages as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.pages.forms import ConcernForm, PageForm


@gates.public("everybody must be able to read it")
def page(request: HttpRequest, slug: str) -> HttpResponse:
    _check_exists(slug)
    body, found = queries.text_of(slug)
    context = {
        "title": PAGES[slug],
        "slug": slug,
        "body": body,
        "edited_at": found.edited_at if found else None,
        "unfinished": is_unfinished(body),
        "may_edit": request.user.is_authenticated and request.user.is_operator,
    }
    return render(request, "pages/page.html", context)


def _check_exists(slug: str) -> None:
    if slug not in PAGES:
        raise Http404


@gates.operator
def edit_pages(request: HttpRequest) -> HttpResponse:
    return render(request, "pages/pages.html", {"entries": queries.all_pages()})


@gates.operator
def edit_page(request: HttpRequest, slug: str) -> HttpResponse:
    _check_exists(slug)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.edit_page(slug=slug, by=request.user, now=timezone.now(), **answers)
        messages.success(request, f"“{PAGES[slug]}” is published.")
        return redirect("page", slug=slug)

    context = {
        "heading": PAGES[slug],
        "caption": "Edit a page",
        "button": "Publish",
        "back": reverse("edit_pages"),
    }
    form = PageForm(request.POST or None, initial={"body": queries.text_of(slug)[0]})
    return form_page(request, form, "pages/edit.html", context, save)


@gates.public("anybody may have a concern")
def report_concern(request: HttpRequest) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        by = request.user if request.user.is_authenticated else None
        actions.report_concern(**answers, by=by, now=timezone.now())
        messages.success(request, "Your concern was sent to the operator of this service.")
        return redirect("page", slug="concerns")

    return form_page(
        request,
        ConcernForm(request.POST or None),
        "pages/report.html",
        {"heading": "Report a concern", "button": "Send"},
        save,
    )


@gates.operator
def concerns(request: HttpRequest) -> HttpResponse:
    found = Paginator(queries.concerns(request.user), 20).get_page(request.GET.get("page"))
    return render(request, "pages/concerns.html", {"page": found})


@require_POST
@gates.row(queries.concerns, act="concern.close")
def close_concern(request: HttpRequest, concern: Concern) -> HttpResponse:
    try:
        actions.close_concern(concern=concern, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, "The concern is marked as dealt with.")
    return redirect("concerns")
