"""An organisation's and a programme's measures are the same pages at other addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.urls import reverse

from permeate.core.access import may
from permeate.models import MeasureCut, Organisation, Programme
from permeate.queries.cuts import Quarters, Scope, quarters


@dataclass(frozen=True)
class Place:
    """Whose measures, at which cut, and where its pages are."""

    scope: Scope
    found: Quarters
    asked: str

    @property
    def prefix(self) -> str:
        """What the names of its routes begin with."""
        return "programme" if isinstance(self.scope, Programme) else "organisation"

    @property
    def cut(self) -> MeasureCut:
        """The cut; 404 where there is none."""
        if self.found.cut is None:
            raise Http404
        return self.found.cut

    def address(self, name: str, **more: str) -> str:
        """One of its pages, at the same cut."""
        path = reverse(f"{self.prefix}_{name}", kwargs={"reference": self.scope.reference, **more})
        return f"{path}?{urlencode({'at': self.asked})}" if self.asked else path


def place_of(request: HttpRequest, scope: Scope) -> Place:
    """The place a request is about; a day without a cut leads to the newest."""
    found = quarters(scope, request.GET.get("at", ""))
    newest = bool(found.cut and found.days and found.cut.at == found.days[0])
    asked = found.cut.at.isoformat() if found.cut and not newest else ""
    return Place(scope, found, asked)


# The rows behind a measure of an organisation: words, route, and what is asked there.
ROWS: Mapping[str, tuple[tuple[str, str, Mapping[str, str]], ...]] = {
    "M1": (
        ("People who came this year", "insight_people", {"direction": "in"}),
        ("People who went this year", "insight_people", {"direction": "out"}),
    ),
    "M6": (("Shares acknowledged this year", "insight_shares", {"which": "acknowledged"}),),
    "M7": (
        ("Adopted this year", "insight_shares", {"which": "ADOPT"}),
        ("Adapted this year", "insight_shares", {"which": "ADAPT"}),
        ("Rejected this year", "insight_shares", {"which": "REJECT"}),
    ),
    "M10": (("Waiting for longer than agreed", "insight_shares", {"which": "overdue"}),),
}


def rows_behind(request: HttpRequest, scope: Scope, key: str) -> list[dict[str, Any]]:
    """Links to the rows behind a measure, for whoever may read those of the organisation."""
    if not isinstance(scope, Organisation):
        return []
    if not may("organisation.insight", request.relations):  # type: ignore[attr-defined]
        return []
    return [
        {
            "words": words,
            "href": f"{reverse(route, kwargs={'reference': scope.reference})}?{urlencode(asked)}",
        }
        for words, route, asked in ROWS.get(key, ())
    ]
