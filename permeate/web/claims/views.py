"""Asking to coordinate an organisation or to add one; the operator's queue and answer."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import claims as actions
from permeate.core.access import may
from permeate.core.lifecycles import CLAIM
from permeate.models import Claim, Organisation
from permeate.queries import claims as queries
from permeate.queries import organisations
from permeate.web import gates
from permeate.web.claims.forms import AnswerForm, ClaimForm, JoinForm
from permeate.web.forms import form_page
from permeate.web.paging import pages

ON_A_PAGE = 25


@gates.row(organisations.visible, act="organisation.claim")
def claim_organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        claim = actions.claim_organisation(
            organisation=organisation, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "Your request was sent. The operator answers by e-mail.")
        return redirect("claim", reference=claim.reference)

    back = reverse("organisation", args=[organisation.reference])
    context = {
        "organisation": organisation,
        "heading": f"Ask to coordinate {organisation.name}",
        "button": "Send",
        "back": back,
        "obstacle": queries.obstacle(request.user, organisation),
        "addresses": queries.verified_addresses(request.user),
        "domains": queries.domains_of(organisation),
    }
    form = ClaimForm(request.POST or None)
    return form_page(request, form, "claims/ask.html", context, save)


@gates.signed_in
def join(request: HttpRequest) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        claim = actions.ask_to_join(by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Your request was sent. The operator answers by e-mail.")
        return redirect("claim", reference=claim.reference)

    context = {
        "heading": "Ask for your organisation to join",
        "button": "Send",
        "back": reverse("organisations"),
    }
    form = JoinForm(request.POST or None, initial={"name": request.GET.get("name", "")[:250]})
    return form_page(request, form, "claims/join.html", context, save)


@gates.operator
def claims(request: HttpRequest) -> HttpResponse:
    decided = Paginator(queries.queue(request.user, waiting=False), ON_A_PAGE)
    page = decided.get_page(request.GET.get("page"))
    context = {
        "waiting": [_line(claim) for claim in queries.queue(request.user, waiting=True)[:100]],
        "decided": [_line(claim) for claim in page.object_list],
        "pagination": pages(page),
    }
    return render(request, "claims/claims.html", context)


def _line(claim: Claim) -> dict[str, Any]:
    return {
        "reference": claim.reference,
        "name": name_of(claim),
        "new": claim.organisation_id is None,
        "person": claim.requested_by.name,
        "requested_at": claim.requested_at,
        "status": claim.status,
        "status_words": CLAIM.label(claim.status),
    }


def name_of(claim: Claim) -> str:
    """The organisation it is about, whether it exists yet or not."""
    return claim.organisation.name if claim.organisation else claim.proposed_name


@gates.row(queries.visible, act="claim.view")
def claim(request: HttpRequest, claim: Claim) -> HttpResponse:
    decides = may("request_to_join.approve", request.relations)
    context: dict[str, Any] = {
        "claim": claim,
        "name": name_of(claim),
        "status": CLAIM.label(claim.status),
        "operator": decides,
        "may_answer": decides and CLAIM.may(claim.status, "approve"),
    }
    if decides:
        addresses, at_domain = queries.proof(claim)
        domains = queries.domains_of(claim.organisation)
        context |= {"addresses": addresses, "at_domain": at_domain, "domains": domains}
    return render(request, "claims/claim.html", context)


@gates.row(queries.visible, act="request_to_join.approve")
def answer_claim(request: HttpRequest, claim: Claim) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        now = timezone.now()
        if answers["approved"]:
            actions.approve_claim(claim=claim, by=request.user, now=now)
            messages.success(
                request, f"{claim.requested_by.name} now coordinates {name_of(claim)}."
            )
        else:
            actions.refuse_claim(claim=claim, reason=answers["reason"], by=request.user, now=now)
            messages.success(request, "Your answer is recorded and the person has been told.")
        return redirect("claims")

    context = {
        "heading": f"Should {claim.requested_by.name} coordinate {name_of(claim)}?",
        "button": "Send the answer",
        "back": reverse("claim", args=[claim.reference]),
    }
    return form_page(request, AnswerForm(request.POST or None), "form.html", context, save)
