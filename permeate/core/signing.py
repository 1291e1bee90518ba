"""When signatures make an agreement, and what makes them lapse."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from permeate.core.refusals import Refused
from permeate.core.relations import Relation as R
from permeate.core.vocabulary import LABELS, Kind, Party

PARTIES_BY_KIND: Mapping[str, tuple[Party, ...]] = {
    Kind.SECONDMENT: (Party.HOME, Party.HOST, Party.PARTICIPANT),
    Kind.SHADOWING: (Party.HOME, Party.HOST),
    Kind.DEVELOPMENT_DAY: (Party.HOME, Party.HOST),
}


@dataclass(frozen=True)
class SignatureFact:
    """One party's consent to exact content; ``lapsed`` once that content changed."""

    party: Party
    content_hash: str
    lapsed: bool = False
    person_id: int | None = None


RELATIONS_OF_PARTY: Mapping[Party, frozenset[R]] = {
    Party.HOME: frozenset({R.HOME_MANAGER, R.HOME_SIGNATORY}),
    Party.HOST: frozenset({R.HOST_MANAGER, R.HOST_SIGNATORY}),
    Party.PARTICIPANT: frozenset({R.SELF}),
}


def parties_of(relations: Collection[R]) -> tuple[Party, ...]:
    """For whom somebody with these relations may sign; participants only for themselves."""
    if R.SELF in relations:
        return (Party.PARTICIPANT,)
    held = frozenset(relations)
    return tuple(party for party, named in RELATIONS_OF_PARTY.items() if named & held)


def content_hash(content: Mapping[str, Any], text: str) -> str:
    """SHA-256 (64 hex digits) of the fields and the text that people read.

    Fields are serialised with sorted keys and no spaces, so that equal content always
    has an equal hash.
    """
    return hashlib.sha256(hashed_bytes(content, text)).hexdigest()


def hashed_bytes(content: Mapping[str, Any], text: str) -> bytes:
    """Exactly what the hash of a version is taken of."""
    fields = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return f"{fields}\n{text}".encode()


def standing_parties(signatures: Sequence[SignatureFact], current_hash: str) -> frozenset[Party]:
    """Parties whose signature binds to the current content."""
    return frozenset(s.party for s in signatures if not s.lapsed and s.content_hash == current_hash)


def missing_parties(
    kind: str, signatures: Sequence[SignatureFact], current_hash: str
) -> tuple[Party, ...]:
    """Parties still to sign, in the order of the agreement."""
    signed = standing_parties(signatures, current_hash)
    return tuple(party for party in PARTIES_BY_KIND[kind] if party not in signed)


def complete(kind: str, signatures: Sequence[SignatureFact], current_hash: str) -> bool:
    """Whether every party its kind needs has signed the current content."""
    return not missing_parties(kind, signatures, current_hash)


def check_can_sign(
    *,
    kind: str,
    party: Party,
    parties_of_person: Collection[Party],
    seen_hash: str,
    current_hash: str,
    signatures: Sequence[SignatureFact],
    person_id: int | None = None,
) -> None:
    """Refused unless this person may now sign for this party what they were shown."""
    if party not in PARTIES_BY_KIND[kind]:
        raise Refused(f"{LABELS[party]} does not sign this kind of agreement.")
    if party not in parties_of_person:
        raise Refused(f"You are not named to sign for the {LABELS[party].lower()} side.")
    if seen_hash != current_hash:
        raise Refused(
            "The agreement changed after you opened it. Read the new version below before you sign."
        )
    if party in standing_parties(signatures, current_hash):
        raise Refused(f"The {LABELS[party].lower()} side has already signed this version.")
    others = (s for s in signatures if not s.lapsed and s.content_hash == current_hash)
    if person_id is not None and any(s.person_id == person_id for s in others):
        raise Refused(
            "You have signed this version for another side. Somebody else must sign for the "
            f"{LABELS[party].lower()} side."
        )
