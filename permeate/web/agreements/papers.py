"""A version as a PDF that carries its hash, and the page where anybody who holds it checks it."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from permeate.core.agreements.text import read
from permeate.core.evidence import code_of, digits, names_hash
from permeate.core.signing import PARTIES_BY_KIND, hashed_bytes
from permeate.core.typesetting import typeset
from permeate.core.vocabulary import LABELS, Party
from permeate.journal.links import absolute
from permeate.models import Agreement, AgreementVersion, Signature
from permeate.queries import agreements
from permeate.web import gates
from permeate.web.agreements import presenters
from permeate.web.agreements.views import version_of
from permeate.web.forms import Form
from permeate.web.presenting import moment

TEMPLATE = (Path(__file__).parent / "agreement.typ").read_bytes()


class CheckForm(Form):
    reference = forms.CharField(
        label="Reference",
        help_text="Ten letters and digits, printed at the foot of the agreement.",
        max_length=40,
        error_messages={"required": "Enter the reference"},
    )
    code = forms.CharField(
        label="Check code",
        help_text="Sixteen letters and digits, like 0f3a 9c21 77be 4d10, or the whole hash.",
        max_length=120,
        error_messages={"required": "Enter the check code"},
    )


@gates.row(agreements.visible, act="agreement.view")
def agreement_pdf(request: HttpRequest, agreement: Agreement, number: int) -> HttpResponse:
    version = version_of(agreement, number)
    given = [s for s in agreements.signatures_of(agreement) if s.version_id == version.id]
    data = typeset(
        TEMPLATE,
        _words(agreement, version, given),
        timestamp=int(version.written_at.timestamp()),
        content=hashed_bytes(version.content, version.text).decode(),
    )
    answer = HttpResponse(data, content_type="application/pdf")
    name = f"agreement-{agreement.reference}-version-{version.number}.pdf"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _words(
    agreement: Agreement, version: AgreementVersion, given: list[Signature]
) -> dict[str, Any]:
    written = timezone.localtime(version.written_at)
    check = absolute("/agreements/check/")
    query = {"reference": agreement.reference, "code": version.content_hash[:16]}
    return {
        "title": presenters.heading(agreement),
        "author": agreement.placement.home.name,
        "reference": agreement.reference,
        "version": version.number,
        "status": _status(agreement, version),
        "chapters": [
            {
                "title": chapter.title,
                "parts": [
                    {"number": part.number, "words": part.words, "lines": part.lines}
                    for part in chapter.parts
                ],
            }
            for chapter in read(version.text)
        ],
        "signatures": [_signature(one) for one in given],
        "hash": presenters.grouped(version.content_hash),
        "code": code_of(version.content_hash),
        "check_address": check,
        "check_link": f"{check}?{urlencode(query)}",
        "written": moment(version.written_at),
        "written_day": [written.year, written.month, written.day],
    }


def _signature(one: Signature) -> str:
    authority = f", {one.authority}" if one.authority else ""
    lapsed = f". Lapsed {moment(one.lapsed_at)}" if one.lapsed_at else ""
    side = LABELS[Party(one.party)]
    return f"{side}: {one.signed_by.name}{authority}, {moment(one.signed_at)}{lapsed}"


def _status(agreement: Agreement, version: AgreementVersion) -> str:
    """Where this version stands, in words that need no names."""
    standing = version.signatures.filter(lapsed_at=None).count()
    if agreement.current_id != version.id:
        return "Superseded by a newer version: this text no longer counts."
    if agreement.status == "SUPERSEDED":
        return "Signed by all, and replaced by a variation since."
    if agreement.status == "WITHDRAWN":
        return "Withdrawn: this text does not count."
    if agreement.status == "SIGNED":
        return "Signed by all, and in force."
    needed = len(PARTIES_BY_KIND[agreement.placement.kind])
    return f"Not in force: {standing} of {needed} have signed."


@gates.public("whoever holds a signed agreement checks it; shows nothing without its code")
def check_agreement(request: HttpRequest) -> HttpResponse:
    form = CheckForm(request.GET or None)
    context: dict[str, Any] = {"form": form, "found": None, "answer": ""}
    if form.is_valid():
        typed = form.cleaned_data["code"]
        versions = agreements.version_known_by(digits(form.cleaned_data["reference"]))
        found = next((v for v in versions if names_hash(typed, v.content_hash)), None)
        context["answer"] = "unknown"
        if found:
            context |= {
                "answer": "intact",
                "found": found,
                "status": _status(found.agreement, found),
                "hash": presenters.grouped(found.content_hash),
                "signed": [
                    (LABELS[Party(one.party)], one.signed_at, one.lapsed_at)
                    for one in found.signatures.all()
                ],
            }
    return render(request, "agreements/check.html", context)
