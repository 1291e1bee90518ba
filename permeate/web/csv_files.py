"""CSV that opens in a spreadsheet as what it is: text, never a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_file(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    """A download of these rows, with a byte order mark so that Excel reads it as UTF-8."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows([plain(cell) for cell in row] for row in rows)
    answer = HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def plain(cell: Any) -> str:
    """A cell as text; an apostrophe before what a spreadsheet would run as a formula."""
    text = "" if cell is None else str(cell)
    stripped = text.lstrip()
    risky = text.startswith(STARTS_A_FORMULA) or stripped.startswith(STARTS_A_FORMULA)
    return f"'{text}" if risky else text
