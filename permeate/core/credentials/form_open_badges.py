"""What Open Badges 3.0 asks of a badge and of an endorsement, beyond Verifiable Credentials.

Source: 1EdTech Open Badges 3.0, data models AchievementCredential and EndorsementCredential.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from permeate.core.credentials.reading import as_list
from permeate.core.credentials.times import read_time
from permeate.core.refusals import Refused

BADGES = {"OpenBadgeCredential", "AchievementCredential"}
ENDORSEMENT = "EndorsementCredential"
CONTEXT = "https://purl.imsglobal.org/spec/ob/v3p0/context"

Object = Mapping[str, Any]


def badge_faults(document: Object) -> Iterator[str]:
    """What is missing, in words; nothing for a credential of another kind."""
    types = {one for one in as_list(document.get("type")) if isinstance(one, str)}
    if not types & {*BADGES, ENDORSEMENT}:
        return
    if not any(str(one).startswith(CONTEXT) for one in as_list(document.get("@context"))):
        yield "An Open Badge does not name the context of Open Badges 3.0."
    if not isinstance(document.get("name"), str):
        yield "An Open Badge has no name."
    if not {"validFrom", "issuanceDate"} & set(document):
        yield "An Open Badge does not say from when it holds."
    for subject in as_list(document.get("credentialSubject")):
        if isinstance(subject, dict):
            yield from (_endorsed(subject) if ENDORSEMENT in types else _achieved(subject))


def _endorsed(subject: Object) -> Iterator[str]:
    if "EndorsementSubject" not in as_list(subject.get("type")) or "id" not in subject:
        yield "An endorsement does not say what it endorses."


def _achieved(subject: Object) -> Iterator[str]:
    if "AchievementSubject" not in as_list(subject.get("type")):
        yield "The subject of an Open Badge is not an AchievementSubject."
    if "id" not in subject and "identifier" not in subject:
        yield "An Open Badge names nobody: there is neither an id nor an identifier."
    for one in as_list(subject.get("identifier")):
        if not isinstance(one, dict) or not isinstance(one.get("hashed"), bool):
            yield "An identifier does not say whether it is hashed."
    yield from _achievement(subject.get("achievement"))
    for name in ("activityStartDate", "activityEndDate"):
        if name in subject:
            yield from _time(subject[name], name)
    if isinstance(subject.get("creditsEarned", 0), bool | str):
        yield "“creditsEarned” is not a number."


def _achievement(value: Any) -> Iterator[str]:
    if not isinstance(value, dict) or "Achievement" not in as_list(value.get("type")):
        yield "An Open Badge has no achievement."
        return
    for name in ("id", "name", "description"):
        if not isinstance(value.get(name), str):
            yield f"The achievement has no {name}."
    criteria = value.get("criteria")
    if not isinstance(criteria, dict) or not {"id", "narrative"} & set(criteria):
        yield "The achievement has no criteria."


def _time(value: Any, name: str) -> Iterator[str]:
    try:
        read_time(value, name)
    except Refused as refusal:
        yield refusal.reason
