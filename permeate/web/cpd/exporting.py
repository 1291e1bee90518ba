"""The log taken away: as CSV that this service and others read, as JSON, as xAPI statements."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from permeate.core.cpd.logbook import COLUMNS_OUT, row_out, statement
from permeate.journal.links import absolute
from permeate.models import Activity, Person
from permeate.queries import cpd as reads
from permeate.web import gates
from permeate.web.csv_files import csv_file


@gates.signed_in
def export(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    rows = list(reads.activities(request.user))
    return KINDS[kind](request.user, rows)


def _csv(person: Person, rows: list[Activity]) -> HttpResponse:
    return csv_file("cpd-log", COLUMNS_OUT, [list(plain(row).values()) for row in rows])


def _json(person: Person, rows: list[Activity]) -> HttpResponse:
    return _file("cpd-log.json", [{**plain(row), "reference": row.reference} for row in rows])


def _xapi(person: Person, rows: list[Activity]) -> HttpResponse:
    home = absolute("/")
    made = [
        statement(
            person=person.reference,
            service=home,
            address=absolute(f"/cpd/log/{row.reference}/"),
            at=row.recorded_at,
            **fields(row),
        )
        for row in rows
    ]
    return _file("cpd-log-xapi.json", made)


def fields(row: Activity) -> dict[str, Any]:
    """An activity's plain values, as `core.cpd.logbook` takes them."""
    names = (
        *("occurred_on", "hours", "points", "type", "title", "objective", "reflection"),
        *("evidence", "confirmed_by", "code", "answers"),
    )
    return {name: getattr(row, name) for name in names}


def plain(row: Activity) -> dict[str, str]:
    """A row of the exchange format."""
    return row_out(**fields(row))


def _file(name: str, data: Any) -> HttpResponse:
    text = json.dumps(data, indent=1, ensure_ascii=False)
    answer = HttpResponse(text, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


KINDS = {"csv": _csv, "json": _json, "xapi": _xapi}
