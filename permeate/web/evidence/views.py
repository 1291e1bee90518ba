"""The participant's evidence, its PDF, and the page where anybody can check one."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from permeate.core.evidence import code_of, digits, names_hash
from permeate.core.packs.blocks import shown
from permeate.core.packs.drawing import draw
from permeate.models import EvidencePack
from permeate.queries import evidence as reads
from permeate.web import gates
from permeate.web.evidence.forms import CheckForm
from permeate.web.evidence.presenters import answer_to


@gates.row(reads.visible, act="evidence.view")
def evidence(request: HttpRequest, pack: EvidencePack) -> HttpResponse:
    content = pack.content
    context = {
        "pack": pack,
        "shown": shown(content["pack"], content["credentials"]),
        "code": code_of(pack.content_hash),
        "signed": [
            (one["name"], one["id"].partition("?reference=")[2]) for one in content["credentials"]
        ],
    }
    return render(request, "evidence/evidence.html", context)


@gates.row(reads.visible, act="evidence.view")
def evidence_pdf(request: HttpRequest, pack: EvidencePack) -> HttpResponse:
    return pdf_of(pack)


def pdf_of(pack: EvidencePack) -> HttpResponse:
    """The pack's PDF, to be kept."""
    content = pack.content
    name = f"evidence-{slugify(pack.person.name)[:40]}-{pack.reference}.pdf"
    return HttpResponse(
        draw(content["pack"], content["credentials"]),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@gates.row(reads.visible_credentials, act="credential.view")
def credential(request: HttpRequest, credential) -> HttpResponse:
    """The signed credential as a file."""
    return HttpResponse(
        json.dumps(credential.document, ensure_ascii=False, indent=2),
        content_type="application/vc+ld+json",
        headers={
            "Content-Disposition": f'attachment; filename="credential-{credential.reference}.json"'
        },
    )


@gates.public("an auditor checks without an account; shows nothing without reference and code")
def check_evidence(request: HttpRequest) -> HttpResponse:
    asked = "code" in request.GET
    form = CheckForm(request.GET if asked else None, initial=request.GET.dict())
    context = {"form": form, "answer": "", "shown": None, "found": None}
    if not asked or not form.is_valid():
        return render(request, "evidence/check.html", context)
    typed = digits(form.cleaned_data["code"])
    found = reads.issued(digits(form.cleaned_data["reference"]))
    if found and names_hash(typed, found.content_hash):
        context |= answer_to(found)
    elif isinstance(found, EvidencePack) and reads.was_replaced(found, typed):
        context |= {"answer": "replaced"}
    else:
        context |= {"answer": "unknown"}
    return render(request, "evidence/check.html", context)
