"""The form of a credential or presentation: Verifiable Credentials Data Model 2.0 (and 1.1).

Each rule gives what is wrong in words; none looks at signatures, trust or time.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from permeate.core.credentials.contexts import VC1, VC2
from permeate.core.credentials.form_open_badges import badge_faults
from permeate.core.credentials.reading import as_list
from permeate.core.credentials.times import read_time
from permeate.core.refusals import Refused

URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
CREDENTIAL, PRESENTATION = "VerifiableCredential", "VerifiablePresentation"
ENVELOPED = "EnvelopedVerifiableCredential"
TEXT_KEYS = {"@value", "@language", "@direction"}
# Members whose values are objects: which of them must have an id.
TYPED = {
    "credentialStatus": False,
    "credentialSchema": True,
    "refreshService": False,
    "termsOfUse": False,
    "evidence": False,
    "proof": False,
}
TIMES = {VC2: ("validFrom", "validUntil"), VC1: ("issuanceDate", "expirationDate")}

Object = Mapping[str, Any]


def faults(document: Any, *, draft: bool = False) -> list[str]:
    """What is wrong with the form, in words; nothing where it is right.

    A ``draft`` is not signed yet: its issuer may still be missing, for who signs adds it.
    """
    if not isinstance(document, dict):
        return ["It is not a JSON object."]
    if PRESENTATION in types_of(document):
        return [*_context(document), *_presentation(document, draft)]
    return [*_context(document), *_credential(document, draft)]


def types_of(document: Object) -> list[Any]:
    """The types of an object, also where there is one alone."""
    return as_list(document.get("type"))


def is_url(value: Any) -> bool:
    """Whether a value is text that has the form of a URL."""
    return isinstance(value, str) and URL.fullmatch(value) is not None


def base_context(document: Object) -> Any:
    """The first context, which says by which data model a document goes."""
    return next(iter(as_list(document.get("@context"))), None)


def issuer_id(document: Object) -> str:
    """The issuer's id, however it is written; empty where there is none."""
    issuer = document.get("issuer")
    name = issuer.get("id") if isinstance(issuer, dict) else issuer
    return name if isinstance(name, str) else ""


def valid_times(document: Object) -> tuple[Any, Any]:
    """From when and until when it holds, as times; None where that is not said."""
    first, last = TIMES[VC1 if base_context(document) == VC1 else VC2]
    return tuple(  # type: ignore[return-value]
        read_time(document[name], name) if name in document else None for name in (first, last)
    )


def _context(document: Object) -> Iterator[str]:
    contexts = as_list(document.get("@context"))
    if not contexts or contexts[0] not in (VC2, VC1):
        yield f"The first context is not {VC2}."
    for one in contexts:
        if not (is_url(one) or isinstance(one, dict)):
            yield f"“{one}” is not a context."


def _credential(document: Object, draft: bool) -> Iterator[str]:
    yield from _types(document, CREDENTIAL)
    yield from _id(document, "The credential")
    yield from _issuer(document, draft)
    yield from _subjects(document)
    yield from _times(document, draft)
    yield from _members(document)
    yield from _texts(document, "The credential")
    yield from badge_faults(document)


def _types(document: Object, needed: str) -> Iterator[str]:
    types = types_of(document)
    if needed not in types:
        yield f"It is not of the type {needed}."
    if not all(isinstance(one, str) and one for one in types):
        yield "A type is not text."


def _id(value: Object, whose: str, *, needed: bool = False) -> Iterator[str]:
    if ("id" in value or needed) and not is_url(value.get("id")):
        yield f"{whose} has an id that is not one URL."


def _issuer(document: Object, draft: bool) -> Iterator[str]:
    issuer = document.get("issuer")
    if isinstance(issuer, dict):
        if not (draft and "id" not in issuer):
            yield from _id(issuer, "The issuer", needed=True)
        yield from _texts(issuer, "The issuer")
    elif not is_url(issuer) and not (draft and "issuer" not in document):
        yield "The issuer is neither a URL nor an object with one as its id."


def _subjects(document: Object) -> Iterator[str]:
    subjects = as_list(document.get("credentialSubject"))
    if not subjects:
        yield "There is no credentialSubject."
    for subject in subjects:
        if not isinstance(subject, dict) or not subject:
            yield "A credentialSubject says nothing."
        else:
            yield from _id(subject, "A credentialSubject")


def _times(document: Object, draft: bool) -> Iterator[str]:
    first, last = TIMES[VC1 if base_context(document) == VC1 else VC2]
    if first == "issuanceDate" and first not in document and not draft:
        yield "There is no issuanceDate."
    try:
        begins, ends = valid_times(document)
    except Refused as refusal:
        yield refusal.reason
        return
    if begins and ends and ends < begins:
        yield f"“{last}” is before “{first}”."


def _members(document: Object) -> Iterator[str]:
    for name, needs_id in TYPED.items():
        if name in document and not as_list(document[name]):
            yield f"“{name}” says nothing."
        for one in as_list(document.get(name)):
            if not isinstance(one, dict):
                yield f"“{name}” is not an object."
                continue
            types = types_of(one)
            if not types or not all(isinstance(kind, str) and kind for kind in types):
                yield f"“{name}” has no type."
            yield from _id(one, f"“{name}”", needed=needs_id)


def _texts(value: Object, whose: str) -> Iterator[str]:
    for name in ("name", "description"):
        for text in as_list(value.get(name)):
            plain = isinstance(text, str)
            tagged = isinstance(text, dict) and "@value" in text and set(text) <= TEXT_KEYS
            if not plain and not tagged:
                yield f"{whose} has a {name} that is neither text nor text with its language."


def _presentation(document: Object, draft: bool) -> Iterator[str]:
    yield from _types(document, PRESENTATION)
    yield from _id(document, "The presentation")
    holder = document.get("holder")
    name = holder.get("id") if isinstance(holder, dict) else holder
    if "holder" in document and not is_url(name):
        yield "The holder is neither a URL nor an object with one as its id."
    for one in as_list(document.get("verifiableCredential")):
        if isinstance(one, dict) and ENVELOPED in types_of(one):
            yield from _enveloped(one)
        else:
            yield from faults(one, draft=draft)


def _enveloped(value: Object) -> Iterator[str]:
    if not str(value.get("id", "")).startswith("data:"):
        yield "An enveloped credential’s id is not a data: URL."
