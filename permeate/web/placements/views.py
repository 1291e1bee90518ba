"""Placements one has to do with: the list, and one placement."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from permeate.core.roles import Role
from permeate.models import Placement
from permeate.queries import placements as queries
from permeate.web import gates
from permeate.web.placements import presenters

ON_A_PAGE = 25
MESSAGES_SHOWN = 3
OFFICES = (Role.COORDINATOR, Role.SIGNATORY, Role.FINANCE)


@gates.signed_in
def placements(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    office = bool(request.user.standing.organisations_as(*OFFICES))
    whose = "all" if office and request.GET.get("whose") == "all" else "mine"
    ended = request.GET.get("show") == "ended"
    rows = queries.listed(request.user, whose=whose, ended=ended, today=today)
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    kept = {"show": "ended" if ended else "now", "whose": whose}
    context = {
        "page": page,
        "rows": [presenters.list_row(row, request.user) for row in page.object_list],
        "ended": ended,
        "whose": whose,
        "office": office,
        "kept": urlencode(kept),
    }
    return render(request, "placements/placements.html", context)


@gates.row(queries.visible, act="placement.view")
def placement(request: HttpRequest, placement: Placement) -> HttpResponse:
    today = timezone.localdate()
    can = presenters.abilities(placement, request.relations)
    check_ins = queries.check_ins_of(placement) if can["follow"] else []
    agreement = queries.agreement_of(placement)
    thread = queries.newest_messages(placement, MESSAGES_SHOWN) if can["read_thread"] else []
    contacts = queries.contacts_of(placement) if can["follow"] else []
    context = {
        "placement": placement,
        "can": can,
        "facts": presenters.facts(placement),
        "status": presenters.status(placement, today),
        "steps": presenters.next_steps(
            placement, request.user, can, check_ins=check_ins, agreement=agreement, today=today
        ),
        "agreement": presenters.agreement_row(agreement, placement, request.relations),
        "schedule": presenters.schedule_link(placement, request.relations),
        "objectives": queries.objectives_of(placement),
        "check_ins": [presenters.check_in_row(row, today) for row in check_ins],
        "thread": thread,
        "contacts": contacts,
        "planned_contacts": presenters.planned_contacts(agreement),
        "return_plan": presenters.return_plan(placement),
        "return_due": presenters.return_due(placement),
        "return_late": presenters.return_late(placement, today),
        "next_date": presenters.next_date(check_ins),
        "arrangements": presenters.link("arrangements", placement.reference),
    }
    return render(request, "placements/placement.html", context)
