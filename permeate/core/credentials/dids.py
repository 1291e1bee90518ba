"""Decentralised identifiers: whose key a verification method is, from documents handed in.

Sources: W3C Controlled Identifiers 1.0, did:key and did:web method specifications.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from permeate.core.credentials.multibase import public_key
from permeate.core.credentials.reading import as_list
from permeate.core.credentials.times import read_time
from permeate.core.refusals import Refused

CONTEXTS = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
WEB = re.compile(r"did:web:([A-Za-z0-9.-]+(?:%3[Aa]\d{1,5})?)((?::[A-Za-z0-9._~%-]+)*)")
LOCAL = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Method:
    """A key that a DID document names; ``asserts`` where it may sign credentials."""

    id: str
    controller: str
    key: Ed25519PublicKey
    asserts: bool


@dataclass(frozen=True)
class PublishedKey:
    """One of an organisation's keys as its DID document shows it; ``withdrawn`` if misused."""

    multikey: str
    withdrawn: bool = False


def web_did(address: str) -> str:
    """The did:web of an https address such as ``https://example.org/issuers/abc``."""
    parts = urlsplit(address)
    path = "".join(f":{quote(one, safe='')}" for one in parts.path.split("/") if one)
    return f"did:web:{quote(parts.netloc, safe='')}{path}"


def web_address(did: str) -> str:
    """Where a did:web document is fetched; Refused for another method or a broken one."""
    match = WEB.fullmatch(did)
    if not match:
        raise Refused(f"{did[:200]} is not a did:web that names an address.")
    host = unquote(match[1])
    path = "/".join(match[2].split(":")[1:]) or ".well-known"
    scheme = "http" if host.split(":")[0] in LOCAL else "https"
    return f"{scheme}://{host}/{path}/did.json"


def method_id(did: str, multikey: str) -> str:
    """A method named by its key, so that the signature can be tried without the document."""
    return f"{did}#{multikey}"


def did_document(did: str, keys: Sequence[PublishedKey]) -> dict[str, Any]:
    """The document of a DID: every key that signed, and those whose signatures still count."""
    return {
        "@context": CONTEXTS,
        "id": did,
        "verificationMethod": [
            {
                "id": method_id(did, one.multikey),
                "type": "Multikey",
                "controller": did,
                "publicKeyMultibase": one.multikey,
            }
            for one in keys
        ],
        "assertionMethod": [method_id(did, one.multikey) for one in keys if not one.withdrawn],
    }


def is_document(value: Any) -> bool:
    """Whether a JSON value looks like a DID document."""
    return (
        isinstance(value, dict)
        and str(value.get("id", "")).startswith("did:")
        and any(name in value for name in ("verificationMethod", "assertionMethod"))
    )


def key_in_name(method: str) -> Ed25519PublicKey | None:
    """The key that a method's own name spells, as in did:key and in what Permeate issues."""
    did, _, fragment = method.partition("#")
    spelt = did.removeprefix("did:key:") if did.startswith("did:key:") else fragment
    if did.startswith("did:key:") and fragment not in (spelt, ""):
        return None
    try:
        return public_key(spelt)
    except (Refused, ValueError):
        return None


def find_method(document: Mapping[str, Any], name: str, now: datetime) -> Method:
    """The method of that id in a DID document; Refused where it is not there or cannot be used."""
    did = document["id"]
    asserting = as_list(document.get("assertionMethod"))
    methods = [
        one
        for one in [*as_list(document.get("verificationMethod")), *asserting]
        if isinstance(one, dict) and _full(one.get("id"), did) == name
    ]
    if not methods:
        raise Refused(f"The key {name[:200]} is not in the document of {did[:200]}.")
    method = methods[0]
    _check_in_time(method, now)
    return Method(
        id=name,
        controller=str(method.get("controller", "")),
        key=_key(method),
        asserts=any(
            _full(one.get("id") if isinstance(one, dict) else one, did) == name for one in asserting
        ),
    )


def _full(name: Any, did: str) -> str:
    return f"{did}{name}" if isinstance(name, str) and name.startswith("#") else str(name)


def _check_in_time(method: Mapping[str, Any], now: datetime) -> None:
    for end in ("revoked", "expires"):
        if end in method and read_time(method[end], end) <= now:
            raise Refused(f"The key {str(method['id'])[:200]} ended ({end} {method[end]}).")


def _key(method: Mapping[str, Any]) -> Ed25519PublicKey:
    if "publicKeyMultibase" in method:
        return public_key(str(method["publicKeyMultibase"]))
    jwk = method.get("publicKeyJwk")
    if isinstance(jwk, dict) and jwk.get("kty") == "OKP" and jwk.get("crv") == "Ed25519":
        return _from_jwk(str(jwk.get("x", "")))
    raise Refused(f"The key {str(method['id'])[:200]} is not an Ed25519 key Permeate can read.")


def _from_jwk(text: str) -> Ed25519PublicKey:
    try:
        return Ed25519PublicKey.from_public_bytes(
            base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        )
    except (binascii.Error, ValueError) as error:
        raise Refused("A public key in a DID document cannot be read.") from error
