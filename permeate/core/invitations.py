"""Whom one may invite: one person's details, and a table of many with every error named."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from permeate.core.refusals import Refused, refuse_all
from permeate.core.roles import ROLE_LABELS, Role

INVITATION_DAYS = 28
MAX_ROWS = 10_000
ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s.,;<>\"]+")
MAX_ADDRESS, MAX_TEXT = 254, 150

COLUMNS: Mapping[str, str] = {
    "email": "E-mail address",
    "name": "Name",
    "job_title": "Job title",
    "manager_email": "Manager's e-mail address",
    "roles": "Roles",
}
# What people call the columns in files of their own.
OTHER_NAMES: Mapping[str, str] = {
    "email": "email",
    "e-mail": "email",
    "email address": "email",
    "full name": "name",
    "title": "job_title",
    "post": "job_title",
    "manager": "manager_email",
    "manager email": "manager_email",
    "manager e-mail": "manager_email",
    "manager's email": "manager_email",
    "manager's email address": "manager_email",
    "line manager": "manager_email",
    "role": "roles",
}
HEADINGS = {**OTHER_NAMES, **{words.lower(): column for column, words in COLUMNS.items()}}


@dataclass(frozen=True)
class Invitee:
    """One person to invite. ``line`` is the row of the file, 0 where there was none."""

    email: str
    name: str = ""
    job_title: str = ""
    manager_email: str = ""
    roles: tuple[str, ...] = (Role.PARTICIPANT.value,)
    line: int = 0


@dataclass(frozen=True)
class Fault:
    """What is wrong with one row of a file, and what to do."""

    line: int
    reason: str


@dataclass(frozen=True)
class Table:
    """A file as read: whom to invite, and every fault found."""

    invitees: list[Invitee] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def check_invitee(invitee: Invitee) -> None:
    """Refused, naming every field, where somebody cannot be invited as described."""
    refuse_all(
        [Refused(reason, field=name) for name, reason in _problems(invitee)],
    )


def _problems(invitee: Invitee) -> Iterable[tuple[str, str]]:
    if not invitee.email:
        yield "email", "Enter an e-mail address."
    elif not is_address(invitee.email):
        yield "email", f"“{invitee.email}” is not an e-mail address."
    if invitee.manager_email and not is_address(invitee.manager_email):
        yield "manager_email", f"“{invitee.manager_email}” is not an e-mail address."
    if invitee.email and invitee.email == invitee.manager_email:
        yield "manager_email", "Nobody is their own manager: leave this empty or name another."
    if not invitee.roles:
        yield "roles", "Choose at least one role."
    for name, text in (("name", invitee.name), ("job_title", invitee.job_title)):
        if len(text) > MAX_TEXT:
            yield name, f"{COLUMNS[name]} is longer than {MAX_TEXT} characters."


def is_address(text: str) -> bool:
    """Whether the text has the shape of an e-mail address."""
    return len(text) <= MAX_ADDRESS and ADDRESS.fullmatch(text) is not None


def read_table(rows: Iterable[tuple[int, Sequence[str]]]) -> Table:
    """Invitees and faults of (line, cells) rows, the first of which names the columns.

    Empty rows are passed over. Refused where nothing can be read at all: no e-mail column,
    no row, or more than ``MAX_ROWS``.
    """
    filled = ((line, cells) for line, cells in rows if any(cell.strip() for cell in cells))
    columns = _columns(next(filled, (0, ()))[1])
    table = Table()
    seen: dict[str, int] = {}
    for count, (line, cells) in enumerate(filled, start=1):
        if count > MAX_ROWS:
            raise Refused(
                f"The file has more than {MAX_ROWS:,} people. Split it into smaller files.",
                field="file",
            )
        _read_row(table, seen, line, _named(columns, cells))
    if not table.invitees and not table.faults:
        raise Refused("The file names nobody below its headings.", field="file")
    return table


def _columns(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        column = HEADINGS.get(" ".join(heading.replace("’", "'").lower().split()))
        if column:
            found.setdefault(column, position)
    if "email" not in found:
        raise Refused(
            "The first row must name the columns, and one must be “E-mail address”. "
            "Start from the template file.",
            field="file",
        )
    return found


def _named(columns: Mapping[str, int], cells: Sequence[str]) -> dict[str, str]:
    return {
        column: " ".join(cells[position].split()) if position < len(cells) else ""
        for column, position in columns.items()
    }


def _read_row(table: Table, seen: dict[str, int], line: int, cells: Mapping[str, str]) -> None:
    formulas = [COLUMNS[column] for column, text in cells.items() if text.startswith("=")]
    if formulas:
        table.faults.append(Fault(line, f"{formulas[0]} is a formula. Paste its value instead."))
        return
    roles, unknown = _roles(cells.get("roles", ""))
    invitee = Invitee(
        email=cells["email"].lower(),
        name=cells.get("name", ""),
        job_title=cells.get("job_title", ""),
        manager_email=cells.get("manager_email", "").lower(),
        roles=roles,
        line=line,
    )
    reasons = [reason for _, reason in _problems(invitee)]
    if unknown:
        reasons.append(f"“{unknown}” is not a role. Roles are: {', '.join(ROLE_LABELS.values())}.")
    elif invitee.email in seen:
        reasons.append(f"{invitee.email} stands in row {seen[invitee.email]} already.")
    seen.setdefault(invitee.email, line)
    table.faults.extend(Fault(line, reason) for reason in reasons)
    if not reasons:
        table.invitees.append(invitee)


def _roles(text: str) -> tuple[tuple[str, ...], str]:
    """Stored values of the roles named in a cell, and the first word that is none."""
    words = [word.strip() for word in re.split(r"[;,/|]", text) if word.strip()]
    if not words:
        return (Role.PARTICIPANT.value,), ""
    known = {label.lower(): role.value for role, label in ROLE_LABELS.items()}
    known |= {role.value.lower(): role.value for role in Role}
    unknown = next((word for word in words if word.lower() not in known), "")
    found = dict.fromkeys(known[word.lower()] for word in words if word.lower() in known)
    return tuple(found) or (Role.PARTICIPANT.value,), unknown
