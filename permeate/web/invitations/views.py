"""Inviting one person or many, and what is still unanswered."""

import dataclasses
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import invitations as actions
from permeate.core.invitations import Invitee, Table, read_table
from permeate.core.refusals import Refused
from permeate.models import Invitation, Organisation
from permeate.queries import invitations as queries
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.invitations import tables
from permeate.web.invitations.forms import ConfirmForm, InviteForm, UploadForm

SALT = "people to invite"
PREVIEW_GOOD_FOR = 2 * 3600  # seconds
SHOWN = 50


def _organisations(person):
    return Organisation.objects.visible_to(person)


@gates.row(_organisations, act="organisation.invite")
def invite(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = InviteForm(request.POST or None)

    def save(answers: dict[str, Any]) -> HttpResponse:
        invitation = actions.invite(
            organisation=organisation,
            invitee=form.invitee(),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, f"We are sending an invitation to {invitation.email}.")
        return redirect("invitations", reference=organisation.reference)

    context = {
        "heading": "Invite somebody",
        "caption": organisation.name,
        "button": "Send invitation",
        "organisation": organisation,
    }
    return form_page(request, form, "invitations/invite.html", context, save)


@gates.row(_organisations, act="organisation.invite")
def invite_many(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = UploadForm(request.POST or None, request.FILES or None)
    context = {"organisation": organisation, "form": form, "table": None}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            table = read_table(tables.rows_of(upload.file, upload.name, upload.size))
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            if not table.faults:
                return _preview(request, organisation, table)
            context["table"] = table
    status = 422 if request.method == "POST" else 200
    return render(request, "invitations/many.html", context, status=status)


def _preview(request: HttpRequest, organisation: Organisation, table: Table) -> HttpResponse:
    """What would be sent; it travels with the page, signed, so that nothing is stored yet."""
    addresses = [one.email for one in table.invitees]
    passed_over = queries.already_in(organisation, addresses, now=timezone.now())
    wanted = [one for one in table.invitees if one.email not in passed_over]
    packed = signing.dumps([dataclasses.astuple(one) for one in wanted], salt=SALT, compress=True)
    context = {
        "organisation": organisation,
        "wanted": wanted[:SHOWN],
        "count": len(wanted),
        "passed_over": [
            (one, passed_over[one.email]) for one in table.invitees if one.email in passed_over
        ][:SHOWN],
        "passed_over_count": len(passed_over),
        "form": ConfirmForm(initial={"people": packed}),
    }
    return render(request, "invitations/preview.html", context)


@require_POST
@gates.row(_organisations, act="organisation.invite")
def send_many(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = ConfirmForm(request.POST)
    try:
        invitees = _unpack(request.POST.get("people", ""))
        count = actions.invite_many(
            organisation=organisation, invitees=invitees, by=request.user, now=timezone.now()
        )
    except Refused as refusal:
        form = UploadForm({})
        form.errors.clear()
        form.add_refusal(refusal)
        context = {"organisation": organisation, "form": form, "table": None}
        return render(request, "invitations/many.html", context, status=422)
    messages.success(request, f"We are sending {count:,} invitations.")
    return redirect("invitations", reference=organisation.reference)


def _unpack(packed: str) -> list[Invitee]:
    try:
        rows = signing.loads(packed, salt=SALT, max_age=PREVIEW_GOOD_FOR)
    except signing.BadSignature:
        raise Refused("The preview was open for too long. Upload the file again.") from None
    return [Invitee(*texts, roles=tuple(roles), line=line) for *texts, roles, line in rows]


@gates.row(_organisations, act="organisation.invite")
def invite_template(request: HttpRequest, organisation: Organisation, kind: str) -> HttpResponse:
    makers = {
        "csv": (tables.template_csv, "text/csv; charset=utf-8"),
        "xlsx": (
            tables.template_xlsx,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    }
    if kind not in makers:
        raise Http404
    make, content_type = makers[kind]
    answer = HttpResponse(make(), content_type=content_type)
    answer["Content-Disposition"] = f'attachment; filename="people-to-invite.{kind}"'
    return answer


@gates.row(_organisations, act="organisation.invite")
def invitations(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    page = Paginator(queries.unanswered(organisation), 50).get_page(request.GET.get("page"))
    context = {"organisation": organisation, "page": page, "now": timezone.now()}
    return render(request, "invitations/invitations.html", context)


@require_POST
@gates.row(queries.visible, act="invitation.withdraw")
def withdraw_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return _change(request, invitation, actions.withdraw_invitation, "withdrawn")


@require_POST
@gates.row(queries.visible, act="invitation.resend")
def resend_invitation(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    return _change(request, invitation, actions.resend_invitation, "sent again")


def _change(request: HttpRequest, invitation: Invitation, action, done: str) -> HttpResponse:
    try:
        action(invitation=invitation, by=request.user, now=timezone.now())
    except Refused as refusal:
        messages.warning(request, refusal.reason)
    else:
        messages.success(request, f"The invitation to {invitation.email} is {done}.")
    return redirect("invitations", reference=invitation.organisation.reference)
