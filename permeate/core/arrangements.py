"""What travels with a placement, and who needs to see which part of it."""

from dataclasses import dataclass

from permeate.core.refusals import Refused, refuse_all

# Others see it while it is of use to them, and not before or after.
SEEN_WHILE = ("PLANNED", "AGREED", "ACTIVE")


@dataclass(frozen=True)
class Part:
    """One part: the act that lets somebody see it, its fields, and who that is in words."""

    code: str
    title: str
    act: str
    fields: tuple[str, ...]
    seen_by: str


PARTS: tuple[Part, ...] = (
    Part(
        "adjustments",
        "Reasonable adjustments",
        "arrangements.view_adjustments",
        ("adjustments",),
        "the host manager",
    ),
    Part(
        "emergency",
        "Emergency contact",
        "arrangements.view_emergency",
        ("emergency_name", "emergency_phone"),
        "the host manager and the home manager",
    ),
    Part(
        "access",
        "Site access",
        "arrangements.view_access",
        ("site_access",),
        "the host manager and host security",
    ),
)


BY_CODE = {part.code: part for part in PARTS}


def check_can_give(*, placement_status: str) -> None:
    """Refused once the placement is over: then nobody needs them any more."""
    if placement_status not in SEEN_WHILE:
        raise Refused("This placement is over, so nothing more is needed.")


def check_can_see(*, placement_status: str) -> None:
    """Refused once the placement is over."""
    if placement_status not in SEEN_WHILE:
        raise Refused("This placement is over, so nobody needs to see this any more.")


def check_emergency(*, name: str, phone: str) -> None:
    """Refused where a contact could not be reached, or nobody would know whom they call."""
    refusals = []
    if name.strip() and not phone.strip():
        refusals.append(Refused("Enter a number to reach them at.", field="emergency_phone"))
    if phone.strip() and not name.strip():
        refusals.append(Refused("Enter whom to call.", field="emergency_name"))
    digits = sum(sign.isdigit() for sign in phone)
    if phone.strip() and digits < 7:
        refusals.append(
            Refused("Enter a telephone number, like 01632 960 001.", field="emergency_phone")
        )
    refuse_all(refusals)
