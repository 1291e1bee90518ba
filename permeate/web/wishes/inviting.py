"""A host invites; whoever advertised says whether it interests them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import wishes as actions
from permeate.core.relations import Relation
from permeate.models import Wish, WishInvitation
from permeate.queries import wishes as reads
from permeate.web import gates
from permeate.web.forms import form_page, posted
from permeate.web.wishes import presenters
from permeate.web.wishes.forms import AnswerForm, InviteForm


@gates.row(reads.visible, act="wish.invite")
def invite(request: HttpRequest, wish: Wish) -> HttpResponse:
    offers = {one.reference: one for one in reads.offers_of(request.user)}

    def save(answers: dict[str, Any]) -> HttpResponse:
        made = actions.invite(
            wish=wish,
            opportunity=offers[answers["opportunity"]],
            message=answers["message"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "They have been invited. You hear whether it interests them.")
        return redirect("wish_invitation", reference=made.reference)

    context = {
        "wish": wish,
        "facts": presenters.facts(wish),
        "offers": offers,
        "heading": "Invite them",
        "caption": wish.title,
        "button": "Send the invitation",
        "back": reverse("wish", args=[wish.reference]),
    }
    form = InviteForm(posted(request), offers=list(offers.values()))
    return form_page(request, form, "wishes/invite.html", context, save)


@gates.row(reads.visible_invitations, act="wish_invitation.view", post="wish_invitation.take_up")
def invitation(request: HttpRequest, invitation: WishInvitation) -> HttpResponse:
    own = Relation.SELF in request.relations
    context = {
        "invitation": invitation,
        "own": own,
        "named": own or invitation.status == "INTERESTED",
        "row": presenters.invitation_row(invitation),
        "heading": "An invitation for you" if own else "Your invitation",
        "caption": invitation.wish.title,
        "button": "Answer",
        "back": reverse("wish", args=[invitation.wish.reference]),
    }
    if invitation.status != "SENT" and request.method != "POST":
        return render(request, "wishes/answered.html", context)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.answer_invitation(
            invitation=invitation,
            interested=answers["interested"] == "yes",
            answer=answers["answer"],
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "The host has been told.")
        return redirect("wish_invitation", reference=invitation.reference)

    template = "wishes/invitation.html" if own else "wishes/answered.html"
    return form_page(request, AnswerForm(posted(request)), template, context, save)
