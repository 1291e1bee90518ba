"""What an organisation's coordinator keeps: its grades and e-mail domains."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from permeate.actions import organisations as actions
from permeate.models import Organisation
from permeate.queries import claims
from permeate.queries import organisations as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.organisations.forms import DomainsForm, GradesForm


def _frame(organisation: Organisation, heading: str) -> dict[str, Any]:
    return {
        "organisation": organisation,
        "heading": heading,
        "caption": organisation.name,
        "button": "Save",
        "back": reverse("organisation", args=[organisation.reference]),
    }


@gates.row(queries.visible, act="organisation.edit")
def grades(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = GradesForm(request.POST or None, list(organisation.grades.all()))

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.set_grades(
            organisation=organisation, rows=form.rows(), by=request.user, now=timezone.now()
        )
        messages.success(request, "The grades are saved.")
        return redirect("organisation_grades", reference=organisation.reference)

    context = _frame(organisation, "Grades")
    return form_page(request, form, "organisations/grades.html", context, save)


@gates.row(queries.visible, act="organisation.edit")
def domains(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    initial = {"domains": "\n".join(claims.domains_of(organisation))}

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.set_domains(
            organisation=organisation, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "The e-mail domains are saved.")
        return redirect("organisation", reference=organisation.reference)

    context = _frame(organisation, "E-mail domains")
    form = DomainsForm(request.POST or None, initial=initial)
    return form_page(request, form, "organisations/domains.html", context, save)
