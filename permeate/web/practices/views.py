"""The library of practices, one practice, its versions."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from permeate.core.access import may
from permeate.core.ledger_words import LEVELS
from permeate.core.lifecycles import PRACTICE
from permeate.models import Practice
from permeate.queries import adoptions as adoption_queries
from permeate.queries import practices as queries
from permeate.queries import shares as share_queries
from permeate.web import gates
from permeate.web.practices import presenters
from permeate.web.practices.forms import LibraryForm

ON_A_PAGE = 25


@gates.signed_in
def library(request: HttpRequest) -> HttpResponse:
    form = LibraryForm(request.GET)
    asked = dict.fromkeys(form.fields, "") | _understood(form)
    found = queries.library(request.user, text=asked["q"], topic=asked["topic"])
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "asked": asked,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "topics": queries.topics_in_use(),
        "statuses": PRACTICE.statuses,
    }
    return render(request, "practices/practices.html", context)


def _understood(form: LibraryForm) -> dict[str, Any]:
    form.is_valid()
    return form.cleaned_data


@gates.row(queries.visible, act="practice.view")
def practice(request: HttpRequest, practice: Practice) -> HttpResponse:
    ids = queries.family(practice)
    context = {
        "practice": practice,
        "said": practice.versions.get(number=practice.version),
        "status": (practice.status, PRACTICE.statuses[practice.status]),
        "topics": [one.topic for one in practice.topics.all()],
        "entries": presenters.entries(queries.entries_of(ids)),
        "decisions": list(share_queries.decisions_on(ids, request.user)),
        "shares": list(share_queries.shares_of(ids, request.user)),
        "adoptions": list(adoption_queries.adoptions_of(ids, request.user)),
        "may_adopt": not practice.merged_into_id
        and practice.author_id != request.user.id
        and may("practice.adopt", request.relations)
        and bool(adoption_queries.adopters_for(practice, request.user)),
        "levels": LEVELS,
        "may_share": not practice.merged_into_id and may("practice.share", request.relations),
        "told_as": list(practice.family.order_by("merged_at")),
        "may_change": not practice.merged_into_id and may("practice.change", request.relations),
        "may_merge": not practice.merged_into_id and may("practice.merge", request.relations),
    }
    return render(request, "practices/practice.html", context)


@gates.row(queries.visible, act="practice.view")
def versions(request: HttpRequest, practice: Practice) -> HttpResponse:
    context = {
        "practice": practice,
        "versions": presenters.versions(list(queries.versions_of(practice))),
    }
    return render(request, "practices/versions.html", context)
