"""What others shared with one's organisation: read, acknowledge, decide."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import shares as actions
from permeate.core.access import may
from permeate.models import ShareEvent
from permeate.queries import shares as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.learning.forms import AcknowledgeForm, DecideForm

ON_A_PAGE = 25


@gates.signed_in
def received(request: HttpRequest) -> HttpResponse:
    pages = Paginator(queries.received(request.user), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "learning/shares.html", {"page": page})


@gates.row(queries.visible, act="share.view")
def share(request: HttpRequest, share: ShareEvent) -> HttpResponse:
    mine = share.shared_by_id == request.user.id
    said = any(word.person_id == request.user.id for word in share.acknowledgements.all())
    context = {
        "share": share,
        "may_acknowledge": not mine and not said and may("share.acknowledge", request.relations),
        "may_decide": may("share.decide", request.relations)
        and bool(queries.may_decide_for(share, request.user)),
    }
    return render(request, "learning/share.html", context)


@gates.row(queries.visible, act="share.acknowledge")
def acknowledge(request: HttpRequest, share: ShareEvent) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.acknowledge_share(share=share, by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Thank you. The author has been told.")
        return redirect("share", reference=share.reference)

    context = {"heading": "What do you make of it?", "caption": share.title, "button": "Send"}
    return form_page(request, AcknowledgeForm(request.POST or None), "form.html", context, save)


@gates.row(queries.visible, act="share.decide")
def decide(request: HttpRequest, share: ShareEvent) -> HttpResponse:
    organisations = queries.may_decide_for(share, request.user)
    if not organisations:
        messages.success(request, "A decision on this has already been made.")
        return redirect("share", reference=share.reference)
    form = DecideForm(request.POST or None, organisations=organisations)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.decide_on_share(
            share=share,
            organisation=form.decides_for(),
            by=request.user,
            verdict=answers["verdict"],
            reason=answers["reason"],
            deferred_until=answers["deferred_until"],
            now=timezone.now(),
        )
        messages.success(request, "The decision is recorded and the author has been told.")
        return redirect("share", reference=share.reference)

    return form_page(request, form, "learning/decide.html", {"share": share}, save)
