"""Linking statements to practices, and judging links."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from permeate.actions import guidance as actions
from permeate.core.roles import Role
from permeate.models import Guidance, ProvenanceLink
from permeate.queries import guidance as queries
from permeate.queries.nearest import nearest
from permeate.queries.practices import library
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.guidance.forms import JudgeForm, LinkForm, ResolveForm

MOST_FOUND = 10


@gates.row(queries.visible, act="guidance.link")
def propose(request: HttpRequest, guidance: Guidance, statement: str) -> HttpResponse:
    version = queries.published(guidance)
    edits = request.user.standing.holds(Role.EDITOR, guidance.organisation_id)
    bodies = [version.body if version else "", guidance.draft_body if edits else ""]
    block = next(filter(None, (queries.statement_of(body, statement) for body in bodies)), None)
    if block is None:
        raise Http404
    asked = request.GET.get("q", "").strip()[:200]
    near = [one.practice for one in nearest(request.user, block.text)]
    found = list(library(request.user, text=asked)[:MOST_FOUND]) if asked else []
    form = LinkForm(request.POST or None, practices=list(dict.fromkeys([*found, *near])))

    def save(answers: dict[str, Any]) -> HttpResponse:
        link = actions.propose_link(
            guidance=guidance,
            statement=block,
            practice=form.chosen(),
            role=answers["role"],
            note=answers["note"],
            by=request.user,
            now=timezone.now(),
        )
        said = "It stands beside the statement." if link.accepted else "The editors have been told."
        messages.success(request, said)
        return redirect("guidance", reference=guidance.reference)

    context = {
        "heading": "What does this statement rest on?",
        "caption": guidance.title,
        "button": "Link it",
        "block": block,
        "asked": asked,
        "practices": form.practices,
        "back": reverse("guidance", args=[guidance.reference]),
    }
    return form_page(request, form, "guidance/link.html", context, save)


@gates.row(queries.visible_links, act="link.view", post="link.judge")
def judge(request: HttpRequest, link: ProvenanceLink) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.judge_link(
            link=link,
            accept=answers["accept"] == "yes",
            reason=answers["reason"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "It is recorded, and whoever proposed it has been told.")
        return redirect("guidance", reference=link.guidance.reference)

    edits = request.user.standing.holds(Role.EDITOR, link.guidance.organisation_id)
    context = {
        "heading": "Experience for a statement",
        "caption": link.guidance.title,
        "button": "Record it",
        "link": link,
        "may_judge": edits and link.accepted is None,
        "back": reverse("guidance", args=[link.guidance.reference]),
    }
    return form_page(request, JudgeForm(request.POST or None), "guidance/judge.html", context, save)


@gates.row(queries.visible_links, act="link.judge")
def resolve(request: HttpRequest, link: ProvenanceLink) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.resolve_contradiction(
            link=link, resolution=answers["resolution"], by=request.user, now=timezone.now()
        )
        messages.success(request, "The contradiction is resolved. It stays on record.")
        return redirect("guidance", reference=link.guidance.reference)

    context = {
        "heading": "Resolve a contradiction",
        "caption": link.statement_text[:200],
        "button": "Resolve it",
        "introduction": f"{link.practice.claim}: {link.note}",
        "back": reverse("guidance", args=[link.guidance.reference]),
    }
    return form_page(request, ResolveForm(request.POST or None), "form.html", context, save)
