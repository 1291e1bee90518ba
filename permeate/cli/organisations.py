"""What `permeate import-organisations` does: read files, import, say what became of each row."""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import IntegrityError

from permeate.actions.organisations import import_organisations
from permeate.core.refusals import Refused
from permeate.core.registers.companions import read_companions
from permeate.core.registers.comparing import Plan
from permeate.core.registers.parsing import Format, parse
from permeate.core.registers.reading import MAX_BYTES
from permeate.core.registers.records import Parsed
from permeate.core.vocabulary import Register
from permeate.queries.organisations import plan_import

SHOWN = 10  # rows of one kind that are told one by one


@dataclass(frozen=True)
class Files:
    """The register's file and what may come beside it."""

    file: Path
    regions: Path | None = None
    rural_urban: Path | None = None
    websites: Path | None = None


def run_import(
    form: Format,
    files: Files,
    *,
    now: datetime,
    dry_run: bool = False,
    as_listed: bool = False,
    register: Register | None = None,
) -> tuple[Parsed, Plan]:
    """Import the file, or with ``dry_run`` only see what that would do.

    CommandError, with nothing written, when a file cannot be read or trusted.
    """
    register = register or form.register
    data = _read(files.file)
    beside = {
        name: _read(path)
        for name in ("regions", "rural_urban", "websites")
        if (path := getattr(files, name))
    }
    try:
        parsed = parse(form, data, companions=read_companions(**beside), as_listed=as_listed)
    except Refused as refusal:
        raise CommandError(f"{files.file}: {refusal.reason} Nothing was imported.") from refusal
    if dry_run:
        return parsed, plan_import(parsed, register)
    try:
        return parsed, import_organisations(parsed=parsed, register=register, by=None, now=now)
    except IntegrityError as error:
        raise CommandError(
            "Another import changed the same organisations at the same time. Nothing was "
            "imported: run it again."
        ) from error


def _read(path: Path) -> bytes:
    """A file's bytes, never more than one too many to be accepted."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from error


def as_json(parsed: Parsed, plan: Plan, *, dry_run: bool) -> str:
    """Everything that happened, for a program: counts, and each row that was not unchanged."""
    return json.dumps(
        {
            "dry_run": dry_run,
            "created": len(plan.created),
            "updated": len(plan.updated),
            "unchanged": len(plan.unchanged),
            "rejected": len(plan.rejected),
            "rows": list(_rows(plan)),
            "notes": [vars(note) for note in parsed.notes],
            "missing": [
                {"code": known.code, "name": known.facts["name"]} for known in plan.missing
            ],
        },
        ensure_ascii=False,
        default=str,
    )


def _rows(plan: Plan) -> Iterator[dict[str, Any]]:
    for line, record in plan.created:
        yield {"line": line, "code": record.code, "outcome": "created", "name": record.name}
    for update in plan.updated:
        yield {
            "line": update.line,
            "code": update.record.code,
            "outcome": "updated",
            "name": update.record.name,
            "changes": update.changes,
        }
    for rejection in plan.rejected:
        yield {**vars(rejection), "outcome": "rejected"}


def as_text(parsed: Parsed, plan: Plan, *, dry_run: bool) -> str:
    """The same for a person: counts first, then what they should look at."""
    closed = sum(1 for _, record in plan.created if record.closed_on)
    parts = [
        "This is what an import would do; nothing was changed." if dry_run else "Imported.",
        f"{len(plan.created):6} created{f', {closed} of them closed' if closed else ''}",
        f"{len(plan.updated):6} updated{f', {len(plan.closes)} closed' if plan.closes else ''}",
        f"{len(plan.unchanged):6} unchanged",
        f"{len(plan.rejected):6} rejected",
        *_told("Rejected", [(one.line, one.code, one.reason) for one in plan.rejected]),
        *_told(
            "Taken, with a correction or a remark", [(n.line, "", n.text) for n in parsed.notes]
        ),
        *_missing(plan),
        *_closing(plan),
    ]
    return "\n".join(parts)


def _told(heading: str, rows: list[tuple[int, str, str]]) -> Iterator[str]:
    """Each row, but of many with the same reason only the first few."""
    if rows:
        yield f"\n{heading}:"
    told: Counter[str] = Counter()
    for line, code, words in rows:
        told[words] += 1
        if told[words] <= SHOWN:
            yield f"  line {line}{f' ({code})' if code else ''}: {words}"
    for words, times in told.items():
        if times > SHOWN:
            yield f"  and {times - SHOWN} more: {words} (--json lists them all)"


def _missing(plan: Plan) -> Iterator[str]:
    if not plan.missing:
        return
    yield "\nOn the register before and not in this file; left as they are:"
    for known in plan.missing[:SHOWN]:
        yield f"  {known.code}: {known.facts['name']}"
    if len(plan.missing) > SHOWN:
        yield f"  and {len(plan.missing) - SHOWN} more (--json lists them all)"


def _closing(plan: Plan) -> Iterator[str]:
    claimed = [update for update in plan.closes if update.known.claimed]
    if claimed:
        yield "\nClosed, and in use here; tell their coordinators:"
        yield from (f"  {update.record.code}: {update.record.name}" for update in claimed)
