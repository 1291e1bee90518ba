"""Keys of authenticator apps are stored locked with the service's own secret.

Whoever reads a copy of the database cannot make codes with it.
"""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def lock(text: str) -> str:
    """The text, readable only with the secret of the settings."""
    return _box().encrypt(text.encode()).decode()


def unlock(locked: str) -> str:
    """What was locked, with the secret of the settings or an older one."""
    return _box().decrypt(locked.encode()).decode()


def _box() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"second factors:" + secret.encode()).digest())
