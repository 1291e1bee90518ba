"""The professional bodies a person answers to."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import cpd_bodies as actions
from permeate.core.cpd.stored import scheme_of
from permeate.models import CpdBody
from permeate.queries import cpd as reads
from permeate.web import gates
from permeate.web.cpd.forms import AboutBodyForm, ChooseBodyForm
from permeate.web.cpd.presenters import source_words
from permeate.web.forms import form_page, posted


@gates.signed_in
def add(request: HttpRequest) -> HttpResponse:
    form = ChooseBodyForm(posted(request), choices=reads.choices(request.user))

    def save(answers: dict[str, Any]) -> HttpResponse:
        row = actions.add_body(
            key=answers["scheme"],
            about=actions.AboutMember(),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, f"{row.scheme.body} is among your bodies.")
        return redirect("change_body", reference=row.reference)

    context = {
        "heading": "Add a professional body",
        "button": "Continue",
        "back": reverse("cpd"),
        "introduction": "Your log is judged by its rules beside those of your other bodies.",
    }
    return form_page(request, form, "cpd/add_body.html", context, save)


@gates.row(reads.bodies, act="cpd_body.edit")
def change(request: HttpRequest, body: CpdBody) -> HttpResponse:
    scheme = scheme_of(body.scheme.text)
    current = reads.key_of(body.scheme)
    choices = [one for one in reads.choices(request.user) if one.family == body.scheme.family]
    if current not in {one.key for one in choices}:
        words = f"{scheme.body}, {scheme.year} (as it was when you chose it)"
        choices.insert(0, reads.Choice(current, body.scheme.family, words, scheme))
    names = [name for name in AboutBodyForm.base_fields if name != "scheme"]
    form = AboutBodyForm(
        posted(request),
        choices=choices,
        scheme=scheme,
        initial={"scheme": current, **{name: getattr(body, name) for name in names}},
    )

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.change_body(
            body=body, key=answers["scheme"], about=form.about(), by=request.user,
            now=timezone.now(),
        )  # fmt: skip
        messages.success(request, "It is saved.")
        return redirect("cpd")

    context = {
        "heading": scheme.body,
        "button": "Save",
        "back": reverse("cpd"),
        "body": body,
        "source": source_words(scheme),
        "remark": scheme.remark,
    }
    return form_page(request, form, "cpd/body.html", context, save)


@gates.row(reads.bodies, act="cpd_body.edit")
def remove(request: HttpRequest, body: CpdBody) -> HttpResponse:
    if request.method == "POST":
        actions.remove_body(body=body, by=request.user, now=timezone.now())
        messages.success(request, f"{body.scheme.body} is no longer among your bodies.")
        return redirect("cpd")
    return render(request, "cpd/remove_body.html", {"body": body})
