"""Showing evidence to an auditor: the person's page of links, and what a link shows."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import samples as actions
from permeate.core.packs.blocks import shown
from permeate.core.refusals import Refused
from permeate.core.samples import LOOK_LABELS, SHOWS_LABELS, Look, Shows, check_is_open
from permeate.journal.links import absolute, token
from permeate.models import EvidencePack, Sample
from permeate.queries import evidence as reads
from permeate.web import gates
from permeate.web.evidence.forms import SampleForm
from permeate.web.evidence.views import pdf_of
from permeate.web.forms import form_page

LINK = "sample"


@gates.row(reads.visible, act="evidence.view")
def samples(request: HttpRequest, pack: EvidencePack) -> HttpResponse:
    """Make a link, see each one, and every time it was opened."""

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.make_sample(pack=pack, by=request.user, now=timezone.now(), **answers)
        messages.success(request, "The link is below. Copy it and send it to them.")
        return redirect("samples", reference=pack.reference)

    today = timezone.localdate()
    rows = [_row(one, today) for one in reads.samples_of(pack)]
    context = {"pack": pack, "samples": rows, "heading": "Let an auditor look"}
    form = SampleForm(request.POST or None, today=today)
    return form_page(request, form, "evidence/samples.html", context, save)


def _row(sample: Sample, today) -> dict[str, Any]:
    is_open = not sample.ended_at and sample.expires_on >= today
    path = f"/evidence/sample/{token(LINK, sample.reference)}/"
    return {
        "sample": sample,
        "open": is_open,
        "address": absolute(path) if is_open else "",
        "shows": [SHOWS_LABELS[Shows(one)] for one in sample.shows],
        "looks": [(LOOK_LABELS[Look(one.what)], one.at) for one in sample.looks.all()],
    }


@require_POST
@gates.row(reads.visible_samples, act="sample.end")
def end_sample(request: HttpRequest, sample: Sample) -> HttpResponse:
    actions.end_sample(sample=sample, by=request.user, now=timezone.now())
    messages.success(request, f"{sample.for_whom} cannot open it any more.")
    return redirect("samples", reference=sample.pack.reference)


@gates.link(LINK, reads.samples)
def sample(request: HttpRequest, sample: Sample, token: str) -> HttpResponse:
    """Without an account. A GET shows the cover alone; each opening is on record."""
    try:
        check_is_open(
            ended=sample.ended_at is not None,
            expires_on=sample.expires_on,
            today=timezone.localdate(),
        )
        if request.method != "POST":
            return render(request, "evidence/sample_cover.html", {"sample": sample})
        wants = "document" in request.POST
        what = Look.DOWNLOADED if wants else Look.OPENED
        actions.look_at_sample(sample=sample, what=what, now=timezone.now())
    except Refused as refusal:
        return render(request, "errors/link.html", {"reason": refusal.reason}, status=410)
    return pdf_of(sample.pack) if wants else _opened(request, sample)


def _opened(request: HttpRequest, sample: Sample) -> HttpResponse:
    content = sample.pack.content
    pages = shown(content["pack"], content["credentials"])
    agreed = set(sample.shows)
    if Shows.REFLECTION.value not in agreed:
        activities = [one.without_additions() for one in pages.activities]
    else:
        activities = pages.activities
    context = {
        "sample": sample,
        "person": pages.person,
        "summaries": pages.summaries if Shows.SUMMARY.value in agreed else [],
        "activities": activities,
        "declared": pages.declared if Shows.DECLARED.value in agreed else [],
        "document": Shows.DOCUMENT.value in agreed,
        "issued": pages.issued,
        "revoked": reads.revoked_in(content["credentials"]),
    }
    return render(request, "evidence/sample.html", context)
