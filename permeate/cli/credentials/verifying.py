"""What `permeate verify` does: find, judge, say."""

import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from permeate.cli.credentials.fetching import fetch_missing
from permeate.cli.credentials.files import Found, find, read_file, read_trust
from permeate.core.credentials.form import issuer_id
from permeate.core.credentials.judging import NO, UNCHECKED, YES, Judge, Verdict
from permeate.core.credentials.trust import Trust
from permeate.core.packs.comparing import differences
from permeate.core.packs.content import is_pack, missing_or_foreign
from permeate.core.refusals import Refused
from permeate.queries.credential_contexts import bundled

SEVERAL = "Several packs are attached: which one the pages show is not known."
NOT_OURS = (
    "The credential is about itself: that the pages around it say the same is not known, for "
    "Permeate did not draw them."
)


def verify(path: Path, *, folder: Path | None, offline: bool, now: datetime) -> Verdict:
    """The verdict on a file; whatever is wrong with it is a reason and no error."""
    data = read_file(path)
    trust = read_trust(folder) if folder else Trust()
    try:
        found = find(data)
    except Refused as refusal:
        return Verdict(reasons=(refusal.reason,))
    fetched, problems = (Trust(), []) if offline else fetch_missing(found.credentials, trust)
    judge = Judge(bundled(), trust, now, fetched)
    verdict = _of_all(found, [judge.judge(one) for one in found.credentials])
    return replace(verdict, reasons=(*verdict.reasons, *problems))


def _of_all(found: Found, verdicts: list[Verdict]) -> Verdict:
    """One verdict on a file: as good as the worst of what is in it, and of its pages."""
    verdict = verdicts[0] if len(verdicts) == 1 else _worst(verdicts)
    if found.pdf is None:
        return verdict
    packs = [one for one in found.credentials if is_pack(one)]
    if len(packs) != 1:
        reason = SEVERAL if packs else NOT_OURS
        return replace(verdict, valid=False, reasons=(*verdict.reasons, reason))
    if not verdict.intact:
        return verdict
    wrong = _in_pages(found, packs[0])
    intact = verdict.intact and not wrong
    return replace(
        verdict,
        name=packs[0]["name"],
        issuer_id=issuer_id(packs[0]),
        intact=intact,
        valid=verdict.valid and intact,
        reasons=(*wrong, *verdict.reasons),
    )


def _in_pages(found: Found, pack: Any) -> list[str]:
    """Where the pages, or what is attached, differ from what the pack says."""
    if found.others:
        return [f"The pack does not name what is attached as {found.others[0][:100]}."]
    others = [one for one in found.credentials if one is not pack]
    try:
        return missing_or_foreign(pack, others) or differences(found.pdf or b"", pack, others)
    except Refused as refusal:
        return [refusal.reason]


def _worst(verdicts: list[Verdict]) -> Verdict:
    answers = [one.revoked for one in verdicts]
    return Verdict(
        form=all(one.form for one in verdicts),
        intact=all(one.intact for one in verdicts),
        issuer=max(one.issuer for one in verdicts),  # "unknown" comes after "known"
        revoked=next((one for one in (YES, UNCHECKED) if one in answers), NO),
        expired=any(one.expired for one in verdicts),
        valid=all(one.valid for one in verdicts),
        reasons=tuple(dict.fromkeys(reason for one in verdicts for reason in one.reasons)),
        issuer_id=verdicts[0].issuer_id,
        name=verdicts[0].name,
    )


def as_json(verdict: Verdict) -> str:
    """For a program."""
    return json.dumps(asdict(verdict), ensure_ascii=False)


def as_words(verdict: Verdict) -> str:
    """For a person: each question with its answer, then why."""
    answers: list[tuple[str, Any]] = [
        ("About", verdict.name or "–"),
        ("Issuer", f"{verdict.issuer_id or '–'} ({verdict.issuer})"),
        ("Intact", _yes(verdict.intact)),
        ("Revoked", verdict.revoked),
        ("Expired", _yes(verdict.expired)),
        ("Valid", _yes(verdict.valid)),
    ]
    lines = [f"{name + ':':9} {answer}" for name, answer in answers]
    return "\n".join([*lines, *(f"– {reason}" for reason in verdict.reasons)])


def _yes(answer: bool) -> str:
    return YES if answer else NO
