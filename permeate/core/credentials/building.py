"""What an organisation signs when it confirms an activity: an Open Badge with its own word in it.

Hours are a result of the activity and no ``creditsEarned``: whether they earn credit is for a
professional body to say. Every part has an id, so that its canonical form is found quickly.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from permeate.core.credentials import status
from permeate.core.credentials.contexts import OPEN_BADGES, VC2, Contexts
from permeate.core.credentials.proofs import RDFC, secured, sign
from permeate.core.credentials.reading import CONTROL
from permeate.core.credentials.times import write_time

CONTEXT = [VC2, OPEN_BADGES]
OBJECTIVE, PURPOSE, CONFIRMED, AGREED, NOT_DAILY_WORK = (
    "Objective",
    "Purpose",
    "Host’s confirmation",
    "Agreed beforehand",
    "Not daily work",
)
HOURS = "Hours confirmed by the host"


@dataclass(frozen=True)
class Signer:
    """Who signs: a DID, the name people know, the method's id and its secret key."""

    did: str
    name: str
    method: str
    key: Ed25519PrivateKey


@dataclass(frozen=True)
class Activity:
    """One confirmed activity; ``address`` is the credential's id, ``objectives`` are
    (text, measure) pairs, ``hours`` net of breaks; ``word`` is the host's, one sentence."""

    address: str
    kind: str
    title: str
    person: str
    home: str
    host: str
    objectives: Sequence[tuple[str, str]]
    purpose: str
    starts_on: date
    ends_on: date
    hours: Decimal
    agreed: str
    not_daily_work: str
    word: str
    confirmed_at: datetime


def badge(activity: Activity, signer: Signer, *, status_entry: dict[str, Any]) -> dict[str, Any]:
    """The credential of an activity, unsigned and without the host's word."""
    return {
        "@context": CONTEXT,
        "id": activity.address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": clean(f"{activity.kind}: {activity.title}"),
        "issuer": _profile(signer),
        "validFrom": write_time(activity.confirmed_at),
        "credentialSubject": _subject(activity),
        "evidence": _evidence(activity),
        "credentialStatus": status_entry,
    }


def endorsement(activity: Activity, signer: Signer) -> dict[str, Any]:
    """The host's word on the credential, as a credential of its own, unsigned."""
    return {
        "@context": CONTEXT,
        "id": f"{activity.address}#word",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": CONFIRMED,
        # Its id alone: the credential around it says the name, and nothing is said twice.
        "issuer": signer.did,
        "validFrom": write_time(activity.confirmed_at),
        "credentialSubject": {
            "id": _achievement(activity),
            "type": ["EndorsementSubject"],
            "endorsementComment": clean(activity.word),
        },
    }


def issue(
    activity: Activity,
    signer: Signer,
    contexts: Contexts,
    *,
    list_address: str,
    index: int,
    now: datetime,
) -> dict[str, Any]:
    """The signed credential with the signed word of the host inside."""
    word = signed(endorsement(activity, signer), signer, contexts, now=now)
    unsigned = badge(activity, signer, status_entry=status.entry(list_address, index))
    return signed({**unsigned, "endorsement": [word]}, signer, contexts, now=now)


def signed(
    document: dict[str, Any], signer: Signer, contexts: Contexts, *, now: datetime
) -> dict[str, Any]:
    """The document with the signer's proof."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": RDFC,
        "created": write_time(now),
        "verificationMethod": signer.method,
        "proofPurpose": "assertionMethod",
    }
    return secured(document, [sign(document, options, signer.key, contexts)])


def clean(text: str) -> str:
    """Typed text as it can be signed: line ends as one, no control characters."""
    return CONTROL.sub("", re.sub(r"\r\n?", "\n", text))


def identity(name: str) -> dict[str, Any]:
    """A person by name, readable."""
    return {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": clean(name),
        "identityType": "name",
    }


def _profile(signer: Signer) -> dict[str, Any]:
    return {"id": signer.did, "type": ["Profile"], "name": clean(signer.name)}


def _subject(activity: Activity) -> dict[str, Any]:
    described = f"{activity.address}#hours"
    return {
        "type": ["AchievementSubject"],
        "identifier": [identity(activity.person)],
        "activityStartDate": _midnight(activity.starts_on),
        "activityEndDate": _midnight(activity.ends_on),
        "result": [
            {
                "type": ["Result"],
                "resultDescription": described,
                "value": f"{activity.hours.normalize():f}",
            }
        ],
        "achievement": {
            "id": _achievement(activity),
            "type": ["Achievement"],
            "achievementType": "Fieldwork",
            "name": clean(activity.title),
            "description": clean(
                f"{activity.kind} with {activity.host} by {activity.person} of {activity.home}."
            ),
            "criteria": {
                "narrative": "Agreed beforehand by home and host, attended, and confirmed by the "
                "host afterwards."
            },
            "resultDescription": [
                {
                    "id": described,
                    "type": ["ResultDescription"],
                    "name": HOURS,
                    "resultType": "Result",
                }
            ],
        },
    }


def _achievement(activity: Activity) -> str:
    return f"{activity.address}#achievement"


def _midnight(day: date) -> str:
    return write_time(datetime.combine(day, time(), UTC))


def _evidence(activity: Activity) -> list[dict[str, Any]]:
    items = [
        *((OBJECTIVE, text, measure) for text, measure in activity.objectives),
        (PURPOSE, activity.purpose, ""),
        (CONFIRMED, activity.word, ""),
        (AGREED, activity.agreed, ""),
        (NOT_DAILY_WORK, activity.not_daily_work, ""),
    ]
    return [
        {
            "id": f"{activity.address}#evidence-{number}",
            "type": ["Evidence"],
            "genre": genre,
            "narrative": clean(text),
            **({"description": clean(measure)} if measure else {}),
        }
        for number, (genre, text, measure) in enumerate(items, 1)
        if text
    ]
