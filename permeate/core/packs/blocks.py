"""What a pack's pages show, from its credentials alone: the same words whoever draws them."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from permeate.core.credentials.building import (
    AGREED,
    CONFIRMED,
    NOT_DAILY_WORK,
    OBJECTIVE,
    PURPOSE,
)
from permeate.core.evidence import IS, IS_NOT, code_of, grouped
from permeate.core.packs.content import (
    ARTEFACT,
    DECLARED,
    REFLECTION,
    SUMMARY,
    content_hash,
    facts_of,
    of_genre,
)
from permeate.core.wording import day, days, hours, moment

Document = Mapping[str, Any]


@dataclass(frozen=True)
class ActivityShown:
    """One activity: facts as (name, value), objectives as (text, measure), lines likewise."""

    heading: str
    facts: list[tuple[str, str]]
    objectives: list[tuple[str, str]]
    purpose: str
    word: str
    agreed: str
    not_daily_work: str
    lines: list[tuple[str, str]]
    artefacts: list[str]

    def without_additions(self) -> "ActivityShown":
        """The same without what the person added: only what the host signed."""
        return replace(self, lines=[], artefacts=[])


@dataclass(frozen=True)
class PackShown:
    """A pack in words."""

    title: str
    person: str
    reference: str
    code: str
    hash: str
    issued: str
    issued_at: str
    check_address: str
    check_link: str
    total: str
    summaries: list[tuple[str, list[tuple[str, str]]]]
    activities: list[ActivityShown]
    declared: list[tuple[str, list[tuple[str, str]]]]
    is_what: str
    is_not: str

    def as_data(self) -> dict[str, Any]:
        """Plain values, for whatever draws them."""
        return asdict(self)


def shown(pack: Document, credentials: Sequence[Document]) -> PackShown:
    """The pack's pages; KeyError or ValueError where a credential lacks what ours have."""
    own_hash = content_hash(pack)
    address, _, reference = pack["id"].partition("?reference=")
    ordered = sorted(credentials, key=_place)
    return PackShown(
        title=pack["name"],
        person=_person(pack),
        reference=reference,
        code=code_of(own_hash),
        hash=grouped(own_hash),
        issued=moment(_time(pack["validFrom"])),
        issued_at=pack["validFrom"],
        check_address=address,
        check_link=f"{pack['id']}&code={own_hash[:16]}",
        total=_total(ordered),
        summaries=[
            (body, [(row["name"], row["narrative"]) for row in rows])
            for body, rows in groupby(of_genre(pack, SUMMARY), lambda row: row["description"])
        ],
        activities=[activity_shown(one, pack) for one in ordered],
        declared=[(one["name"], facts_of(one["narrative"])) for one in of_genre(pack, DECLARED)],
        is_what=IS,
        is_not=IS_NOT,
    )


def _place(credential: Document) -> tuple[str, str]:
    return credential["credentialSubject"]["activityStartDate"], credential["id"]


def _total(credentials: Sequence[Document]) -> str:
    if len(credentials) < 2:
        return ""
    return f"{len(credentials)} activities, {hours(sum(map(_hours, credentials), Decimal(0)))}"


def activity_shown(credential: Document, pack: Document | None = None) -> ActivityShown:
    """One credential in words, with what a pack adds to it."""
    pack = pack or {}
    subject = credential["credentialSubject"]
    first, last = (_time(subject[name]).date() for name in ("activityStartDate", "activityEndDate"))
    added = [one for one in of_genre(pack, REFLECTION) if _about(one, credential)]
    return ActivityShown(
        heading=credential["name"],
        facts=[
            ("Name", _person(credential)),
            ("Activity", credential["name"]),
            ("Date", days(first, last)),
            ("Time", hours(_hours(credential))),
            ("Host", credential["issuer"]["name"]),
            ("What it was", subject["achievement"]["description"]),
            ("Confirmed on", day(_time(credential["validFrom"]).date())),
        ],
        objectives=[
            (one["narrative"], one.get("description", ""))
            for one in of_genre(credential, OBJECTIVE)
        ],
        purpose=_only(credential, PURPOSE),
        word=_only(credential, CONFIRMED),
        agreed=_only(credential, AGREED),
        not_daily_work=_only(credential, NOT_DAILY_WORK),
        lines=[(one["name"], one["narrative"]) for one in added],
        artefacts=[one["narrative"] for one in of_genre(pack, ARTEFACT) if _about(one, credential)],
    )


def _about(item: Document, credential: Document) -> bool:
    return str(item["id"]).partition("#")[0] == str(credential["id"])


def _only(credential: Document, genre: str) -> str:
    return " ".join(one["narrative"] for one in of_genre(credential, genre))


def _hours(credential: Document) -> Decimal:
    return Decimal(credential["credentialSubject"]["result"][0]["value"])


def _person(document: Document) -> str:
    name: str = document["credentialSubject"]["identifier"][0]["identityHash"]
    return name


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)
