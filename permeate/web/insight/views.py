"""Insight for a coordinator's own organisation and for the owner of a programme."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.core.insight import WHY_HIDDEN
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import Organisation, Programme
from permeate.queries import cuts
from permeate.queries import insight as queries
from permeate.web import gates
from permeate.web.insight import charts, presenters

ON_A_PAGE = 50


@gates.role(Role.COORDINATOR, Role.PROGRAMME_OWNER, Role.SENIOR)
def insight(request: HttpRequest) -> HttpResponse:
    organisations = list(queries.coordinated(request.user))
    programmes = list(queries.owned(request.user))
    measured = [one for one in cuts.measured(request.user) if one not in organisations]
    if len(organisations) == 1 and not programmes and not measured:
        return redirect("organisation_insight", reference=organisations[0].reference)
    if len(measured) == 1 and not programmes and not organisations:
        return redirect("organisation_measures", reference=measured[0].reference)
    context = {"organisations": organisations, "programmes": programmes, "measured": measured}
    return render(request, "insight/choose.html", context)


@gates.row(queries.organisations, act="organisation.insight")
def organisation_insight(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    today = timezone.localdate()
    year = presenters.year_of(request.GET.get("year"), today)
    flows = queries.flows(organisation, year)
    people = presenters.people_of(organisation, flows)
    address = presenters.people_address(organisation, year)
    late = list(queries.overdue(organisation, today)[: presenters.LISTED + 1])
    counts = queries.share_counts(organisation, year, today)
    context = {
        "scope": organisation,
        "export": "organisation_export",
        "measures": "organisation_measures",
        "heads": ("People in, by where they came from", "People out, by where they went"),
        "people_rows": presenters.people_rows(people, address),
        "total": presenters.total_row(people, address),
        "missing": presenters.missing_rows(queries.fellow_members(organisation), flows),
        "missing_words": "Members of your programmes you exchanged nobody with",
        "late": late[: presenters.LISTED],
        "more_late": len(late) > presenters.LISTED,
        "late_count": None,
        "share_rows": presenters.share_rows(counts, presenters.shares_address(organisation, year)),
        **_frame(people, year, f"People in and out of {organisation.name} by sector"),
    }
    return render(request, "insight/insight.html", context)


@gates.row(queries.programmes, act="programme.insight")
def programme_insight(request: HttpRequest, programme: Programme) -> HttpResponse:
    today = timezone.localdate()
    year = presenters.year_of(request.GET.get("year"), today)
    flows = queries.flows(programme, year)
    people = presenters.people_of_programme(flows)
    counts = queries.share_counts(programme, year, today)
    context = {
        "scope": programme,
        "export": "programme_export",
        "measures": "programme_measures",
        "heads": ("People received, by the host’s sector", "People sent, by the home’s sector"),
        "people_rows": presenters.people_rows(people),
        "total": presenters.total_row(people),
        "missing": presenters.missing_rows(queries.members(programme), flows),
        "missing_words": "Members with nobody in or out",
        "late": [],
        "more_late": False,
        "late_count": presenters.overdue_people(programme, today),
        "share_rows": presenters.share_rows(counts),
        **_frame(people, year, f"People received and sent in {programme.name} by sector"),
    }
    return render(request, "insight/insight.html", context)


def _frame(people: presenters.People, year: int, title: str) -> dict[str, Any]:
    return {
        "people": people,
        "chart": charts.bars(presenters.SECTORS, (people.incoming, people.outgoing), title=title),
        "why_hidden": WHY_HIDDEN if people.hides else "",
        "year": year,
        "year_words": presenters.year_words(year),
        "years": presenters.years(timezone.localdate(), year),
    }


@gates.row(queries.organisations, act="organisation.insight")
def people(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    today = timezone.localdate()
    year = presenters.year_of(request.GET.get("year"), today)
    incoming = request.GET.get("direction") != "out"
    sector = request.GET.get("sector", "")
    sector = sector if sector in presenters.SECTORS else ""
    counted = presenters.people_of(organisation, queries.flows(organisation, year))
    column = counted.incoming if incoming else counted.outgoing
    if column.cells[sector] is None if sector else column.hides:
        return gates.forbidden(
            request,
            Refused(f"{WHY_HIDDEN} Your list of placements shows those of your organisation."),
        )
    rows = queries.people_behind(organisation, year=year, incoming=incoming, sector=sector)
    context = {
        "organisation": organisation,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "incoming": incoming,
        "sector": presenters.SECTORS.get(sector, ""),
        "year": year,
        "year_words": presenters.year_words(year),
        "kept": f"year={year}&direction={'in' if incoming else 'out'}&sector={sector}",
    }
    return render(request, "insight/people.html", context)


@gates.row(queries.organisations, act="organisation.insight")
def shares(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    today = timezone.localdate()
    year = presenters.year_of(request.GET.get("year"), today)
    which = presenters.known_key(request.GET.get("which"))
    rows = [
        {"audience": audience, "verdict": presenters.verdict_words(verdict)}
        for audience, verdict, acknowledged in queries.with_verdicts(
            queries.put_before(organisation, year)
        )
        if presenters.belongs(which, audience, verdict, acknowledged, today)
    ]
    context = {
        "organisation": organisation,
        "page": Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page")),
        "heading": presenters.which_words(which),
        "year": year,
        "year_words": presenters.year_words(year),
        "kept": f"year={year}&which={which}",
    }
    return render(request, "insight/shares.html", context)
