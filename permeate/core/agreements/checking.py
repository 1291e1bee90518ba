"""What an agreement's fields must hold, each alone and together."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from permeate.core.agreements.fields import Section
from permeate.core.agreements.money import money_faults, money_uncountable
from permeate.core.agreements.sections import SECTIONS
from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import Payer, Sector, Vetting

CLEARANCE_ORDER = tuple(level.value for level in Vetting)


def missing(content: Mapping[str, str]) -> list[tuple[Section, list[str]]]:
    """Sections with the labels of what nobody has filled in and a signature needs."""
    found = []
    for section in SECTIONS:
        labels = [
            field.label
            for field in section.fields
            if field.is_needed(content) and not content.get(field.name, "").strip()
        ]
        if labels:
            found.append((section, labels))
    return found


def check_ready(content: Mapping[str, str]) -> None:
    """Refused, naming every gap, unless the content is whole and holds together."""
    refusals = [
        Refused(f"Fill in under “{section.title}”: {'; '.join(labels)}.")
        for section, labels in missing(content)
    ]
    refuse_all([*refusals, *contradictions(content)] or money_uncountable(content))


def check_section(content: Mapping[str, str], code: str) -> None:
    """Refused where what stands in this section contradicts something; gaps are allowed."""
    names = {field.name for section in SECTIONS if section.code == code for field in section.fields}
    refuse_all([refusal for refusal in contradictions(content) if refusal.field in names])


def contradictions(content: Mapping[str, str]) -> list[Refused]:
    """Everything that cannot be true at once; each names the field that shows it."""
    checks = (_dates, _legal_basis, _clearance, _shares, money_faults)
    return [refusal for check in checks for refusal in check(content)]


def _dates(content: Mapping[str, str]) -> list[Refused]:
    first, last = content.get("starts_on"), content.get("ends_on")
    if first and last and date.fromisoformat(last) < date.fromisoformat(first):
        return [Refused("The last day must be on or after the first day.", field="ends_on")]
    return []


def _legal_basis(content: Mapping[str, str]) -> list[Refused]:
    if content.get("legal_basis") != "SECTION_113":
        return []
    to = content.get("host_sector")
    from_council = content.get("home_sector") == Sector.LOCAL_GOVERNMENT
    if from_council and to in (Sector.LOCAL_GOVERNMENT, Sector.NHS):
        return []
    return [
        Refused(
            "Section 113 is only for a council that lends to another council or the NHS. Choose "
            "another legal basis.",
            field="legal_basis",
        )
    ]


def _clearance(content: Mapping[str, str]) -> list[Refused]:
    needed, held = content.get("clearance_needed"), content.get("clearance_held")
    if not needed or not held or content.get("clearance_on"):
        return []
    if CLEARANCE_ORDER.index(held) < CLEARANCE_ORDER.index(needed):
        return [
            Refused(
                "The clearance held is lower than the one needed. Say by when it will be in place.",
                field="clearance_on",
            )
        ]
    return []


def _shares(content: Mapping[str, str]) -> list[Refused]:
    found = []
    share = content.get("host_share")
    if content.get("payer") == Payer.SHARED and share and not 0 < Decimal(share) < 100:
        found.append(Refused("The host’s share must be over 0 and under 100.", field="host_share"))
    if content.get("fte") and not 0 < Decimal(content["fte"]) <= 1:
        found.append(Refused("The share of full time must be over 0 and at most 1.", field="fte"))
    return found


def cleaned(answers: Mapping[str, str], section: Section) -> dict[str, str]:
    """Answers of this section's fields only, without stray spaces and with plain line ends."""
    return {
        field.name: answers[field.name].replace("\r\n", "\n").strip()
        for field in section.fields
        if field.name in answers
    }
