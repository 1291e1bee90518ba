"""Status lists: one bit a credential, published signed by the issuer.

Source: W3C Bitstring Status List 1.0.
"""

import gzip
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

from permeate.core.credentials.contexts import VC2
from permeate.core.credentials.multibase import base64url, from_base64url
from permeate.core.credentials.reading import as_list
from permeate.core.refusals import Refused

ENTRY, LIST, LIST_CREDENTIAL = (
    "BitstringStatusListEntry",
    "BitstringStatusList",
    "BitstringStatusListCredential",
)
BITS = 131_072  # the least a list may have, so that one credential hides among many
MAX_LIST_BYTES = 4_000_000
REVOCATION = "revocation"
ENDING = (REVOCATION, "suspension")


def encode(set_bits: Iterable[int], bits: int = BITS) -> str:
    """The list with these bits set, as gzip in base64url; the first bit is the left-most."""
    data = bytearray(bits // 8)
    for index in set_bits:
        data[index // 8] |= 0x80 >> index % 8
    return base64url(gzip.compress(bytes(data), mtime=0))


def bit(encoded: str, index: int) -> bool:
    """One bit of an encoded list; Refused where it cannot be unpacked or is too short."""
    data = _unpack(encoded)
    if index < 0 or index >= len(data) * 8:
        raise Refused(f"The status list has no entry {index}.")
    return bool(data[index // 8] & 0x80 >> index % 8)


def _unpack(encoded: str) -> bytes:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        data = unpacking.decompress(from_base64url(encoded), MAX_LIST_BYTES)
    except zlib.error as error:
        raise Refused("The status list cannot be unpacked.") from error
    if not unpacking.eof:
        raise Refused("The status list is cut off, or larger than any there is.")
    return data


def entry(address: str, index: int) -> dict[str, Any]:
    """A credential's ``credentialStatus``: where its revocation would be found."""
    return {
        "id": f"{address}#{index}",
        "type": ENTRY,
        "statusPurpose": REVOCATION,
        "statusListIndex": str(index),
        "statusListCredential": address,
    }


def list_credential(
    address: str, issuer: str, set_bits: Iterable[int], *, begins: str, ends: str
) -> dict[str, Any]:
    """A status list to be signed; ``begins`` and ``ends`` are dateTimeStamps."""
    return {
        "@context": [VC2],
        "id": address,
        "type": ["VerifiableCredential", LIST_CREDENTIAL],
        "issuer": issuer,
        "validFrom": begins,
        "validUntil": ends,
        "credentialSubject": {
            "id": f"{address}#list",
            "type": LIST,
            "statusPurpose": REVOCATION,
            "encodedList": encode(set_bits),
        },
    }


def is_list(value: Any) -> bool:
    """Whether a JSON value looks like a status list."""
    return isinstance(value, dict) and LIST_CREDENTIAL in as_list(value.get("type"))


def says(listed: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    """Whether the list sets the bit of a ``credentialStatus``; Refused where they do not fit."""
    subject = listed.get("credentialSubject")
    if not isinstance(subject, dict) or LIST not in as_list(subject.get("type")):
        raise Refused("The status list has no list.")
    purpose = wanted.get("statusPurpose")
    if purpose not in as_list(subject.get("statusPurpose")):
        raise Refused(f"The status list is not about {purpose}.")
    index = str(wanted.get("statusListIndex"))
    if not index.isascii() or not index.isdigit() or len(index) > 12:
        raise Refused("“statusListIndex” is not a number.")
    if wanted.get("statusSize", 1) != 1 or subject.get("statusSize", 1) != 1:
        raise Refused("Status lists with more than one bit an entry are not read.")
    return bit(str(subject.get("encodedList")), int(index))
