"""Signing: the newest text, its hash, and proof that it is really this person."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import signing as actions
from permeate.core.agreements.text import read
from permeate.core.refusals import Refused
from permeate.core.signing import parties_of
from permeate.core.vocabulary import Party
from permeate.models import Agreement
from permeate.queries import agreements
from permeate.web import gates
from permeate.web.agreements import presenters
from permeate.web.agreements.forms import SignForm
from permeate.web.agreements.identity import Proof, check_proof, proof_of, where_to_prove


@gates.row(agreements.visible, act="agreement.sign")
def sign(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    parties = _still_to_sign(request, agreement)
    if request.method != "POST" and (agreement.status != "OPEN" or not parties):
        return redirect("agreement", reference=agreement.reference)
    proof = proof_of(request)
    form = SignForm(
        request.POST if request.method == "POST" else None,
        parties=parties or list(parties_of(request.relations)),
        asks_password=proof is Proof.PASSWORD,
    )
    if request.method == "POST" and form.is_valid():
        try:
            signed = _sign(request, agreement, form)
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(request, _said(signed))
            return redirect("agreement", reference=agreement.reference)
    return _page(request, agreement, form, proof)


def _still_to_sign(request: HttpRequest, agreement: Agreement) -> list[Party]:
    signed = {s.party for s in agreements.signatures_of(agreement) if s.lapsed_at is None}
    return [party for party in parties_of(request.relations) if party not in signed]


def _sign(request: HttpRequest, agreement: Agreement, form: SignForm) -> Agreement:
    answers = form.cleaned_data
    check_proof(request, answers.get("password", ""))
    return actions.sign_agreement(
        agreement=agreement,
        party=answers.get("party") or parties_of(request.relations)[0],
        by=request.user,
        seen_hash=request.POST.get("seen_hash", ""),
        authority=answers.get("authority", ""),
        now=timezone.now(),
    )


def _said(agreement: Agreement) -> str:
    if agreement.status == "SIGNED":
        return "You have signed, and so have the other two. The placement is agreed."
    return "You have signed. The others have been told."


def _page(request: HttpRequest, agreement: Agreement, form: SignForm, proof: Proof) -> HttpResponse:
    """The newest version always, read after any refusal, with its own hash in the form."""
    newest = agreements.visible(request.user).get(id=agreement.id)
    context = {
        "agreement": newest,
        "form": form,
        "open": newest.status == "OPEN",
        "proof": proof.value,
        "prove_at": where_to_prove(request) if proof is Proof.WANTED else "",
        "caption": presenters.heading(newest),
        "chapters": read(newest.current.text),
        "seen_hash": newest.current.content_hash,
        "hash": presenters.grouped(newest.current.content_hash),
    }
    return render(request, "agreements/sign.html", context, status=422 if form.errors else 200)
