"""The table of people to invite: what is uploaded, and the file to fill in."""

import csv
import io
from typing import IO

from openpyxl import Workbook

from permeate.core import tables
from permeate.core.invitations import COLUMNS, MAX_ROWS
from permeate.core.roles import ROLE_LABELS

MAX_LINES = MAX_ROWS * 2  # with empty ones
EXAMPLE = ("name@council.gov.uk", "Name of the person", "Housing officer", "manager@council.gov.uk")


def rows_of(upload: IO[bytes], name: str, size: int) -> tables.Rows:
    """(line, cells) of the uploaded CSV or XLSX file."""
    return tables.rows_of(upload, name, size, MAX_LINES)


def template_csv() -> bytes:
    """The file to fill in, as CSV that Excel opens in the right letters."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS.values())
    writer.writerow([*EXAMPLE, "Participant; Manager"])
    return out.getvalue().encode("utf-8-sig")


def template_xlsx() -> bytes:
    """The file to fill in, as XLSX, with the roles on a second sheet."""
    book = Workbook()
    sheet = book.active
    sheet.title = "People"
    sheet.append(list(COLUMNS.values()))
    sheet.append([*EXAMPLE, "Participant; Manager"])
    for letter in "ABCDE":
        sheet.column_dimensions[letter].width = 28
    roles = book.create_sheet("Roles")
    for label in ROLE_LABELS.values():
        roles.append([label])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
