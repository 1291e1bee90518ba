"""Adoptions and outcomes: attested, checked after months, raised level by level."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from permeate.actions import adoptions as actions
from permeate.core.access import may
from permeate.core.adoptions import HIGHEST
from permeate.core.ledger_words import LEVELS
from permeate.models import Adoption, InUseCheck, Outcome, Practice
from permeate.queries import adoptions as queries
from permeate.queries.practices import visible as visible_practices
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.practices.adopting_forms import AttestForm, ClaimForm, InUseForm, RaiseForm
from permeate.web.practices.sharing_forms import kept

# What one does to reach a level, and what it says of it.
RAISING = {
    1: ("Confirm this outcome", "You say for your organisation that this is what happened."),
    2: ("Attach the evidence", "Others can then see the figures for themselves."),
    3: (
        "Check this outcome",
        "You say, from outside, that the evidence bears out the figures and the comparison.",
    ),
}


@gates.row(visible_practices, act="practice.adopt")
def attest(request: HttpRequest, practice: Practice) -> HttpResponse:
    organisations = queries.adopters_for(practice, request.user)
    if not organisations:
        messages.success(request, "Your organisation has attested this, or it comes from you.")
        return redirect("practice", reference=practice.reference)
    form = AttestForm(request.POST or None, organisations=organisations)

    def save(answers: dict[str, Any]) -> HttpResponse:
        adoption = actions.attest_adoption(
            practice=practice,
            organisation=form.organisation(),
            adopted_on=answers["adopted_on"],
            evidence=answers["evidence"],
            adaptation=answers["adaptation"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "It is recorded. We will ask after 6 and 12 months.")
        return redirect("adoption", reference=adoption.reference)

    context = {
        "heading": "We work like this now",
        "caption": practice.claim,
        "button": "Attest it",
        "introduction": "You say for your organisation that this practice is in use. Everybody "
        "here can read it, with your name.",
        "back": reverse("practice", args=[practice.reference]),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(queries.visible, act="adoption.view")
def adoption(request: HttpRequest, adoption: Adoption) -> HttpResponse:
    context = {
        "adoption": adoption,
        "levels": LEVELS,
        "may_claim": may("adoption.claim", request.relations),
    }
    return render(request, "practices/adoption.html", context)


@gates.row(queries.visible, act="adoption.claim")
def claim(request: HttpRequest, adoption: Adoption) -> HttpResponse:
    form = ClaimForm(request.POST or None)

    def save(answers: dict[str, Any]) -> HttpResponse:
        outcome = actions.claim_outcome(
            adoption=adoption, measured=form.measured(), by=request.user, now=timezone.now()
        )
        messages.success(request, "It is recorded as a claim, and the adopter has been told.")
        return redirect("outcome", reference=outcome.reference)

    context = {
        "heading": "Say what changed",
        "caption": f"{adoption.organisation.name}: {adoption.practice.claim}",
        "button": "Record the claim",
        "back": reverse("adoption", args=[adoption.reference]),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(queries.visible_outcomes, act="outcome.view")
def outcome(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    context = {
        "outcome": outcome,
        "steps": outcome.steps.select_related("by", "organisation", "file").defer("file__content"),
        "levels": LEVELS,
        "raising": RAISING.get(outcome.level + 1) if _may_raise(request, outcome) else None,
    }
    return render(request, "practices/outcome.html", context)


def _may_raise(request: HttpRequest, outcome: Outcome) -> bool:
    """Whether the next level is this person's to give."""
    adoption = outcome.adoption
    if outcome.level == HIGHEST or adoption.author_id == request.user.id:
        return False
    inside = adoption.organisation_id in request.user.standing.organisations
    if not may("outcome.raise", request.relations):
        return False
    return inside if outcome.level + 1 < HIGHEST else not inside


@gates.row(queries.visible_outcomes, act="outcome.raise")
def raise_it(request: HttpRequest, outcome: Outcome) -> HttpResponse:
    if outcome.level == HIGHEST:
        return redirect("outcome", reference=outcome.reference)
    heading, introduction = RAISING[outcome.level + 1]
    form = RaiseForm(request.POST or None, request.FILES or None, level=outcome.level + 1)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.raise_outcome(
            outcome=outcome,
            note=answers["note"],
            file=kept(form),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "It is recorded.")
        return redirect("outcome", reference=outcome.reference)

    context = {
        "heading": heading,
        "caption": outcome.measure,
        "introduction": introduction,
        "button": heading,
        "back": reverse("outcome", args=[outcome.reference]),
    }
    return form_page(request, form, "form.html", context, save)


@gates.row(queries.visible_outcomes, act="outcome.view")
def evidence(request: HttpRequest, outcome: Outcome, level: int) -> HttpResponse:
    """The file behind a level, always as a download."""
    found = queries.file_of(outcome, level)
    if found is None:
        raise Http404
    return HttpResponse(
        bytes(found.content),
        content_type=found.media_type,
        headers={"Content-Disposition": content_disposition_header(True, found.name) or ""},
    )


@gates.row(queries.visible_checks, act="in_use.answer")
def in_use(request: HttpRequest, check: InUseCheck) -> HttpResponse:
    if check.in_use:
        messages.success(request, "This was answered.")
        return redirect("adoption", reference=check.adoption.reference)
    form = InUseForm(request.POST or None)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.answer_in_use(
            check=check,
            in_use=answers["in_use"],
            carrier_left=form.left(),
            note=answers["note"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Thank you. It is recorded.")
        return redirect("adoption", reference=check.adoption.reference)

    context = {
        "heading": f"Still in use after {check.months} months?",
        "caption": f"{check.adoption.organisation.name}: {check.adoption.practice.claim}",
        "button": "Send",
    }
    return form_page(request, form, "form.html", context, save)
