"""The site with one more page, which the others are compared with."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import include, path

from permeate.core.roles import Role, Standing
from permeate.models import Opportunity
from permeate.web import gates

NOWHERE = Standing(1, roles={1: frozenset({Role.PARTICIPANT})})


@dataclass(frozen=True)
class Somebody:
    """A person from nowhere, so that the frame is that of a signed-in participant."""

    name: str = "Somebody"
    is_authenticated: bool = True
    is_operator: bool = False
    standing: Standing = NOWHERE


@gates.public("measured only, on loopback")
def bare(request: HttpRequest, reference: str) -> HttpResponse:
    """One indexed query; its title and a paragraph in the frame all pages share."""
    found = get_object_or_404(Opportunity, reference=reference)
    request.user = Somebody()
    return render(request, "bare.html", {"found": found})


urlpatterns = [
    path("bare/<str:reference>/", bare),
    path("", include("permeate.urls")),
]
