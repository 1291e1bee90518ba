"""Beginning a variation, and what it changes in the terms in force."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import varying as actions
from permeate.core.agreements.comparing import compare
from permeate.core.agreements.varying import BY_CODE, CHANGES
from permeate.models import Agreement
from permeate.queries import agreements
from permeate.web import gates
from permeate.web.agreements import presenters
from permeate.web.forms import Form, form_page, posted


class VaryForm(Form):
    change = forms.ChoiceField(
        label="What is to change?",
        choices=[(one.code, one.words) for one in CHANGES],
        widget=forms.RadioSelect,
        error_messages={"required": "Select what is to change"},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="All three read it.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say why the terms change"},
    )


@gates.row(agreements.visible, act="agreement.vary")
def vary(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    pending = agreements.pending_variation(agreement)
    if pending and request.method != "POST":
        return redirect("agreement", reference=pending.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        variation = actions.vary_agreement(
            agreement=agreement, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "A variation is begun. What was signed stands meanwhile.")
        section = BY_CODE[answers["change"]].sections[0]
        return redirect("change_section", reference=variation.reference, section=section)

    context = {
        "heading": "Vary the terms",
        "caption": presenters.heading(agreement),
        "introduction": "Home, host and participant sign the variation as they signed the "
        "agreement. Until then what was signed stands. To end the placement by notice instead, use "
        "“End early” on its page.",
        "button": "Begin the variation",
        "back": reverse("agreement", args=[agreement.reference]),
    }
    return form_page(request, VaryForm(posted(request)), "form.html", context, save)


@gates.row(agreements.visible, act="agreement.view")
def changes(request: HttpRequest, agreement: Agreement) -> HttpResponse:
    if agreement.varies is None:
        return redirect("agreement", reference=agreement.reference)
    context = {
        "agreement": agreement,
        "caption": presenters.heading(agreement),
        "differences": compare(agreement.varies.current.text, agreement.current.text),
    }
    return render(request, "agreements/changes.html", context)
