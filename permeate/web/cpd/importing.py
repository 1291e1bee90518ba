"""A log from elsewhere: everything is looked at before anything is added, all or nothing."""

import dataclasses
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from permeate.actions import cpd as actions
from permeate.core.cpd.logbook import Read, read_log
from permeate.core.refusals import Refused
from permeate.core.tables import rows_of
from permeate.web import gates
from permeate.web.cpd.forms import ConfirmRowsForm, LogFileForm

SALT = "activities to import"
PREVIEW_GOOD_FOR = 2 * 3600  # seconds
SHOWN = 50


@gates.signed_in
def import_log(request: HttpRequest) -> HttpResponse:
    form = LogFileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "faults": []}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            rows, faults = read_log(rows_of(upload.file, upload.name, upload.size))
        except Refused as refusal:
            form.add_refusal(refusal)
        else:
            if rows and not faults:
                return _preview(request, rows)
            context["faults"] = faults
            if not faults:
                form.add_error("file", "The file has no activities in it.")
    status = 422 if request.method == "POST" else 200
    return render(request, "cpd/import.html", context, status=status)


def _preview(request: HttpRequest, rows: list[Read]) -> HttpResponse:
    plain = [
        {key: str(value) if isinstance(value, date | Decimal) else value for key, value in one}
        for one in (dataclasses.asdict(row).items() for row in rows)
    ]
    context = {
        "rows": rows[:SHOWN],
        "count": len(rows),
        "form": ConfirmRowsForm(initial={"rows": signing.dumps(plain, salt=SALT, compress=True)}),
    }
    return render(request, "cpd/import_preview.html", context)


@require_POST
@gates.signed_in
def save_import(request: HttpRequest) -> HttpResponse:
    try:
        rows = [_written(one) for one in _unpack(request.POST.get("rows", ""))]
        count = actions.import_activities(rows=rows, by=request.user, now=timezone.now())
    except Refused as refusal:
        form = LogFileForm({})
        form.errors.clear()
        form.add_refusal(refusal)
        return render(request, "cpd/import.html", {"form": form, "faults": []}, status=422)
    messages.success(request, f"{count:,} activities are in your log.")
    return redirect("cpd_log")


def _unpack(packed: str) -> list[dict[str, Any]]:
    try:
        return signing.loads(packed, salt=SALT, max_age=PREVIEW_GOOD_FOR)
    except signing.BadSignature:
        raise Refused("The preview was open for too long. Upload the file again.") from None


def _written(row: dict[str, Any]) -> actions.Written:
    return actions.Written(
        **{
            **{key: value for key, value in row.items() if key != "line"},
            "occurred_on": date.fromisoformat(row["occurred_on"]),
            "hours": Decimal(row["hours"]),
            "points": None if row["points"] is None else Decimal(row["points"]),
        }
    )
