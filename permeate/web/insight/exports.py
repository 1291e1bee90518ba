"""The numbers of an insight page as CSV, protected like the page."""

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from permeate.models import Organisation, Programme
from permeate.queries import insight as queries
from permeate.queries.insight import Scope
from permeate.web import gates
from permeate.web.csv_files import csv_file
from permeate.web.insight import presenters

HEADER = ("Year", "About", "Group", "Measure", "Number")
Line = tuple[str, str, str, str, str]


@gates.row(queries.organisations, act="organisation.insight")
def organisation_export(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    year = presenters.year_of(request.GET.get("year"), timezone.localdate())
    flows = queries.flows(organisation, year)
    people = presenters.people_of(organisation, flows)
    missing = presenters.missing_rows(queries.fellow_members(organisation), flows)
    lines = _lines(organisation, year, people, missing)
    return csv_file(f"insight-{organisation.reference}-{year}", HEADER, lines)


@gates.row(queries.programmes, act="programme.insight")
def programme_export(request: HttpRequest, programme: Programme) -> HttpResponse:
    year = presenters.year_of(request.GET.get("year"), timezone.localdate())
    flows = queries.flows(programme, year)
    people = presenters.people_of_programme(flows)
    missing = presenters.missing_rows(queries.members(programme), flows)
    lines = _lines(programme, year, people, missing)
    return csv_file(f"insight-{programme.reference}-{year}", HEADER, lines)


def _lines(
    scope: Scope, year: int, people: presenters.People, missing: Sequence[presenters.Row]
) -> Iterator[Line]:
    when, about, today = presenters.year_words(year), scope.name, timezone.localdate()
    for row in presenters.people_rows(people):
        yield when, about, row["sector"], "People in", row["incoming"]["words"]
        yield when, about, row["sector"], "People out", row["outgoing"]["words"]
    total = presenters.total_row(people)
    yield when, about, "All sectors", "People in", total["incoming"]["words"]
    yield when, about, "All sectors", "People out", total["outgoing"]["words"]
    for row in missing:
        yield when, about, row["name"], row["words"], "0"
    late = presenters.overdue_people(scope, today)
    yield "Now", about, "", "People whose check-in is overdue", late
    for row in presenters.share_rows(queries.share_counts(scope, year, today)):
        yield when, about, "Shares", row["words"], str(row["number"])
