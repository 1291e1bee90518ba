"""Programmes as their members see them: next dates, who hosts, places left."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions.programmes import remove_member
from permeate.core.access import may
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import Organisation, Programme
from permeate.queries import programmes as reads
from permeate.queries import rounds
from permeate.web import gates
from permeate.web.programmes import presenters


@gates.signed_in
def programmes(request: HttpRequest) -> HttpResponse:
    found = reads.listed(request.user, today=timezone.localdate())
    context = {
        "rows": [presenters.listed_row(one) for one in found],
        "may_create": request.user.standing.holds(Role.PROGRAMME_OWNER),
    }
    return render(request, "programmes/programmes.html", context)


@gates.row(reads.visible, act="programme.view")
def programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    person = request.user
    dates = reads.next_dates(programme, today=timezone.localdate())
    offered = reads.days_on(dates, person)
    own = reads.own_bookings(programme, person)
    members = reads.members_of(programme)
    hosting = person.standing.organisations_as(*reads.HOSTING)
    hosts = {member.id for member in members} & hosting
    context = {
        "programme": programme,
        "when": presenters.when(programme),
        "dates": [
            presenters.programme_date(one, offered.get(one.id, []), own, request.relations, hosts)
            for one in dates
        ],
        "members": members,
        "rounds": rounds.of_programme(programme, person),
        "owner": may("programme.edit", request.relations),
        "may_leave": [
            member
            for member in members
            if person.standing.holds(Role.COORDINATOR, member.id)
            and member.id != programme.organisation_id
        ],
    }
    return render(request, "programmes/programme.html", context)


@require_POST
@gates.row(reads.visible, act="programme.leave")
def leave(request: HttpRequest, programme: Programme) -> HttpResponse:
    mine = request.user.standing.organisations_as(Role.COORDINATOR)
    organisation = get_object_or_404(
        Organisation, id__in=mine, reference=request.POST.get("organisation", "")
    )
    try:
        remove_member(
            programme=programme, organisation=organisation, by=request.user, now=timezone.now()
        )
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("programme", reference=programme.reference)
    messages.success(request, f"{organisation.name} no longer takes part in {programme.name}.")
    return redirect("programmes")
