"""Measures of an organisation (coordinator, senior) and a programme (owner): stored cuts."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from markupsafe import Markup

from permeate.core.definitions import DEFINITIONS
from permeate.models import Organisation, Programme
from permeate.queries import insight
from permeate.web import gates
from permeate.web.measures import charts, presenters
from permeate.web.measures.sankey import sankey
from permeate.web.measures.scopes import Place, place_of, rows_behind

organisation_gate = gates.row(insight.organisations, act="organisation.measures")
programme_gate = gates.row(insight.programmes, act="programme.measures")


@organisation_gate
def organisation_measures(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _list(request, place_of(request, organisation))


@programme_gate
def programme_measures(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _list(request, place_of(request, programme))


@organisation_gate
def organisation_measure(
    request: HttpRequest, organisation: Organisation, key: str
) -> HttpResponse:
    return _one(request, place_of(request, organisation), key)


@programme_gate
def programme_measure(request: HttpRequest, programme: Programme, key: str) -> HttpResponse:
    return _one(request, place_of(request, programme), key)


@organisation_gate
def organisation_report(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    return _report(request, place_of(request, organisation))


@programme_gate
def programme_report(request: HttpRequest, programme: Programme) -> HttpResponse:
    return _report(request, place_of(request, programme))


def _list(request: HttpRequest, place: Place) -> HttpResponse:
    cut = place.found.cut
    rows = presenters.every(cut) if cut else []
    context = {
        "place": place,
        "cut": cut,
        "rows": [{"one": one, "headline": presenters.headline(one)} for one in rows],
    }
    return render(request, "measures/measures.html", context)


def _one(request: HttpRequest, place: Place, key: str) -> HttpResponse:
    if key not in DEFINITIONS or key not in place.cut.content["measures"]:
        raise Http404
    context = {
        "place": place,
        "cut": place.cut,
        "one": presenters.shown(place.cut, key),
        "chart": chart(place.cut.content["measures"][key], key),
        "behind": rows_behind(request, place.scope, key),
    }
    return render(request, "measures/measure.html", context)


def _report(request: HttpRequest, place: Place) -> HttpResponse:
    chapters = [
        (words, [(one, chart(_raw(place, one), one.definition.key)) for one in measures])
        for words, measures in presenters.report(place.cut)
    ]
    context = {"place": place, "cut": place.cut, "chapters": chapters}
    return render(request, "measures/report.html", context)


def _raw(place: Place, one: presenters.Shown) -> dict[str, Any]:
    return place.cut.content["measures"][one.definition.key]


def chart(one: dict[str, Any], key: str) -> Markup:
    """The chart that suits a measure: bands of flow, step curves, or intervals."""
    title, name = DEFINITIONS[key].title, f"chart-{key}"
    if key == "M1":
        people = next((grid for grid in one["tables"] if grid["name"].startswith("People")), None)
        return sankey(people, presenters.CODES, title=title, name=name) if people else Markup("")
    if one["curves"]:
        return charts.curves(one["curves"], title=title, name=name)
    named = [{**it, "name": presenters.sentence(it["name"])} for it in one["figures"]]
    return charts.intervals(named, title=title, name=name)
