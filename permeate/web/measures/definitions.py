"""What each measure is, for everybody signed in."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from permeate.core.definitions import DEFINITIONS
from permeate.web import gates


@gates.signed_in
def definitions(request: HttpRequest) -> HttpResponse:
    return render(request, "measures/definitions.html", {"definitions": DEFINITIONS.values()})


@gates.signed_in
def one_definition(request: HttpRequest, key: str) -> HttpResponse:
    if key not in DEFINITIONS:
        raise Http404
    return render(request, "measures/definition.html", {"one": DEFINITIONS[key]})
