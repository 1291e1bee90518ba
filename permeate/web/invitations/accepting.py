"""The page behind an invitation's link: whoever holds it joins, with an account old or new."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from permeate.actions import invitations as actions
from permeate.core.refusals import Refused
from permeate.core.roles import ROLE_LABELS, Role
from permeate.models import Invitation
from permeate.queries import invitations as queries
from permeate.queries.people import has_account
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.invitations.forms import JoinForm

BACKEND = "permeate.web.people.backend.AuthenticationBackend"


@gates.link(actions.PURPOSE, queries.by_link)
def accept_invitation(request: HttpRequest, invitation: Invitation, token: str) -> HttpResponse:
    closed = _closed(request, invitation)
    if closed:
        return render(request, "errors/link.html", {"reason": closed}, status=410)
    owner = queries.person_with_address(invitation.email)
    owner = owner if owner and has_account(owner) else None
    next_page = urlencode({"next": request.path})
    context = {
        "heading": f"Join {invitation.organisation.name}",
        "invitation": invitation,
        "roles": [ROLE_LABELS[Role(role)] for role in invitation.roles],
        "sign_in": f"{reverse('account_login')}?{next_page}",
        "other_account": bool(owner) and owner != request.user,
        "button": "Join",
    }
    if request.user.is_authenticated:
        return _as_member(request, invitation, context)
    if owner:
        return render(request, "invitations/sign_in.html", context)
    return _as_new(request, invitation, context)


def _closed(request: HttpRequest, invitation: Invitation) -> str:
    """Why the invitation cannot be accepted any more; empty where it can."""
    if invitation.accepted_at:
        return "This invitation has been accepted. Sign in to use Permeate."
    if invitation.withdrawn_at:
        return "This invitation was withdrawn. Ask your coordinator if you think that is wrong."
    if invitation.expires_at <= timezone.now():
        return (
            f"This invitation is no longer good. Ask {invitation.invited_by.name} at "
            f"{invitation.organisation.name} to send it again."
        )
    return ""


def _as_member(request: HttpRequest, invitation: Invitation, context: dict) -> HttpResponse:
    if request.method == "POST":
        try:
            actions.accept_invitation(invitation=invitation, by=request.user, now=timezone.now())
        except Refused as refusal:
            context["refusal"] = refusal.reason
            return render(request, "invitations/accept.html", context, status=422)
        return _welcome(request, invitation)
    return render(request, "invitations/accept.html", context)


def _as_new(request: HttpRequest, invitation: Invitation, context: dict) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        person = actions.accept_as_new(invitation=invitation, now=timezone.now(), **answers)
        login(request, person, backend=BACKEND)
        return _welcome(request, invitation)

    initial = {"name": invitation.name}
    form = JoinForm(request.POST or None, email=invitation.email, initial=initial)
    return form_page(request, form, "invitations/join.html", context, save)


def _welcome(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    messages.success(request, f"You belong to {invitation.organisation.name} now.")
    return redirect("home")
