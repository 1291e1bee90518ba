"""The register, one organisation's page, and writing to its coordinators."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import organisations as actions
from permeate.core.access import may
from permeate.models import Organisation
from permeate.queries import claims
from permeate.queries import organisations as queries
from permeate.queries.placements import coordinators_of
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.organisations import presenters
from permeate.web.organisations.forms import ContactForm, SearchForm
from permeate.web.paging import pages

ON_A_PAGE = 25
OFFERS_SHOWN = 10


@gates.signed_in
def organisations(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    form.is_valid()
    answers = {name: form.cleaned_data.get(name) for name in form.fields}
    search = queries.Search(
        words=answers["q"] or "",
        sector=answers["sector"] or "",
        region=answers["region"] or "",
        joined=bool(answers["joined"]),
        closed=bool(answers["closed"]),
    )
    page = Paginator(queries.found(request.user, search), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    query = request.GET.copy()
    query.pop("page", None)
    own = queries.visible(request.user).filter(id__in=request.user.standing.organisations)
    context = {
        "search": form,
        "count": page.paginator.count,
        "rows": [presenters.line(one) for one in page.object_list],
        "pagination": pages(page, query.urlencode()),
        "page_number": page.number,
        "own": [] if query or page.number > 1 else [presenters.line(one) for one in own],
        "searched": bool(query),
    }
    return render(request, "organisations/organisations.html", context)


@gates.row(queries.visible, act="organisation.view")
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    person = request.user
    relations = request.relations
    mine = claims.own_latest(person, organisation)
    context: dict[str, Any] = {
        "organisation": organisation,
        "facts": presenters.facts(organisation),
        "website": presenters.website(organisation),
        "successors": [presenters.line(one) for one in queries.successors(organisation)],
        "offers": queries.open_opportunities(organisation, person, at_most=OFFERS_SHOWN),
        "claim": mine,
        "coordinators": len(coordinators_of(organisation.id)),
        "member": organisation.id in person.standing.organisations,
        "may_edit": may("organisation.edit", relations),
        "may_invite": may("organisation.invite", relations) and not organisation.closed_on,
        "operator": person.standing.operator,
    }
    if context["may_edit"]:
        context["domains"] = claims.domains_of(organisation)
        context["grades"] = list(organisation.grades.all())
    return render(request, "organisations/organisation.html", context)


@gates.row(queries.visible, act="organisation.contact")
def contact(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.contact_coordinators(
            organisation=organisation, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "Your message is on its way. They answer you by e-mail.")
        return redirect("organisation", reference=organisation.reference)

    context = {
        "heading": f"Write to the coordinators of {organisation.name}",
        "button": "Send",
        "back": reverse("organisation", args=[organisation.reference]),
    }
    return form_page(request, ContactForm(request.POST or None), "form.html", context, save)
