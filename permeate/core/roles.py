"""Roles that a membership gives, and what a person's memberships add up to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """What somebody does for an organisation. Source: ``docs/glossary.md``."""

    PARTICIPANT = "PARTICIPANT"
    MANAGER = "MANAGER"
    HOST = "HOST"
    COORDINATOR = "COORDINATOR"
    SIGNATORY = "SIGNATORY"
    FINANCE = "FINANCE"
    SENIOR = "SENIOR"
    SECURITY = "SECURITY"
    PROGRAMME_OWNER = "PROGRAMME_OWNER"
    EDITOR = "EDITOR"


ROLE_LABELS: Mapping[Role, str] = {
    Role.PARTICIPANT: "Participant",
    Role.MANAGER: "Manager",
    Role.HOST: "Host",
    Role.COORDINATOR: "Coordinator",
    Role.SIGNATORY: "Signatory",
    Role.FINANCE: "Finance officer",
    Role.SENIOR: "Senior leader",
    Role.SECURITY: "Security",
    Role.PROGRAMME_OWNER: "Programme owner",
    Role.EDITOR: "Guidance editor",
}


@dataclass(frozen=True)
class Standing:
    """Everything about a person's memberships that decides what they may see and do.

    ``roles`` maps an organisation's id to the roles held there now; ended memberships
    are not in it, so that access ends with them.
    """

    person_id: int | None
    operator: bool = False
    roles: Mapping[int, frozenset[Role]] = field(default_factory=dict)
    sectors: frozenset[str] = frozenset()

    @property
    def organisations(self) -> frozenset[int]:
        """Ids of the organisations the person belongs to now."""
        return frozenset(self.roles)

    def organisations_as(self, *wanted: Role) -> frozenset[int]:
        """Ids of the organisations where the person holds at least one of these roles."""
        return frozenset(org for org, held in self.roles.items() if held & set(wanted))

    def holds(self, role: Role, organisation_id: int | None = None) -> bool:
        """Whether the role is held, at that organisation or (without one) at any."""
        if organisation_id is not None:
            return role in self.roles.get(organisation_id, frozenset())
        return any(role in held for held in self.roles.values())


NOBODY = Standing(person_id=None)
