"""Keys, signatures and bit strings as text: base58btc (“z”) and base64url (“u”).

Sources: Multibase and Multikey in W3C Controlled Identifiers 1.0.
"""

import base64
import binascii

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from permeate.core.refusals import Refused

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
VALUES = {one: number for number, one in enumerate(ALPHABET)}
PUBLIC = b"\xed\x01"  # ed25519-pub
SECRET = b"\x80\x26"  # ed25519-priv
LONGEST = 200  # base58 takes time with the square of the length; a signature has 88 digits


def base58(data: bytes) -> str:
    """Bytes as base58btc with its “z”."""
    number = int.from_bytes(data, "big")
    digits = ""
    while number:
        number, rest = divmod(number, 58)
        digits = ALPHABET[rest] + digits
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + "1" * zeros + digits


def from_base58(text: str) -> bytes:
    """The bytes of base58btc with its “z”; Refused where it is not exactly that."""
    if not text.startswith("z") or len(text) > LONGEST:
        raise Refused("This is not base58btc, which begins with z.")
    number = 0
    for one in text[1:]:
        if one not in VALUES:
            raise Refused(f"“{one}” is no digit of base58btc.")
        number = number * 58 + VALUES[one]
    zeros = len(text[1:]) - len(text[1:].lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base64url(data: bytes) -> str:
    """Bytes as base64url without padding, with its “u”."""
    return "u" + base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    """The bytes of base64url with its “u”; Refused where it is not that."""
    if not text.startswith("u"):
        raise Refused("This is not base64url, which begins with u.")
    try:
        padded = text[1:] + "=" * (-len(text[1:]) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused("This is not base64url.") from error


def public_multikey(key: Ed25519PublicKey) -> str:
    """An Ed25519 public key as Multikey text, “z6Mk…”."""
    return base58(PUBLIC + key.public_bytes_raw())


def public_key(multikey: str) -> Ed25519PublicKey:
    """The Ed25519 public key of a Multikey text; Refused for another kind of key."""
    return Ed25519PublicKey.from_public_bytes(_raw(multikey, PUBLIC))


def secret_multikey(key: Ed25519PrivateKey) -> str:
    """An Ed25519 private key as Multikey text, “z3u2…”."""
    return base58(SECRET + key.private_bytes_raw())


def secret_key(multikey: str) -> Ed25519PrivateKey:
    """The Ed25519 private key of a Multikey text; Refused for another kind of key."""
    return Ed25519PrivateKey.from_private_bytes(_raw(multikey, SECRET))


def _raw(multikey: str, kind: bytes) -> bytes:
    data = from_base58(multikey)
    if data[:2] != kind or len(data) != 34:
        raise Refused("This is not an Ed25519 key in Multikey form.")
    return data[2:]
