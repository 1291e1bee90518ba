"""Guidance to take away: a tagged PDF and one page of HTML that needs nothing else."""

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.text import slugify

from permeate.core.typesetting import typeset
from permeate.journal.links import absolute
from permeate.models import Guidance, GuidanceVersion
from permeate.queries import guidance as queries
from permeate.web import gates
from permeate.web.guidance import presenters
from permeate.web.presenting import day

TEMPLATE = (Path(__file__).parent / "guidance.typ").read_bytes()


def _words(guidance: Guidance, version: GuidanceVersion) -> dict[str, Any]:
    """Everything the exports show, as plain texts."""
    today = timezone.localdate()
    shown = presenters.shown(version.body, queries.behind(guidance), today)
    number, borne, disputed = presenters.resting(shown)
    at = timezone.localtime(version.published_at)
    return {
        "title": version.title,
        "organisation": guidance.organisation.name,
        "version": version.number,
        "published": day(version.published_at),
        "published_day": [at.year, at.month, at.day],
        "printed": day(today),
        "address": absolute(f"/guidance/{guidance.reference}/"),
        "counts": f"{borne} of {number} statements have experience behind them; "
        f"{disputed} with a contradiction that is not resolved.",
        "blocks": [
            {
                "kind": one.kind,
                "text": one.text,
                "disputed": one.disputed,
                "behind": [_line(link) for link in one.behind],
            }
            for one in shown
        ],
    }


def _line(link: presenters.Behind) -> str:
    parts = [
        f"{link.role}: {link.link.practice.claim}",
        f"from {link.link.practice.origin.name}",
        link.who,
        link.age,
        f"taken up by {link.adopted}" if link.adopted else "",
        f"Resolved: {link.link.resolution}" if link.link.resolution else "",
    ]
    return ". ".join(part for part in parts if part) + "."


def _published(guidance: Guidance) -> GuidanceVersion:
    version = queries.published(guidance)
    if version is None:
        raise Http404
    return version


def _download(data: bytes | str, kind: str, guidance: Guidance, ending: str) -> HttpResponse:
    name = f"{slugify(guidance.title)[:60] or 'guidance'}-{guidance.published}.{ending}"
    return HttpResponse(
        data,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@gates.row(queries.visible, act="guidance.view")
def pdf(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    version = _published(guidance)
    words = _words(guidance, version)
    data = typeset(TEMPLATE, words, timestamp=int(version.published_at.timestamp()))
    return _download(data, "application/pdf", guidance, "pdf")


@gates.row(queries.visible, act="guidance.view")
def html(request: HttpRequest, guidance: Guidance) -> HttpResponse:
    words = _words(guidance, _published(guidance))
    page = render_to_string("guidance/export.html", words)
    return _download(page, "text/html; charset=utf-8", guidance, "html")
