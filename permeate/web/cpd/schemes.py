"""The rules: those that come with the service, those added since, and adding some."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import cpd_bodies as actions
from permeate.core.cpd.catalogue import TEXTS, family, shipped
from permeate.core.cpd.stored import scheme_of
from permeate.core.roles import Role
from permeate.models import Organisation, Person, SchemeVersion
from permeate.queries import cpd as reads
from permeate.web import gates
from permeate.web.cpd.forms import SchemeForm
from permeate.web.cpd.presenters import source_words
from permeate.web.forms import form_page, posted


@gates.signed_in
def schemes(request: HttpRequest) -> HttpResponse:
    added = reads.schemes(request.user).exclude(scope="SHIPPED")
    context = {"shipped": shipped(), "added": added, "source_words": source_words}
    return render(request, "cpd/schemes.html", context)


@gates.signed_in
def shipped_scheme(request: HttpRequest, known: str) -> HttpResponse:
    if known not in TEXTS:
        raise Http404
    return _page(request, TEXTS[known], f"{reads.SHIPPED}{known}", None)


@gates.row(reads.schemes, act="scheme.view")
def scheme(request: HttpRequest, version: SchemeVersion) -> HttpResponse:
    return _page(request, version.text, version.reference, version)


def _page(request: HttpRequest, text: str, key: str, version: SchemeVersion | None) -> HttpResponse:
    found = scheme_of(text)
    context = {
        "scheme": found,
        "version": version,
        "text": text,
        "key": key,
        "source": source_words(found),
    }
    return render(request, "cpd/scheme.html", context)


@gates.signed_in
def add(request: HttpRequest) -> HttpResponse:
    text, corrects = _corrected(request.user, request.GET.get("from", ""))
    form = SchemeForm(
        posted(request), organisations=_coordinated(request.user), initial={"text": text}
    )

    def save(answers: dict[str, Any]) -> HttpResponse:
        version = actions.add_scheme(
            text=answers["text"].replace("\r\n", "\n"),
            organisation=form.organisation(),
            reason=answers["reason"],
            corrects=corrects,
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "The rules are saved. Whoever chose others keeps them.")
        return redirect("scheme", reference=version.reference)

    context = {
        "heading": "Correct these rules" if corrects else "Add rules of a professional body",
        "button": "Save",
        "back": reverse("schemes"),
    }
    return form_page(request, form, "cpd/add_scheme.html", context, save)


def _corrected(person: Person, key: str) -> tuple[str, str]:
    """The text to begin with and the family it must keep; both empty for new rules."""
    if not key:
        return "", ""
    if key.startswith(reads.SHIPPED):
        text = TEXTS.get(key.removeprefix(reads.SHIPPED))
    else:
        version = reads.schemes(person).filter(reference=key).first()
        text = version.text if version else None
    if text is None:
        raise Http404
    return text, family(scheme_of(text).name)


def _coordinated(person: Person) -> list[Organisation]:
    ids = person.standing.organisations_as(Role.COORDINATOR)
    return list(Organisation.objects.filter(id__in=ids).order_by("name")) if ids else []
