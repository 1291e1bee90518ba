"""Finding one's equivalents elsewhere, and asking to shadow one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode

from permeate.actions import equivalents as actions
from permeate.core.search.criteria import PAGE_SIZE
from permeate.models import Membership
from permeate.queries import equivalents as reads
from permeate.web import gates
from permeate.web.equivalents import presenters
from permeate.web.equivalents.forms import AskForm, WantedForm
from permeate.web.forms import form_page


@gates.signed_in
def equivalents(request: HttpRequest) -> HttpResponse:
    memberships = reads.own(request.user)
    if not memberships:
        return render(request, "equivalents/nowhere.html")
    mine = _chosen(memberships, request.GET.get("as", ""))
    form = WantedForm(request.GET)
    wanted = reads.Wanted(**presenters.understood(form))
    found = reads.equivalents(request.user, mine, wanted)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    kept = {name: value for name, value in form.cleaned_data.items() if value}
    context = {
        "mine": mine,
        "others": [one for one in memberships if one != mine],
        "filters": form,
        "narrowed": wanted != reads.Wanted(),
        "most": len(found) >= reads.COMPARED,
        "page": page,
        "query": urlencode(kept | ({"as": mine.reference} if len(memberships) > 1 else {})),
        "results": [presenters.result(one) for one in page],
    }
    return render(request, "equivalents/equivalents.html", context)


def _chosen(memberships: list[Membership], reference: str) -> Membership:
    return next((one for one in memberships if one.reference == reference), memberships[0])


@gates.row(reads.findable, act="equivalent.ask")
def ask_to_shadow(request: HttpRequest, membership: Membership) -> HttpResponse:
    mine = _chosen(reads.own(request.user), request.GET.get("as", ""))

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.ask_to_shadow(
            membership=membership, mine=mine, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "Your request is sent. They will answer you by e-mail.")
        return redirect("equivalents")

    return form_page(
        request,
        AskForm(request.POST or None),
        "equivalents/ask.html",
        {
            "heading": "Ask to shadow",
            "caption": presenters.role(membership),
            "button": "Send the request",
            "theirs": presenters.result(reads.Equivalent(membership)),
            "mine": mine,
        },
        save,
    )
