"""An agreement's status, terms and versions; changing it section by section."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import agreements as actions
from permeate.core.agreements.checking import missing
from permeate.core.agreements.comparing import compare as compare_texts
from permeate.core.agreements.fields import Section
from permeate.core.agreements.sections import section_of
from permeate.core.agreements.text import read
from permeate.core.agreements.versions import section_digest
from permeate.core.refusals import Refused
from permeate.models import Agreement, AgreementVersion, Placement
from permeate.queries import agreements, placements
from permeate.web import gates
from permeate.web.agreements import presenters
from permeate.web.agreements.forms import SectionForm
from permeate.web.forms import Form, form_page


@gates.row(agreements.visible, act="agreement.view")
def agreement(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    context = presenters.agreement_page(
        agreement,
        request.relations,
        list(agreements.versions_of(agreement)),
        list(agreements.signatures_of(agreement)),
    )
    context["pending"] = agreements.pending_variation(agreement)
    return render(request, "agreements/agreement.html", context)


@gates.row(placements.visible, act="agreement.draft")
def draft(request: HttpRequest, placement: Placement) -> HttpResponse:
    """A fresh draft where the one before was withdrawn, or there was none."""
    there = agreements.visible(request.user).filter(placement=placement)
    live = there.live().first()
    if live and request.method != "POST":
        return redirect("agreement", reference=live.reference)

    def save(_: dict[str, Any]) -> HttpResponse:
        made = actions.draft_agreement(placement=placement, by=request.user, now=timezone.now())
        messages.success(request, "The agreement is drafted from what is known.")
        return redirect("agreement", reference=made.reference)

    return form_page(
        request,
        Form(request.POST if request.method == "POST" else None),
        "form.html",
        {
            "heading": "Draft an agreement",
            "caption": f"{placement.participant.name} at {placement.host.name}",
            "introduction": "It is made from the opportunity, the release and the placement. "
            "You then fill in what is missing and open it for signature.",
            "button": "Draft it",
            "back": reverse("placement", args=[placement.reference]),
        },
        save,
    )


@gates.row(agreements.visible, act="agreement.change")
def sections(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    context = {
        "agreement": agreement,
        "caption": presenters.heading(agreement),
        "rows": presenters.section_rows(agreement),
    }
    return render(request, "agreements/sections.html", context)


def _section(code: str) -> Section:
    try:
        return section_of(code)
    except KeyError:
        raise Http404 from None


@gates.row(agreements.visible, act="agreement.change")
def change(request: HttpRequest, agreement: Agreement, section: str) -> HttpResponse:
    part = _section(section)
    was, number = agreement.status, agreement.current.number
    form = SectionForm(
        request.POST if request.method == "POST" else None,
        section=part,
        content=agreement.current.content,
        asks_reason=agreement.opened_at is not None,
    )
    changed_meanwhile = False
    if request.method == "POST" and form.is_valid():
        try:
            changed = actions.change_agreement(
                agreement=agreement,
                section=section,
                answers=form.answers(),
                seen=request.POST.get("seen", ""),
                reason=form.cleaned_data.get("reason", ""),
                by=request.user,
                now=timezone.now(),
            )
        except Refused as refusal:
            form.add_refusal(refusal)
            agreement.refresh_from_db()
            changed_meanwhile = agreement.current.number != number or request.POST.get(
                "seen"
            ) != section_digest(agreement.current.content, part)
        else:
            messages.success(request, _said(changed, number, was))
            return redirect(_after(changed, part))
    context = {
        "agreement": agreement,
        "form": form,
        "heading": part.title,
        "caption": presenters.heading(agreement),
        "button": "Save",
        "seen": section_digest(agreement.current.content, part),
        "now_there": presenters.values_of(part, agreement.current.content)
        if changed_meanwhile
        else [],
        "back": reverse("change_agreement", args=[agreement.reference]),
    }
    status = 422 if form.errors else 200
    return render(request, "agreements/change.html", context, status=status)


def _said(agreement: Agreement, number: int, was: str) -> str:
    if agreement.current.number == number:
        return "Nothing was different, so nothing was changed."
    if was == "DRAFT":
        return f"Saved as version {agreement.current.number}."
    return (
        f"Saved as version {agreement.current.number}. Earlier signatures have lapsed and the "
        "others have been told. Open it for signature when it is ready."
    )


def _after(agreement: Agreement, part: Section) -> str:
    """The next section with a gap while a first draft is filled in, else the agreement."""
    gaps = [section for section, _ in missing(agreement.current.content) if section is not part]
    if agreement.opened_at is None and gaps:
        return reverse("change_section", args=[agreement.reference, gaps[0].code])
    return reverse("agreement", args=[agreement.reference])


@gates.row(agreements.visible, act="agreement.open")
def open_for_signature(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        actions.open_agreement(agreement=agreement, by=request.user, now=timezone.now())
        messages.success(request, "All three have been asked to sign.")
        return redirect("agreement", reference=agreement.reference)

    return form_page(
        request,
        Form(request.POST if request.method == "POST" else None),
        "agreements/open.html",
        {
            "agreement": agreement,
            "rows": [row for row in presenters.section_rows(agreement) if row["missing"]],
            "heading": "Open for signature?",
            "caption": presenters.heading(agreement),
            "button": "Ask all three to sign",
            "back": reverse("agreement", args=[agreement.reference]),
        },
        save,
    )


@gates.row(agreements.visible, act="agreement.withdraw")
def withdraw(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    def save(_: dict[str, Any]) -> HttpResponse:
        actions.withdraw_agreement(agreement=agreement, by=request.user, now=timezone.now())
        messages.success(request, "The agreement is withdrawn and the others have been told.")
        return redirect("agreement", reference=agreement.reference)

    return form_page(
        request,
        Form(request.POST if request.method == "POST" else None),
        "form.html",
        {
            "heading": "Withdraw this agreement?",
            "caption": presenters.heading(agreement),
            "introduction": "Signatures given so far no longer count. The text stays readable.",
            "button": "Withdraw the agreement",
            "back": reverse("agreement", args=[agreement.reference]),
        },
        save,
    )


def version_of(agreement: Agreement, number: int) -> AgreementVersion:
    found = agreement.versions.select_related("written_by").filter(number=number).first()
    if found is None:
        raise Http404
    return found


@gates.row(agreements.visible, act="agreement.view")
def version(request: HttpRequest, agreement: Agreement, number: int) -> HttpResponse:
    shown = version_of(agreement, number)
    signatures = [s for s in agreements.signatures_of(agreement) if s.version_id == shown.id]
    context = {
        "agreement": agreement,
        "version": shown,
        "current": agreement.current.number == number,
        "caption": presenters.heading(agreement),
        "chapters": read(shown.text),
        "hash": presenters.grouped(shown.content_hash),
        "signatures": signatures,
    }
    return render(request, "agreements/version.html", context)


@gates.row(agreements.visible, act="agreement.view")
def compare(request: HttpRequest, agreement: Agreement, older: int, newer: int) -> HttpResponse:
    before, after = version_of(agreement, older), version_of(agreement, newer)
    context = {
        "agreement": agreement,
        "older": before,
        "newer": after,
        "caption": presenters.heading(agreement),
        "differences": compare_texts(before.text, after.text),
    }
    return render(request, "agreements/compare.html", context)
