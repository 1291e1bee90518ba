"""An organisation's members: the list, one member's place, and its end."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import memberships as actions
from permeate.core.roles import Role
from permeate.models import Membership, Organisation
from permeate.queries import invitations, memberships
from permeate.queries.duties import duties
from permeate.web import gates
from permeate.web.forms import form_page
from permeate.web.members.forms import EndForm, MemberForm, SearchForm

PER_PAGE = 50
SHOWN = 50


def _organisations(person):
    return Organisation.objects.visible_to(person)


@gates.role(Role.COORDINATOR)
def people_start(request: HttpRequest) -> HttpResponse:
    """Straight to the people of the one organisation, or a choice among several."""
    coordinated = Organisation.objects.coordinated_by(request.user.standing)
    if len(coordinated) == 1:
        return redirect("people", reference=coordinated[0].reference)
    return render(request, "members/choose.html", {"organisations": coordinated})


@gates.row(_organisations, act="organisation.members")
def people(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    form = SearchForm(request.GET or None)
    wanted = form.cleaned_data if form.is_valid() else {}
    found = memberships.members(
        organisation, search=wanted.get("q", ""), role=wanted.get("role", "")
    )
    kept = request.GET.copy()
    kept.pop("page", None)
    context = {
        "organisation": organisation,
        "form": SearchForm(initial=wanted),
        "searching": any(wanted.values()),
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
        "query": kept.urlencode(),
        "unanswered": invitations.unanswered(organisation).count(),
    }
    return render(request, "members/people.html", context)


@gates.row(memberships.visible, act="membership.edit")
def member(request: HttpRequest, membership: Membership) -> HttpResponse:
    initial = {
        "job_title": membership.job_title,
        "team": membership.team,
        "grade": membership.grade_id,
        "manager_email": membership.manager.email if membership.manager else "",
        "roles": memberships.roles_of(membership),
    }
    form = MemberForm(request.POST or None, membership=membership, initial=initial)

    def save(_: dict[str, Any]) -> HttpResponse:
        actions.change_membership(
            membership=membership,
            by=request.user,
            now=timezone.now(),
            **form.answers(membership),
        )
        messages.success(request, f"What you changed for {membership.person.name} is saved.")
        return redirect("people", reference=membership.organisation.reference)

    context = {
        "membership": membership,
        "heading": membership.person.name,
        "caption": membership.organisation.name,
        "button": "Save",
    }
    return form_page(request, form, "members/member.html", context, save)


@gates.row(memberships.visible, act="membership.end")
def end_membership(request: HttpRequest, membership: Membership) -> HttpResponse:
    return _end(
        request,
        membership,
        heading=f"End {membership.person.name}’s membership",
        button="End membership",
        done=f"{membership.person.name} no longer belongs to {membership.organisation.name}.",
        back=reverse("member", args=[membership.reference]),
    )


@gates.row(memberships.visible, act="membership.leave")
def leave(request: HttpRequest, membership: Membership) -> HttpResponse:
    return _end(
        request,
        membership,
        heading=f"Leave {membership.organisation.name}",
        button="Leave",
        done=f"You no longer belong to {membership.organisation.name}.",
        back=reverse("account"),
    )


def _end(
    request: HttpRequest,
    membership: Membership,
    *,
    heading: str,
    button: str,
    done: str,
    back: str,
) -> HttpResponse:
    if membership.ended_at:
        return redirect("account")
    waiting = duties(membership.person, membership.organisation)
    coordinators = memberships.coordinators(membership.organisation)
    form = EndForm(
        request.POST or ({} if request.method == "POST" else None),
        needs_replacement=waiting.count() > 0,
        needs_successor=coordinators == {membership.id},
    )

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.end_membership(
            membership=membership, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, done)
        if membership.person_id == request.user.id:
            return redirect("account")
        return redirect("people", reference=membership.organisation.reference)

    context = {
        "membership": membership,
        "own": membership.person_id == request.user.id,
        "heading": heading,
        "button": button,
        "back": back,
        "waiting": waiting.count(),
        "lines": list(waiting.lines())[:SHOWN],
        "taking_part": memberships.taking_part(membership),
    }
    return form_page(request, form, "members/end.html", context, save)


@gates.row(memberships.visible, act="membership.edit")
def hand_over(request: HttpRequest, membership: Membership) -> HttpResponse:
    waiting = duties(membership.person, membership.organisation)
    form = EndForm(request.POST or None, needs_replacement=True, needs_successor=False)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.replace_manager(
            membership=membership, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, f"{answers['replacement'].name} has taken over.")
        return redirect("member", reference=membership.reference)

    context = {
        "membership": membership,
        "heading": f"Hand over from {membership.person.name}",
        "button": "Hand over",
        "back": reverse("member", args=[membership.reference]),
        "waiting": waiting.count(),
        "lines": list(waiting.lines())[:SHOWN],
    }
    return form_page(request, form, "members/hand_over.html", context, save)
