"""Short public references: what stands in addresses instead of a row's number."""

import secrets

ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"  # no look-alikes
LENGTH = 10  # 30^10, about 49 bits


def new_reference() -> str:
    """A random reference of ten letters and digits, safe to read out over the phone."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
