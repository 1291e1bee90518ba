"""Reading guidance, its versions, and where one's own experience went."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from permeate.core.access import may
from permeate.core.ledger_words import LEVELS
from permeate.core.lifecycles import PRACTICE
from permeate.core.roles import Role
from permeate.models import Guidance
from permeate.queries import guidance as queries
from permeate.web import gates
from permeate.web.guidance import presenters

ON_A_PAGE = 25


@gates.signed_in
def all_guidance(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.visible(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    edits = request.user.standing.organisations_as(Role.EDITOR)
    context = {"page": page, "may_start": bool(edits), "edits": edits}
    return render(request, "guidance/list.html", context)


@gates.row(queries.visible, act="guidance.view")
def guidance(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    version = queries.published(guidance)
    edits = may("guidance.edit", request.relations)
    body = version.body if version else guidance.draft_body
    shown = presenters.shown(body, queries.behind(guidance), timezone.localdate())
    number, borne, disputed = presenters.resting(shown)
    context = {
        "guidance": guidance,
        "version": version,
        "shown": shown,
        "number": number,
        "borne": borne,
        "disputed": disputed,
        "edits": edits,
        "to_judge": list(queries.to_judge(guidance)) if edits else [],
        "draft_differs": edits
        and version is not None
        and (version.title, version.body) != (guidance.draft_title, guidance.draft_body),
    }
    return render(request, "guidance/guidance.html", context)


@gates.row(queries.visible, act="guidance.view")
def versions(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    rows = list(guidance.versions.select_related("published_by", "organisation_at_time"))[::-1]
    return render(request, "guidance/versions.html", {"guidance": guidance, "versions": rows})


@gates.row(queries.visible, act="guidance.view")
def compare(request: HttpRequest, guidance: Guidance, older: int, newer: int) -> HttpResponse:
    before, after = (queries.version_of(guidance, number) for number in (older, newer))
    if before is None or after is None:
        raise Http404
    context = {
        "guidance": guidance,
        "older": before,
        "newer": after,
        "differences": presenters.differences(before, after),
    }
    return render(request, "guidance/compare.html", context)


@gates.signed_in
def my_experience(request: HttpRequest) -> HttpResponse:
    context = {
        "practices": queries.where_it_went(request.user),
        "statuses": PRACTICE.statuses,
        "levels": LEVELS,
    }
    return render(request, "guidance/my_experience.html", context)
