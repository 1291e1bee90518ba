"""What an import will do: a register's records beside what is stored."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from permeate.core.registers.names import name_key
from permeate.core.registers.records import (
    FACTS,
    OrganisationRecord,
    Parsed,
    Rejection,
)
from permeate.core.vocabulary import Register

# A file that leaves these empty does not know them; it does not say that they are none.
KEPT_WHEN_EMPTY = frozenset(
    {
        "short_name",
        "nation",
        "region",
        "rural_urban",
        "postcode",
        "website",
        "parent_code",
        "opened_on",
        "replaced_by_code",
    }
)


@dataclass(frozen=True)
class Known:
    """A stored organisation; ``facts`` are those of FACTS."""

    id: int
    register: str
    code: str
    facts: Mapping[str, Any]
    claimed: bool = False


@dataclass(frozen=True)
class Update:
    """What changes on one stored organisation: new values by field."""

    line: int
    known: Known
    record: OrganisationRecord
    changes: Mapping[str, Any]


@dataclass
class Plan:
    """What becomes of every row; ``missing`` are live ones of the register not in the file."""

    created: list[tuple[int, OrganisationRecord]] = field(default_factory=list)
    updated: list[Update] = field(default_factory=list)
    unchanged: list[tuple[int, OrganisationRecord]] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    missing: list[Known] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Whether there is nothing to write."""
        return not self.created and not self.updated

    @property
    def closes(self) -> list[Update]:
        """Stored organisations that were live and will be closed."""
        return [
            update
            for update in self.updated
            if update.changes.get("closed_on") and not update.known.facts["closed_on"]
        ]


class Stored:
    """All that is stored, found by code in a register or, for the own one, by name.

    The small register of our own stands in for public ones: when a public register has a
    body of the same name, both are one organisation.
    """

    def __init__(self, known: Iterable[Known], register: Register) -> None:
        self.register = register
        self.by_code: dict[str, Known] = {}
        self.by_name: dict[str, Known] = {}
        for one in known:
            if one.register == register:
                self.by_code[one.code] = one
            elif Register.OWN in (one.register, register) and not one.facts["closed_on"]:
                self.by_name[name_key(one.facts["name"])] = one

    def take(self, record: OrganisationRecord) -> Known | None:
        """The stored organisation that this record is; by name each is found once."""
        known = self.by_code.get(record.code)
        if known or record.closed_on:
            return known
        return self.by_name.pop(name_key(record.name), None)


def compare(parsed: Parsed, known: Sequence[Known], register: Register) -> Plan:
    """Every record as created, updated, unchanged or rejected."""
    stored = Stored(known, register)
    plan = Plan(rejected=list(parsed.rejections))
    for line, record in parsed.records:
        _place(plan, line, record, stored.take(record), parsed.historic, register)
    if not parsed.historic:
        codes = {record.code for _, record in parsed.records}
        plan.missing = [
            one
            for code, one in stored.by_code.items()
            if code not in codes and not one.facts["closed_on"]
        ]
    plan.rejected.sort(key=lambda rejection: rejection.line)
    return plan


def _place(
    plan: Plan,
    line: int,
    record: OrganisationRecord,
    known: Known | None,
    historic: bool,
    register: Register,
) -> None:
    if known is None:
        plan.created.append((line, record))
        return
    if historic and not known.facts["closed_on"]:
        reason = f"{record.name} is live on the newer list; this one, of 2020, has it as closed."
        plan.rejected.append(Rejection(line, record.code, reason))
        return
    stands_in = register is Register.OWN and known.register != Register.OWN
    changes = {} if historic or stands_in else _changes(record, known, register)
    if changes:
        plan.updated.append(Update(line, known, record, changes))
    else:
        plan.unchanged.append((line, record))


def _changes(record: OrganisationRecord, known: Known, register: Register) -> dict[str, Any]:
    changes = {
        name: getattr(record, name)
        for name in FACTS
        if getattr(record, name) != known.facts[name]
        and (getattr(record, name) or name not in KEPT_WHEN_EMPTY)
    }
    if known.register != register:
        changes |= {"register": register.value, "register_code": record.code}
    return changes
