"""When terms may change, and when an answer is no longer an answer to what was shown."""

import hashlib
import json
from collections.abc import Mapping

from permeate.core.agreements.fields import Section
from permeate.core.refusals import Refused

CHANGEABLE = ("PLANNED", "AGREED")


def check_can_change(*, placement_status: str, pending_variation: bool = False) -> None:
    """Refused once the placement has started or is over: then what was signed stands.

    A variation that is not signed yet may change as long as the placement is under way.
    """
    if placement_status in CHANGEABLE or (pending_variation and placement_status == "ACTIVE"):
        return
    raise Refused(
        "The placement has started or is over, so what was signed stands. While it is under way, "
        "vary the terms instead."
    )


def check_reason(reason: str, *, ever_opened: bool) -> None:
    """Refused without a reason, once others have been asked to sign."""
    if ever_opened and not reason.strip():
        raise Refused("Say why you change this. All three read it.", field="reason")


def section_digest(content: Mapping[str, str], section: Section) -> str:
    """What a section holds, in 64 hex digits: a form carries it, to notice other writers."""
    values = [[field.name, content.get(field.name, "")] for field in section.fields]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def check_section_unchanged(content: Mapping[str, str], section: Section, seen: str) -> None:
    """Refused where somebody changed the section after the form was shown."""
    if section_digest(content, section) != seen:
        raise Refused(
            "Somebody changed this section while you were writing. Compare your words with what "
            "stands there now, below, then save again."
        )
