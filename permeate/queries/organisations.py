"""Reads about organisations: the register's pages, and what an import compares with."""

from permeate.core.registers.comparing import Known, Plan, compare
from permeate.core.registers.records import FACTS, Parsed
from permeate.core.vocabulary import Register
from permeate.models import Organisation


def plan_import(parsed: Parsed, register: Register) -> Plan:
    """What importing these records would do now; one query."""
    rows = Organisation.objects.values("id", "register", "register_code", "claimed_at", *FACTS)
    known = [
        Known(
            id=row.pop("id"),
            register=row.pop("register"),
            code=row.pop("register_code"),
            claimed=row.pop("claimed_at") is not None,
            facts=row,
        )
        for row in rows
    ]
    return compare(parsed, known, register)
