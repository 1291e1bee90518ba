"""Tables from files, as rows of text; whatever could harm or stall us is refused."""

import csv
import io
import zipfile
from collections.abc import Iterator
from itertools import islice
from typing import IO

from openpyxl import load_workbook  # type: ignore[import-untyped]

from permeate.core.refusals import Refused

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED_BYTES = 20 * 1024 * 1024  # a small XLSX can unpack to gigabytes
MAX_COLUMNS = 40

Rows = Iterator[tuple[int, list[str]]]


def rows_of(upload: IO[bytes], name: str, size: int, most: int = 10_000) -> Rows:
    """(line, cells) of a CSV or XLSX file; Refused for any other, too large or damaged.

    Of an XLSX no more than ``most`` lines are looked at.
    """
    if size > MAX_BYTES:
        raise _refused("The file is larger than 5 MB. Split it into smaller files.")
    if name.lower().endswith(".csv"):
        return _csv_rows(upload.read())
    if name.lower().endswith(".xlsx"):
        return _xlsx_rows(upload, most)
    raise _refused("The file must be a CSV or an XLSX. In Excel, choose “Save as”.")


def _refused(reason: str) -> Refused:
    return Refused(reason, field="file")


def _csv_rows(content: bytes) -> Rows:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what Excel for Windows writes
    delimiter = (
        ";" if text.split("\n", 1)[0].count(";") > text.split("\n", 1)[0].count(",") else ","
    )
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for cells in reader:
            yield reader.line_num, [cell.strip() for cell in cells[:MAX_COLUMNS]]
    except csv.Error:
        raise _refused(
            f"Row {reader.line_num} cannot be read. Save the file as CSV (UTF-8) again."
        ) from None


def _xlsx_rows(upload: IO[bytes], most: int) -> Rows:
    _check_unpacks_to_little(upload)
    try:
        book = load_workbook(upload, read_only=True, data_only=False, keep_links=False)
        sheet = book.worksheets[0]
        # The size that a sheet claims may be false: read row by row, and only so many.
        sheet.reset_dimensions()
        for line, cells in enumerate(islice(sheet.iter_rows(max_col=MAX_COLUMNS), most), 1):
            yield line, [_text(cell.value) for cell in cells]
    except Refused:
        raise
    except Exception:  # noqa: BLE001  whatever is in a damaged file, it is not a table
        raise _refused("The file cannot be read. Open it in Excel and save it again.") from None


def _check_unpacks_to_little(upload: IO[bytes]) -> None:
    try:
        with zipfile.ZipFile(upload) as archive:
            total = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile:
        raise _refused("The file is not an XLSX. Open it in Excel and save it again.") from None
    if total > MAX_UNPACKED_BYTES:
        raise _refused(
            "The file is too large once unpacked. Keep only the rows and columns needed."
        )
    upload.seek(0)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()
