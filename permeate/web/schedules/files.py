"""The schedule as files: CSV and a workbook for finance systems, a PDF for people."""

from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from permeate.core.refusals import Refused
from permeate.core.typesetting import typeset
from permeate.models import Placement
from permeate.queries import placements, schedules
from permeate.queries.schedules import Sheet
from permeate.web import gates
from permeate.web.csv_files import csv_file
from permeate.web.presenting import day, days
from permeate.web.schedules import presenters
from permeate.web.xlsx_files import xlsx_file

TEMPLATE = (Path(__file__).parent / "schedule.typ").read_bytes()


def _sheet(placement: Placement) -> Sheet | HttpResponse:
    """What the page shows; back to the page, which says why, where nothing can be counted."""
    try:
        return schedules.sheet_of(placement)
    except Refused:
        return redirect("schedule", reference=placement.reference)


@gates.row(placements.visible, act="schedule.view")
def schedule_csv(request: HttpRequest, placement: Placement) -> HttpResponse:
    sheet = _sheet(placement)
    if isinstance(sheet, HttpResponse):
        return sheet
    name = f"schedule-{placement.reference}"
    return csv_file(name, presenters.HEADER, presenters.file_rows(sheet))


@gates.row(placements.visible, act="schedule.view")
def schedule_xlsx(request: HttpRequest, placement: Placement) -> HttpResponse:
    sheet = _sheet(placement)
    if isinstance(sheet, HttpResponse):
        return sheet
    name = f"schedule-{placement.reference}"
    return xlsx_file(name, presenters.HEADER, presenters.file_rows(sheet))


@gates.row(placements.visible, act="schedule.view")
def schedule_pdf(request: HttpRequest, placement: Placement) -> HttpResponse:
    sheet = _sheet(placement)
    if isinstance(sheet, HttpResponse):
        return sheet
    now = timezone.localtime()
    context = presenters.page(sheet, request.relations)
    words = {
        "title": context["heading"],
        "about": context["caption"],
        "home": placement.home.name,
        "host": placement.host.name,
        "dates": days(placement.starts_on, placement.last_day),
        "agreed": "As agreed by all three" if sheet.agreed else "A plan: not all have signed yet",
        "rows": context["rows"],
        "totals": context["totals"],
        "vat": context["vat"],
        "vat_total": context["vat_total"],
        "gross_total": context["gross_total"],
        "method": context["method"],
        "made": day(now),
        "made_day": [now.year, now.month, now.day],
        "reference": placement.reference,
    }
    answer = HttpResponse(
        typeset(TEMPLATE, words, timestamp=int(now.timestamp())), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'attachment; filename="schedule-{placement.reference}.pdf"'
    return answer
