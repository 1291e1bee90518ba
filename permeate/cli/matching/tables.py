"""Rows with their line numbers from CSV, XLSX and JSON files."""

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from django.core.management.base import CommandError
from openpyxl import load_workbook

from permeate.core.refusals import Refused, SeveralRefused

T = TypeVar("T")
Rows = Iterator[tuple[int, dict[str, Any]]]

MAX_BYTES = 500 * 1024 * 1024
MAX_UNPACKED_BYTES = 500 * 1024 * 1024  # a small XLSX can unpack to gigabytes
SHOWN = 50  # faults that are told one by one


def read_all(
    path: Path, columns: Iterable[str], needed: Iterable[str], key: str, read: Callable[[Any], T]
) -> list[T]:
    """What ``read`` makes of each row of a CSV, XLSX or JSON file, in the file's order.

    ``read`` raises Refused for a bad row. CommandError names every bad row by file and line;
    two rows with the same ``key`` are bad; a file without rows is, too.
    """
    found, faults, lines = list[T](), list[str](), dict[str, int]()
    for line, row in _rows(path, list(columns), list(needed)):
        name = str(row.get(key) or "").strip()
        if name in lines:
            faults.append(f"line {line}: {key} “{name}” is on line {lines[name]} already.")
            continue
        lines[name] = line
        try:
            found.append(read(row))
        except SeveralRefused as several:
            faults += [f"line {line}: {one.reason}" for one in several.refusals]
        except Refused as refusal:
            faults.append(f"line {line}: {refusal.reason}")
    if faults:
        more = [f"and {len(faults) - SHOWN} more."] if len(faults) > SHOWN else []
        raise CommandError("\n".join(f"{path}, {one}" for one in faults[:SHOWN] + more))
    if not found:
        raise CommandError(f"{path}: has no rows.")
    return found


def _rows(path: Path, columns: list[str], needed: list[str]) -> Rows:
    kinds = {".csv": _csv, ".xlsx": _xlsx, ".json": _json}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise CommandError(f"{path}: must end in .csv, .xlsx or .json.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise CommandError(f"{path}: is larger than {MAX_BYTES // 1024**2} MB.")
        data = path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.", returncode=2) from error
    seen = False
    for line, row in kind(path, data):
        if not seen or path.suffix.lower() == ".json":
            _check_columns(path, line, row, columns, [] if seen else needed)
            seen = True
        yield line, row


def _check_columns(
    path: Path, line: int, row: Mapping[str, Any], columns: list[str], needed: list[str]
) -> None:
    missing = [name for name in needed if name not in row]
    if missing:
        raise CommandError(f"{path}: has no column {', '.join(missing)}. Known: {_list(columns)}.")
    for name in row:
        if name not in columns:
            near = get_close_matches(name, columns, 1)
            hint = f"Did you mean “{near[0]}”?" if near else f"Known are {_list(columns)}."
            raise CommandError(f"{path}, line {line}: “{name}” is not a column. {hint}")


def _list(columns: list[str]) -> str:
    return ", ".join(columns)


def _csv(path: Path, data: bytes) -> Rows:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise CommandError(f"{path}, line {line}: is not UTF-8. Save it as “CSV UTF-8”.") from fault
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        heading = [name.strip() for name in next(reader, [])]
        _check_heading(path, heading)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, _row(path, line, heading, cells)
            line = reader.line_num + 1
    except csv.Error as fault:
        raise CommandError(f"{path}, line {line}: cannot be read as CSV: {fault}.") from fault


def _xlsx(path: Path, data: bytes) -> Rows:
    _check_unpacks(path, data)
    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # the size that a sheet claims may be false
        lines = enumerate(sheet.iter_rows(values_only=True), 1)
        first = next(lines, (1, ()))[1]
        heading = [str(name or "").strip() for name in first]
    except Exception as fault:
        raise CommandError(
            f"{path}: cannot be read. Open it in Excel and save it again."
        ) from fault
    while heading and not heading[-1]:
        heading.pop()
    _check_heading(path, heading)
    for line, cells in lines:
        if any(cell is not None for cell in cells):
            row = [cell for at, cell in enumerate(cells) if at < len(heading) or cell is not None]
            yield line, _row(path, line, heading, row)


def _json(path: Path, data: bytes) -> Rows:
    try:
        rows = json.loads(data)
    except (ValueError, RecursionError) as fault:
        raise CommandError(f"{path}: is not JSON: {fault}.") from fault
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CommandError(f"{path}: must be a list of objects, one a row.")
    yield from enumerate(rows, 1)


def _check_unpacks(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as fault:
        raise CommandError(f"{path}: is not an XLSX file.") from fault
    if size > MAX_UNPACKED_BYTES:
        raise CommandError(f"{path}: unpacks to more than {MAX_UNPACKED_BYTES // 1024**2} MB.")


def _check_heading(path: Path, heading: list[str]) -> None:
    twice = sorted({name for name in heading if heading.count(name) > 1})
    if twice:
        raise CommandError(f"{path}: its first line names a column twice: {', '.join(twice)}.")


def _row(path: Path, line: int, heading: list[str], cells: Iterable[Any]) -> dict[str, Any]:
    values = list(cells)
    if len(values) > len(heading):
        raise CommandError(
            f"{path}, line {line}: has {len(values)} values where the heading has "
            f"{len(heading)} columns."
        )
    return dict(zip(heading, values + [None] * (len(heading) - len(values)), strict=True))
