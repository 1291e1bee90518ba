"""Where a person stands with all their bodies, on one page."""

from datetime import date, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from permeate.core.cpd.activities import Activity as Judged
from permeate.models import CpdBody, Person
from permeate.queries import cpd as reads
from permeate.queries.cpd_sources import proposals
from permeate.web import gates
from permeate.web.cpd.presenters import body_shown

LOOKED_BACK = timedelta(days=366 * 7)  # no scheme looks further


def judged_log(person: Person, own: list[CpdBody], today: date) -> list[Judged]:
    """The person's log as it is judged."""
    since = today - LOOKED_BACK
    rows = reads.activities(person).filter(occurred_on__gte=since)
    return [reads.judged(row, own) for row in rows]


@gates.signed_in
def cpd(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    own = list(reads.bodies(request.user))
    log = judged_log(request.user, own, today)
    standings = reads.standings(request.user, own, log, today=today)
    context = {
        "bodies": [body_shown(one, log) for one in standings],
        "count": len(log),
        "proposed": len(proposals(request.user)),
        "today": today,
    }
    return render(request, "cpd/cpd.html", context)
