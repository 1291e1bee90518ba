"""Workbooks for finance systems: sums as numbers, days as dates, everything else as text.

A text is stored as a text even where it begins like a formula, and marked so that it stays
one when somebody edits the cell.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(title: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """A workbook with one sheet, its heading bold and kept in sight."""
    book = Workbook()
    sheet: Worksheet = book.active
    sheet.title = title[:31]
    for place, row in enumerate([header, *rows], start=1):
        for column, value in enumerate(row, start=1):
            _fill(sheet.cell(place, column), value)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = 16
    sheet.freeze_panes = "A2"
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(cell: Cell, value: Any) -> None:
    if isinstance(value, Decimal | int | float) and not isinstance(value, bool):
        cell.value = value
        cell.number_format = "0.00" if isinstance(value, Decimal) else "0"
    elif isinstance(value, date):
        cell.value = value
        cell.number_format = "yyyy-mm-dd"
    elif value not in (None, ""):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
        cell.data_type = "s"
        cell.quotePrefix = True


def xlsx_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of these rows."""
    answer = HttpResponse(workbook(name, header, rows), content_type=TYPE)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer
