"""The participant's evidence, its PDF, and the page where anybody can check one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from permeate.core.evidence import code_of, digits, names_hash
from permeate.journal.links import absolute
from permeate.models import EvidencePack
from permeate.queries import evidence as reads
from permeate.web import gates
from permeate.web.evidence.forms import CheckForm
from permeate.web.evidence.pdf import pack_pdf
from permeate.web.evidence.presenters import shown


@gates.row(reads.visible, act="evidence.view")
def evidence(request: HttpRequest, pack: EvidencePack) -> HttpResponse:
    context = {"pack": pack, "shown": shown(pack.content), "code": code_of(pack.content_hash)}
    return render(request, "evidence/evidence.html", context)


@gates.row(reads.visible, act="evidence.view")
def evidence_pdf(request: HttpRequest, pack: EvidencePack) -> HttpResponse:
    data = pack_pdf(pack.content, check_address=absolute("/evidence/check/"))
    name = f"evidence-{slugify(pack.content['person'])[:40]}-{pack.reference}.pdf"
    return HttpResponse(
        data,
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@gates.public("an auditor checks without an account; shows nothing without reference and code")
def check_evidence(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.GET or None)
    context = {"form": form, "pack": None, "answer": ""}
    if not form.is_valid():
        return render(request, "evidence/check.html", context)
    typed = digits(form.cleaned_data["code"])
    pack = reads.issued(digits(form.cleaned_data["reference"]))
    if pack and names_hash(typed, pack.content_hash):
        context |= {"answer": "intact", "pack": pack, "shown": shown(pack.content)}
    elif pack and reads.was_replaced(pack, typed):
        context |= {"answer": "replaced"}
    else:
        context |= {"answer": "unknown"}
    return render(request, "evidence/check.html", context)
