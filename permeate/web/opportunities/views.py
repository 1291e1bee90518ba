"""One opportunity: what it is, when, and how to ask for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from permeate.core.access import may
from permeate.models import Opportunity
from permeate.queries import opportunities
from permeate.web import gates
from permeate.web.opportunities import presenters


@gates.row(opportunities.visible, act="opportunity.view")
def opportunity(request: HttpRequest, opportunity: Opportunity) -> HttpResponse:
    today = timezone.localdate()
    host_side = may("opportunity.edit", request.relations)
    open_now = presenters.is_open(opportunity, today)
    may_ask = open_now and opportunity.host_manager_id != request.user.id
    topics = presenters.topics_of(opportunities.TOPICS.all(opportunity.id))
    context: dict[str, Any] = {
        "opportunity": opportunity,
        "status": presenters.status_of(opportunity),
        "facts": presenters.facts(opportunity, topics),
        "objectives": opportunities.OBJECTIVES.all(opportunity.id),
        "open_now": open_now,
        "may_ask": may_ask,
        "host_side": host_side,
        **_way_in(request, opportunity, may_ask),
    }
    if host_side:
        asked = opportunities.asked_for(opportunity, request.user)
        context["asked"] = [presenters.asked_row(one) for one in asked]
        context["audience"] = presenters.audience_words(
            opportunity, opportunity.audiences.select_related("organisation")
        )
        context["moves"] = presenters.host_moves(opportunity, request.relations)
        context["warned"] = presenters.closes_itself_on(opportunity)
    return render(request, "opportunities/opportunity.html", context)


def _way_in(request: HttpRequest, opportunity: Opportunity, may_ask: bool) -> dict[str, Any]:
    """How this person asks for it: a release first for a secondment, else a date to book."""
    if presenters.is_secondment(opportunity):
        release = opportunities.own_release(opportunity, request.user)
        return {"dates": None, "release": presenters.release_row(release, opportunity)}
    own = opportunities.own_bookings(opportunity, request.user)
    dates = opportunities.coming_dates(opportunity, timezone.localdate())
    return {
        "dates": [presenters.date_row(day, own, open_now=may_ask) for day in dates],
        "release": None,
    }
