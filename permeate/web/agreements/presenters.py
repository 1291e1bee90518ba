"""How an agreement reads: the same for everybody, and what its reader can do."""

from collections.abc import Collection, Sequence
from typing import Any

from django.utils import timezone

from permeate.core.access import may
from permeate.core.agreements.checking import missing
from permeate.core.agreements.fields import Section
from permeate.core.agreements.sections import SECTIONS
from permeate.core.agreements.text import read
from permeate.core.agreements.varying import is_late
from permeate.core.agreements.versions import CHANGEABLE
from permeate.core.lifecycles import AGREEMENT
from permeate.core.relations import Relation
from permeate.core.signing import PARTIES_BY_KIND, parties_of
from permeate.core.vocabulary import LABELS, Party
from permeate.models import Agreement, AgreementVersion, Signature

Row = dict[str, Any]


def heading(agreement: Agreement) -> str:
    placement = agreement.placement
    what = "Variation" if agreement.varies_id else "Agreement"
    return f"{what}: {placement.participant.name} at {placement.host.name}"


def grouped(code: str) -> str:
    """A hash in groups of eight, so that people can compare it by eye."""
    return " ".join(code[at : at + 8] for at in range(0, len(code), 8))


def party_rows(agreement: Agreement, signatures: Sequence[Signature]) -> list[Row]:
    """For each party who signs, and how it stands; everybody is shown the same."""
    placement = agreement.placement
    named = {
        Party.HOME: (placement.home.name, placement.home_manager.name),
        Party.HOST: (placement.host.name, placement.host_manager.name),
        Party.PARTICIPANT: ("", placement.participant.name),
    }
    rows = []
    for party in PARTIES_BY_KIND[placement.kind]:
        given = [s for s in signatures if s.party == party]
        standing = next((s for s in given if s.lapsed_at is None), None)
        organisation, person = named[party]
        rows.append(
            {
                "party": LABELS[party],
                "organisation": organisation,
                "person": person,
                "or_signatory": party is not Party.PARTICIPANT,
                "signed": standing,
                "lapsed": given[-1] if given and not standing else None,
                **_standing(agreement, standing, bool(given)),
            }
        )
    return rows


def _standing(agreement: Agreement, standing: Signature | None, signed_before: bool) -> Row:
    if standing:
        return {"code": "SIGNED", "words": "Signed"}
    if signed_before and agreement.status != "WITHDRAWN":
        return {"code": "REFUSED", "words": "Lapsed: sign again"}
    if agreement.status == "WITHDRAWN":
        return {"code": "WITHDRAWN", "words": "Not signed"}
    return {"code": "WAITING", "words": "Not signed yet"}


def agreement_page(
    agreement: Agreement,
    relations: Collection[Relation],
    versions: Sequence[AgreementVersion],
    signatures: Sequence[Signature],
) -> dict[str, Any]:
    """Context of an agreement's own page."""
    content = agreement.current.content
    gaps = missing(content) if agreement.status == "DRAFT" else []
    in_force = agreement.status in ("SIGNED", "SUPERSEDED")
    fixed = agreement.placement.status not in CHANGEABLE and (in_force or not agreement.varies_id)

    def can(move: str) -> bool:
        return may(f"agreement.{move}", relations) and AGREEMENT.may(agreement.status, move)

    mine = parties_of(relations)
    signed = {s.party for s in signatures if s.lapsed_at is None}
    return {
        "agreement": agreement,
        "placement": agreement.placement,
        "heading": heading(agreement),
        "status": AGREEMENT.label(agreement.status),
        "parties": party_rows(agreement, signatures),
        "chapters": read(agreement.current.text),
        "hash": grouped(agreement.current.content_hash),
        "gaps": gaps,
        "versions": version_rows(versions, signatures, agreement.current.number),
        "may_change": can("change") and not fixed,
        "may_vary": agreement.status == "SIGNED"
        and agreement.placement.status == "ACTIVE"
        and may("agreement.vary", relations),
        "late": bool(agreement.varies)
        and is_late(agreement.varies.current.content, content, today=timezone.localdate()),
        "may_open": can("open"),
        "may_sign": can("sign") and any(party not in signed for party in mine),
        "may_withdraw": can("withdraw"),
        "standing": len(signed),
    }


def version_rows(
    versions: Sequence[AgreementVersion], signatures: Sequence[Signature], current: int
) -> list[Row]:
    """Every version, newest first, with who signed it and what can be compared."""
    return [
        {
            "number": version.number,
            "current": version.number == current,
            "written_by": version.written_by.name,
            "written_at": version.written_at,
            "reason": version.reason or ("First draft" if version.number == 1 else "Drafting"),
            "signed": [s for s in signatures if s.version_id == version.id],
        }
        for version in versions
    ]


def section_rows(agreement: Agreement) -> list[Row]:
    """Each section with what nobody has filled in yet."""
    gaps = {section.code: labels for section, labels in missing(agreement.current.content)}
    return [{"section": section, "missing": gaps.get(section.code, [])} for section in SECTIONS]


def values_of(section: Section, content: dict[str, str]) -> list[tuple[str, str]]:
    """(label, value as it reads) of a section's answers, empty ones left out."""
    return [
        (field.label, dict(field.choices).get(content[field.name], content[field.name]))
        for field in section.fields
        if content.get(field.name)
    ]
