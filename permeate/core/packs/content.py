"""The pack's own credential: what its pages say beyond the credentials in it.

Signed by the service. It names each credential with a digest, so that none can be changed, left
out or put in; it carries the person's reflections and each body's summary.
"""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import rfc8785

from permeate.core.credentials import status
from permeate.core.credentials.building import CONTEXT, Signer, clean, identity
from permeate.core.credentials.reading import as_list
from permeate.core.credentials.times import write_time

PACK_TYPE = "urn:permeate:evidence-pack"
REFLECTION, SUMMARY, ARTEFACT, DECLARED, DRAWN = (
    "Reflection",
    "Summary",
    "Artefact",
    "Declared by the person",
    "Drawn with",
)

Document = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One activity in a pack: its credential and what the person adds.

    ``lines`` are (question, answer) pairs; ``artefacts`` name what the person can show.
    """

    credential: Document
    lines: Sequence[tuple[str, str]] = ()
    artefacts: Sequence[str] = ()


@dataclass(frozen=True)
class Declared:
    """An activity that nobody signed: what the person says of it, as (name, value) pairs."""

    title: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Summary:
    """What a body asks and how far the activities meet it: (requirement, answer) pairs."""

    body: str
    rows: Sequence[tuple[str, str]]


def pack_credential(
    *,
    address: str,
    person: str,
    parts: Sequence[Part],
    summaries: Sequence[Summary],
    drawn_with: str,
    signer: Signer,
    status_entry: Mapping[str, Any],
    issued_at: datetime,
    declared: Sequence[Declared] = (),
) -> dict[str, Any]:
    """The unsigned credential of a pack; ``address`` is its id, where anybody can check it."""
    named = [{"id": part.credential["id"], "digestSRI": digest(part.credential)} for part in parts]
    return {
        "@context": CONTEXT,
        "id": address,
        "type": ["VerifiableCredential", PACK_TYPE],
        "name": clean(f"Evidence of professional development: {person}"),
        "issuer": {"id": signer.did, "type": ["Profile"], "name": clean(signer.name)},
        "validFrom": write_time(issued_at),
        "credentialSubject": {"type": ["AchievementSubject"], "identifier": [identity(person)]},
        "evidence": [
            *_summaries(address, summaries),
            *(item for part in parts for item in _additions(part)),
            *_declared(address, declared),
            _evidence(f"{address}#drawn", DRAWN, drawn_with),
        ],
        **({"relatedResource": named} if named else {}),
        "credentialStatus": dict(status_entry),
    }


def is_pack(document: Any) -> bool:
    """Whether a JSON value is a pack's own credential."""
    return isinstance(document, dict) and PACK_TYPE in as_list(document.get("type"))


def content_bytes(document: Document) -> bytes:
    """A document as it is attached: canonical JSON (RFC 8785), so equal content, equal bytes."""
    return rfc8785.dumps(dict(document))


def content_hash(document: Document) -> str:
    """SHA-256 of the attached file, in 64 hex digits; its first are the printed code."""
    return hashlib.sha256(content_bytes(document)).hexdigest()


def digest(document: Document) -> str:
    """A subresource integrity digest of a credential's canonical JSON."""
    hashed = hashlib.sha384(content_bytes(document)).digest()
    return f"sha384-{base64.b64encode(hashed).decode()}"


def missing_or_foreign(pack: Document, credentials: Sequence[Document]) -> list[str]:
    """What the pack names and is not there as it was, and what is there and it does not name."""
    named = {one.get("id"): one.get("digestSRI") for one in as_list(pack.get("relatedResource"))}
    there = {one.get("id"): digest(one) for one in credentials}
    wrong = [
        f"The pack names the credential {name}, which is not attached as it was."
        for name, value in named.items()
        if there.get(name) != value
    ]
    wrong += [
        f"The credential {name} is attached, but the pack does not name it."
        for name in there
        if name not in named
    ]
    if len(there) != len(credentials):
        wrong.append("A credential is attached twice.")
    return wrong


def of_genre(document: Document, genre: str) -> list[Document]:
    """The evidence of that genre, in the order of its ids."""
    found = [
        one
        for one in as_list(document.get("evidence"))
        if isinstance(one, dict) and one.get("genre") == genre
    ]
    return sorted(found, key=lambda one: _order(str(one.get("id"))))


def _order(name: str) -> tuple[str, int]:
    head, _, number = name.rpartition("-")
    return (head, int(number)) if number.isdigit() else (name, 0)


def _summaries(address: str, summaries: Sequence[Summary]) -> list[dict[str, Any]]:
    rows = [(one.body, name, answer) for one in summaries for name, answer in one.rows]
    return [
        _evidence(f"{address}#summary-{number}", SUMMARY, answer, name=name, description=body)
        for number, (body, name, answer) in enumerate(rows, 1)
    ]


def _declared(address: str, declared: Sequence[Declared]) -> list[dict[str, Any]]:
    return [
        _evidence(f"{address}#declared-{number}", DECLARED, _as_lines(one.facts), name=one.title)
        for number, one in enumerate(declared, 1)
    ]


def _as_lines(facts: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{name}: {' '.join(value.split())}" for name, value in facts)


def facts_of(text: str) -> list[tuple[str, str]]:
    """The (name, value) pairs of a declared activity, from the lines they are signed as."""
    return [(name, value) for name, _, value in (line.partition(": ") for line in text.split("\n"))]


def _additions(part: Part) -> list[dict[str, Any]]:
    """What the person adds to one credential: ids that begin with the credential's."""
    name = part.credential["id"]
    return [
        *(
            _evidence(f"{name}#reflection-{number}", REFLECTION, answer, name=question)
            for number, (question, answer) in enumerate(part.lines, 1)
        ),
        *(
            _evidence(f"{name}#artefact-{number}", ARTEFACT, words)
            for number, words in enumerate(part.artefacts, 1)
        ),
    ]


def _evidence(item: str, genre: str, narrative: str, **more: str) -> dict[str, Any]:
    texts = {"narrative": narrative, **more}
    return {
        "id": item,
        "type": ["Evidence"],
        "genre": genre,
        **{key: clean(text) for key, text in texts.items() if text},
    }


def status_of(address: str, index: int) -> dict[str, Any]:
    """Where the pack's own revocation would be found."""
    return status.entry(address, index)
