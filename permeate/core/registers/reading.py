"""A register's file: bytes in, rows with their line numbers out."""

import csv
import io
from collections.abc import Collection, Iterator

from permeate.core.refusals import Refused
from permeate.core.registers.records import Rejection, Row

MAX_BYTES = 20 * 1024 * 1024  # the largest public register we know is under 1 MB
MAX_LINE = 100_000


def read_rows(
    data: bytes, *, needed: Collection[str]
) -> tuple[frozenset[str], list[Row], list[Rejection]]:
    """Columns, rows and rows of the wrong width, from UTF-8 CSV with a heading.

    Refused, with what is wrong and where, when the file as a whole cannot be trusted:
    empty, not UTF-8, NUL bytes, an endless line, broken quotes, columns missing.
    """
    text = _text(data)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    numbered = _numbered(lines)
    line, heading = next(numbered, (0, []))
    columns = [name.strip() for name in heading]
    _check_columns(columns, needed)
    rows, rejections = [], []
    for line, values in numbered:
        if len(values) != len(columns):
            reason = f"It has {len(values)} values where the heading has {len(columns)} columns."
            rejections.append(Rejection(line, "", reason))
            continue
        cells = (value.strip() for value in values)
        rows.append(Row(line, dict(zip(columns, cells, strict=True))))
    if not rows and not rejections:
        raise Refused("The file has a heading and no rows.")
    return frozenset(columns), rows, rejections


def _text(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise Refused(
            f"The file is larger than {MAX_BYTES // 1024 // 1024} MB, and no register is: "
            "check that it is the right one."
        )
    if not data.strip():
        raise Refused("The file is empty.")
    nul = data.find(b"\0")
    if nul >= 0:
        raise Refused(
            f"Line {_line_at(data, nul)} has a NUL byte: the file is damaged, or not CSV in UTF-8."
        )
    for number, line in enumerate(data.split(b"\n"), start=1):
        if len(line) > MAX_LINE:
            raise Refused(
                f"Line {number} is {len(line):,} bytes long: this is not a register’s file."
            )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise Refused(
            f"Line {_line_at(data, fault.start)} is not UTF-8. Save the file as "
            "“CSV UTF-8” and try again."
        ) from None


def _line_at(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1


def _numbered(lines: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank with the number of the line it begins on."""
    begins = 1
    try:
        for values in lines:
            if any(value.strip() for value in values):
                yield begins, values
            begins = lines.line_num + 1  # type: ignore[attr-defined]
    except csv.Error as fault:
        raise Refused(
            f"The row that begins on line {begins} cannot be read as CSV: {fault}."
        ) from None


def _check_columns(columns: Collection[str], needed: Collection[str]) -> None:
    missing = [name for name in needed if name not in columns]
    if missing:
        raise Refused(
            f"The first line must name the columns {', '.join(needed)}; "
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} not there."
        )
    twice = sorted({name for name in columns if name and list(columns).count(name) > 1})
    if twice:
        raise Refused(f"The first line names a column twice: {', '.join(twice)}.")
