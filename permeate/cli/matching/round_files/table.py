"""A table's rows with their line numbers, from CSV or XLSX, and every fault by file and line."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from openpyxl import load_workbook

MOST_BYTES = 1024**3
MOST_UNPACKED = 500 * 1024**2  # a small XLSX can unpack to gigabytes
SHOWN = 50

Row = tuple[int, list[str]]  # line, the wanted columns' words


@dataclass
class Faults:
    """What is wrong, over all files; told together."""

    found: list[str] = field(default_factory=list)

    def add(self, path: Path, line: int, words: str) -> None:
        """Note what is wrong with a line."""
        self.found.append(f"{path}, line {line}: {words}")

    def tell(self) -> None:
        """CommandError with the first of them, if there are any."""
        if self.found:
            more = len(self.found) - SHOWN
            rest = [f"and {more} more."] if more > 0 else []
            raise CommandError("\n".join(self.found[:SHOWN] + rest))


@dataclass(frozen=True)
class Table:
    """The headings of a file as they are, and its rows, each as wide as the headings."""

    path: Path
    columns: tuple[str, ...]
    rows: Iterator[Row]

    def chosen(self, names: Sequence[str]) -> Iterator[Row]:
        """The rows with only those columns, in that order."""
        at = [self.columns.index(name) for name in names]
        return ((line, [cells[each] for each in at]) for line, cells in self.rows)


def read_table(path: Path, needed: Iterable[str], known: Iterable[str] | None = None) -> Table:
    """Open a file. CommandError when it is no table or lacks a column.

    ``known`` are all columns it may have; None lets it have others.
    """
    kinds = {".csv": _csv, ".xlsx": _xlsx}
    kind = kinds.get(path.suffix.lower())
    if kind is None:
        raise CommandError(f"{path}: must end in .csv or .xlsx.", returncode=2)
    lines = kind(path, _bytes(path))
    first = next(lines, None)
    if first is None:
        raise CommandError(f"{path}: is empty; its first line must name the columns.")
    columns = tuple(first[1])
    _check_columns(path, columns, list(needed), None if known is None else list(known))
    return Table(path, columns, _even(path, len(columns), lines))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CommandError(f"{path}: is larger than {MOST_BYTES // 1024**2} MB.")
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path}: {error.strerror}.", returncode=2) from error


def _check_columns(
    path: Path, columns: tuple[str, ...], needed: list[str], known: list[str] | None
) -> None:
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice:
        raise CommandError(f"{path}, line 1: names a column twice: {', '.join(twice)}.")
    missing = [name for name in needed if name not in columns]
    if missing:
        raise CommandError(f"{path}, line 1: has no column {', '.join(missing)}.")
    other = [name for name in columns if known is not None and name not in known]
    if other:
        raise CommandError(
            f"{path}, line 1: “{other[0]}” is not a column of this file: {', '.join(known or [])}."
        )


def _even(path: Path, width: int, lines: Iterator[Row]) -> Iterator[Row]:
    for line, cells in lines:
        if len(cells) > width:
            raise CommandError(
                f"{path}, line {line}: has {len(cells)} values where there are {width} columns."
            )
        if any(cells):
            yield line, cells + [""] * (width - len(cells))


def _csv(path: Path, data: bytes) -> Iterator[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise CommandError(f"{path}, line {line}: is not UTF-8. Save it as “CSV UTF-8”.") from fault
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, [cell.strip() for cell in cells]
            line = reader.line_num + 1
    except csv.Error as fault:
        raise CommandError(f"{path}, line {line}: cannot be read as CSV: {fault}.") from fault


def _xlsx(path: Path, data: bytes) -> Iterator[Row]:
    _check_unpacks(path, data)
    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        sheet.reset_dimensions()  # the size that a sheet claims may be false
        for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
            words = [_words(cell) for cell in cells]
            while words and not words[-1]:
                words.pop()
            yield line, words
    except CommandError:
        raise
    except Exception as fault:
        raise CommandError(
            f"{path}: cannot be read. Open it in Excel and save it again."
        ) from fault


def _check_unpacks(path: Path, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as fault:
        raise CommandError(f"{path}: is not an XLSX file.") from fault
    if size > MOST_UNPACKED:
        raise CommandError(f"{path}: unpacks to more than {MOST_UNPACKED // 1024**2} MB.")


def _words(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
