"""A register's whole file: which rows are organisations, which are not, and why."""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum

from permeate.core.refusals import Refused
from permeate.core.registers import government_register, govuk, mysociety, nhs, plain
from permeate.core.registers.companions import Companions, complete, websites_by_code
from permeate.core.registers.corrections import correct
from permeate.core.registers.reading import read_rows
from permeate.core.registers.records import (
    Note,
    OrganisationRecord,
    Parsed,
    Rejection,
    Row,
    check_record,
)
from permeate.core.vocabulary import Register

Reader = Callable[[Mapping[str, str]], OrganisationRecord]


class Format(StrEnum):
    """The files that can be imported."""

    MYSOCIETY = "mysociety"
    GOVUK = "govuk"
    NHS = "nhs"
    CSV = "csv"

    @property
    def register(self) -> Register:
        """The register that rows of this format belong to."""
        return Register(self.value.upper())


COLUMNS: Mapping[Format, Sequence[str]] = {
    Format.MYSOCIETY: mysociety.COLUMNS,
    Format.GOVUK: govuk.COLUMNS,
    Format.NHS: nhs.COLUMNS,
    Format.CSV: plain.COLUMNS,
}
CODE_COLUMNS = ("local-authority-code", "analytics_identifier", "key", "ods_code", "code")


def parse(
    form: Format,
    data: bytes,
    *,
    companions: Companions | None = None,
    as_listed: bool = False,
) -> Parsed:
    """Every row of the file as a record or a rejection, with notes.

    ``as_listed`` leaves known faults of the register as they are. Refused where the file
    as a whole cannot be trusted, or holds no organisation.
    """
    columns, rows, rejections = read_rows(data, needed=_needed(form, data))
    historic = form is Format.GOVUK and "slug" not in columns
    records, more = _records(_reader(form, rows, historic), rows)
    rejections = sorted([*rejections, *more], key=lambda one: one.line)
    if not records:
        first = rejections[0]
        raise Refused(f"No row could be taken. The first, line {first.line}: {first.reason}")
    notes: list[Note] = []
    if not as_listed:
        records = _corrected(records, form.register, notes)
    if companions and form is Format.MYSOCIETY:
        records = _completed(records, rows, companions, notes)
    return Parsed(records, rejections, sorted(notes, key=lambda note: note.line), historic)


def _needed(form: Format, data: bytes) -> Sequence[str]:
    """GOV.UK's list comes in two shapes, told apart by their headings."""
    heading = data[:4096].partition(b"\n")[0]
    if form is Format.GOVUK and b"slug" not in heading and b"end-date" in heading:
        return government_register.COLUMNS
    return COLUMNS[form]


def _reader(form: Format, rows: list[Row], historic: bool) -> Reader:
    if form is Format.GOVUK:
        return government_register.read if historic else govuk.Register(rows).read
    readers: Mapping[Format, Reader] = {
        Format.MYSOCIETY: mysociety.read,
        Format.NHS: nhs.read,
        Format.CSV: plain.read,
    }
    return readers[form]


def _records(
    read: Reader, rows: list[Row]
) -> tuple[list[tuple[int, OrganisationRecord]], list[Rejection]]:
    records, rejections = [], []
    seen: dict[str, int] = {}
    for row in rows:
        code = next((row.values[name] for name in CODE_COLUMNS if name in row.values), "")
        try:
            record = check_record(read(row.values))
            if record.code in seen:
                raise Refused(f"The code {record.code} is already on line {seen[record.code]}.")
        except Refused as refusal:
            rejections.append(Rejection(row.line, code, refusal.reason))
            continue
        seen[record.code] = row.line
        records.append((row.line, record))
    return records, rejections


def _corrected(
    records: list[tuple[int, OrganisationRecord]], register: Register, notes: list[Note]
) -> list[tuple[int, OrganisationRecord]]:
    codes = {record.code for _, record in records}
    corrected = []
    for line, record in records:
        record, said = correct(record, register, codes)
        notes += [Note(line, record.code, f"{record.name}: {words}") for words in said]
        corrected.append((line, record))
    return corrected


def _completed(
    records: list[tuple[int, OrganisationRecord]],
    rows: list[Row],
    companions: Companions,
    notes: list[Note],
) -> list[tuple[int, OrganisationRecord]]:
    websites, about_websites = websites_by_code(rows, companions.websites)
    notes += about_websites
    completed = []
    for line, record in records:
        record, said = complete(record, companions, websites.get(record.code, ""))
        notes += [Note(line, record.code, f"{record.name}: {words}") for words in said]
        completed.append((line, record))
    return completed
