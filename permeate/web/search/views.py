"""Finding opportunities."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from permeate.core.search.criteria import PAGE_SIZE, Criteria
from permeate.queries.search.finding import find, hits
from permeate.web import gates
from permeate.web.search import presenters


@gates.signed_in
def opportunities(request: HttpRequest) -> HttpResponse:
    criteria, problems = Criteria.read(dict(request.GET.lists()))
    found = find(criteria, request.user.standing)
    page = Paginator(range(found.count), PAGE_SIZE).get_page(criteria.page)
    context = {
        "criteria": criteria,
        "query": criteria.query(),
        "problems": problems,
        "days": {
            name: presenters.typed_day(request.GET, criteria, name) for name in ("from", "to")
        },
        "heading": presenters.heading(found),
        "cut": found.ask.cut,
        "sorts": presenters.sorts(criteria),
        "chips": presenters.chips(criteria),
        "groups": presenters.groups(criteria, found),
        "page": page,
        "any_word": presenters.any_word(criteria, found),
        "results": [presenters.result(hit) for hit in hits(found.ids, today=timezone.localdate())],
    }
    return render(request, "search/opportunities.html", context)
