"""A cut as PDF, CSV and JSON."""

from datetime import datetime, time
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from permeate.core.typesetting import typeset
from permeate.models import Organisation, Programme
from permeate.web.csv_files import csv_file
from permeate.web.measures import presenters
from permeate.web.measures.scopes import Place, place_of
from permeate.web.measures.views import organisation_gate, programme_gate
from permeate.web.presenting import day, days

TEMPLATE = (Path(__file__).parent / "report.typ").read_bytes()


@organisation_gate
def organisation_pdf(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _pdf(place_of(request, organisation))


@programme_gate
def programme_pdf(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _pdf(place_of(request, programme))


@organisation_gate
def organisation_csv(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _csv(place_of(request, organisation))


@programme_gate
def programme_csv(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _csv(place_of(request, programme))


@organisation_gate
def organisation_json(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _json(place_of(request, organisation))


@programme_gate
def programme_json(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _json(place_of(request, programme))


def _file(place: Place) -> str:
    return f"measures-{place.scope.reference}-{place.cut.at}"


def _csv(place: Place) -> HttpResponse:
    return csv_file(_file(place), presenters.CSV_HEADER, presenters.csv_lines(place.cut))


def _json(place: Place) -> HttpResponse:
    answer = JsonResponse(
        {"of": place.scope.name, **place.cut.content}, json_dumps_params={"indent": 1}
    )
    answer["Content-Disposition"] = f'attachment; filename="{_file(place)}.json"'
    return answer


def _pdf(place: Place) -> HttpResponse:
    made = timezone.make_aware(datetime.combine(place.cut.at, time(12)))
    data = typeset(TEMPLATE, report_words(place), timestamp=int(made.timestamp()))
    answer = HttpResponse(data, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{_file(place)}.pdf"'
    return answer


def report_words(place: Place) -> dict[str, Any]:
    """The report's words for its template; every figure comes from the cut alone."""
    cut = place.cut
    return {
        "of": place.scope.name,
        "period": days(cut.since, cut.at),
        "known": day(cut.at),
        "day": [cut.at.year, cut.at.month, cut.at.day],
        "digest": cut.digest,
        "chapters": [
            {"title": words, "measures": [_measure(one) for one in measures]}
            for words, measures in presenters.report(cut)
        ],
    }


def _measure(one: presenters.Shown) -> dict[str, Any]:
    return {
        "title": f"{one.definition.title} ({one.definition.key}, version {one.version})",
        "question": one.definition.question,
        "misleads": one.definition.misleads,
        "figures": [[row.name, row.value, row.interval, row.n] for row in one.figures],
        "tables": [table for table in one.tables if table["rows"]],
        "lists": [[name, ", ".join(words) or "none"] for name, words in one.lists],
        "missing": " ".join([*one.missing, one.note]).strip(),
    }
