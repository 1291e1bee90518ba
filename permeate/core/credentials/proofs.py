"""Data Integrity proofs with Ed25519: the suites eddsa-rdfc-2022 and eddsa-jcs-2022.

Source: W3C Data Integrity EdDSA Cryptosuites 1.0 and Verifiable Credential Data Integrity 1.0.
"""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from permeate.core.credentials.canonical import canonical
from permeate.core.credentials.contexts import Contexts
from permeate.core.credentials.multibase import base58, from_base58
from permeate.core.credentials.reading import as_list
from permeate.core.refusals import Refused

RDFC, JCS = "eddsa-rdfc-2022", "eddsa-jcs-2022"
SUITES = (RDFC, JCS)
Document = Mapping[str, Any]


def sign(
    document: Document, options: Document, key: Ed25519PrivateKey, contexts: Contexts
) -> dict[str, Any]:
    """The proof of ``document`` that ``options`` describe, with its value.

    ``options`` is the proof without ``proofValue``; earlier proofs that it names under
    ``previousProof`` are looked up in the document's own. The document is left as it is.
    """
    proof = dict(options)
    if proof.get("cryptosuite") == JCS and "@context" in document:
        proof["@context"] = document["@context"]
    return {**proof, "proofValue": base58(key.sign(signed_bytes(document, proof, contexts)))}


def secured(document: Document, proofs: list[dict[str, Any]]) -> dict[str, Any]:
    """The document with its proofs, as a list even where there is one."""
    return {**document, "proof": proofs}


def signature_holds(
    document: Document, proof: Document, key: Ed25519PublicKey, contexts: Contexts
) -> bool:
    """Whether the key signed the document with this proof; Refused where it cannot be asked."""
    value = proof.get("proofValue")
    if not isinstance(value, str):
        raise Refused("A proof has no proofValue.")
    try:
        key.verify(from_base58(value), signed_bytes(document, proof, contexts))
    except InvalidSignature:
        return False
    return True


def signed_bytes(document: Document, proof: Document, contexts: Contexts) -> bytes:
    """The 64 bytes that are signed: the hash of the proof's options, then the document's."""
    options = {name: value for name, value in proof.items() if name != "proofValue"}
    unsecured = {name: value for name, value in document.items() if name != "proof"}
    earlier = _earlier(document, proof)
    if earlier:
        unsecured["proof"] = earlier
    suite = proof.get("cryptosuite")
    if suite == RDFC:
        return _rdfc(unsecured, options, contexts)
    if suite == JCS:
        return _jcs(unsecured, options, contexts)
    raise Refused(f"The proof’s cryptosuite is “{suite}”; known are {' and '.join(SUITES)}.")


def _rdfc(unsecured: Document, options: dict[str, Any], contexts: Contexts) -> bytes:
    context = unsecured.get("@context")
    if options.setdefault("@context", context) != context:
        raise Refused("The proof names other contexts than the document: they are not signed.")
    return _sha256(canonical(options, contexts)) + _sha256(canonical(unsecured, contexts))


def _jcs(unsecured: dict[str, Any], options: Document, contexts: Contexts) -> bytes:
    """The document is hashed with the proof's contexts, with which its own must begin."""
    contexts.check(unsecured)
    if "@context" in options:
        signed = as_list(options["@context"])
        if as_list(unsecured.get("@context")) != signed:
            raise Refused("The document’s contexts are not those that were signed.")
        unsecured["@context"] = options["@context"]
    return hashlib.sha256(rfc8785.dumps(dict(options))).digest() + (
        hashlib.sha256(rfc8785.dumps(unsecured)).digest()
    )


def _earlier(document: Document, proof: Document) -> list[Any]:
    """The proofs of the same document that this one names and covers."""
    named = as_list(proof.get("previousProof"))
    proofs = {one.get("id"): one for one in as_list(document.get("proof")) if isinstance(one, dict)}
    for name in named:
        if not isinstance(name, str) or name not in proofs:
            raise Refused(f"The proof builds on “{name}”, which is not among the proofs.")
    return [proofs[name] for name in named]


def _sha256(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
