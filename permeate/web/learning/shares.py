"""What others shared with one's organisation: read, acknowledge, decide."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header

from permeate.actions import decisions as decision_actions
from permeate.actions import shares as actions
from permeate.core.access import may
from permeate.core.sharing import is_formal
from permeate.core.vocabulary import Receipt
from permeate.models import ShareEvent
from permeate.queries import shares as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.learning.forms import AcknowledgeForm, DecideForm, DelegateForm

ON_A_PAGE = 25


@gates.signed_in
def received(request: HttpRequest) -> HttpResponse:
    pages = Paginator(queries.received(request.user), ON_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return render(request, "learning/shares.html", {"page": page})


@gates.row(queries.visible, act="share.view")
def share(request: HttpRequest, share: ShareEvent) -> HttpResponse:
    mine = share.shared_by_id == request.user.id
    words = share.acknowledgements.all()
    said = {word.receipt for word in words if word.person_id == request.user.id}
    context = {
        "share": share,
        "file": getattr(share, "file", None),
        "formal": is_formal(
            author=share.shared_by_id, acknowledged_by=[word.person_id for word in words]
        ),
        "may_acknowledge": not mine
        and len(said) < len(Receipt)
        and may("share.acknowledge", request.relations),
        "may_delegate": may("share.delegate", request.relations)
        and queries.audience_of(share, request.user) is not None,
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
        decision_actions.decide_on_share(
            share=share,
            organisation=form.organisation(),
            by=request.user,
            verdict=answers["verdict"],
            reason=answers["reason"],
            deferred_until=answers["deferred_until"],
            now=timezone.now(),
        )
        messages.success(request, "The decision is recorded and the author has been told.")
        return redirect("share", reference=share.reference)

    return form_page(request, form, "learning/decide.html", {"share": share}, save)


@gates.row(queries.visible, act="share.delegate")
def delegate(request: HttpRequest, share: ShareEvent) -> HttpResponse:
    audience = queries.audience_of(share, request.user)
    if audience is None:
        messages.success(request, "A decision on this has already been made.")
        return redirect("share", reference=share.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        decision_actions.delegate_decision(
            share=share,
            organisation=audience.organisation,
            email=answers["email"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "They have been told. You can still decide yourself.")
        return redirect("share", reference=share.reference)

    context = {
        "heading": "Leave the decision to a colleague",
        "caption": share.title,
        "button": "Leave it to them",
        "introduction": "The decision is recorded as delegated, with your name and theirs.",
        "back": reverse("share", args=[share.reference]),
    }
    return form_page(request, DelegateForm(request.POST or None), "form.html", context, save)


@gates.row(queries.visible, act="share.view")
def artefact(request: HttpRequest, share: ShareEvent) -> HttpResponse:
    """The file that was shared, always as a download."""
    found = queries.file_of(share)
    if found is None:
        raise Http404
    return HttpResponse(
        bytes(found.content),
        content_type=found.media_type,
        headers={"Content-Disposition": content_disposition_header(True, found.name) or ""},
    )


@gates.signed_in
def decisions(request: HttpRequest) -> HttpResponse:
    """What waits for this senior or delegate, the most urgent first."""
    page = Paginator(queries.to_decide(request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "today": timezone.localdate()}
    return render(request, "learning/decisions.html", context)
