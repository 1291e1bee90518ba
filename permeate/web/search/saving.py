"""Saved searches: save, list, switch their mails, forget; stop mails from a mail's link."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import searches as actions
from permeate.core.search.criteria import Criteria
from permeate.models import SavedSearch
from permeate.queries import searches
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.search import presenters
from permeate.web.search.forms import SaveSearchForm


@gates.signed_in
def saved_searches(request: HttpRequest) -> HttpResponse:
    rows = [presenters.saved(search) for search in searches.visible(request.user)]
    return render(request, "search/saved_searches.html", {"searches": rows})


@gates.signed_in
def save_search(request: HttpRequest) -> HttpResponse:
    criteria, _ = Criteria.read(dict(request.GET.lists()))

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.save_search(query=criteria.query(), by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Your search is saved.")
        return redirect("saved_searches")

    described = presenters.described(criteria)
    return form_page(
        request,
        SaveSearchForm(request.POST or None, initial={"name": described, "alerts": True}),
        "search/save_search.html",
        {
            "heading": "Save this search",
            "button": "Save",
            "described": described,
            "query": criteria.query(),
        },
        save,
    )


@require_POST
@gates.row(searches.visible, act="search.edit")
def switch_alerts(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    wanted = request.POST.get("alerts") == "on"
    actions.set_alerts(search=search, alerts=wanted, by=request.user, now=timezone.now())
    messages.success(
        request, f"You will {'' if wanted else 'not '}get e-mails about “{search.name}”."
    )
    return redirect("saved_searches")


@gates.row(searches.visible, act="search.edit")
def forget_search(request: HttpRequest, search: SavedSearch) -> HttpResponse:
    if request.method == "POST":
        actions.forget_search(search=search, by=request.user, now=timezone.now())
        messages.success(request, f"“{search.name}” is deleted.")
        return redirect("saved_searches")
    return render(request, "search/forget_search.html", {"search": presenters.saved(search)})


@gates.link(actions.STOP, searches.linked)
def stop_alert(request: HttpRequest, search: SavedSearch, token: str) -> HttpResponse:
    if request.method == "POST":
        actions.set_alerts(search=search, alerts=False, by=search.person, now=timezone.now())
        search.alerts = False
    return render(request, "search/stop_alert.html", {"search": search})
