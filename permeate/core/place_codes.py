"""A code at the place: the host shows it, the guest types it, and that is the host's word."""

import hashlib
import hmac
from datetime import datetime, timedelta

from permeate.core.refusals import Refused

DIGITS = 6
MINUTES = 15
TRIES = 5


def digest(code: str, booking: str, secret: str) -> str:
    """What is kept of a code: without the service's secret nobody finds it again."""
    text = f"{booking}:{''.join(code.split())}".encode()
    return hmac.new(secret.encode(), b"place code:" + text, hashlib.sha256).hexdigest()


def check_can_try(*, shown_at: datetime | None, tries: int, now: datetime) -> None:
    """Refused where no code is shown now, or too many were tried."""
    if shown_at is None or now - shown_at > timedelta(minutes=MINUTES):
        raise Refused(
            f"No code is being shown for this day. A code works for {MINUTES} minutes: ask your "
            "host to show a new one.",
            field="code",
        )
    if tries >= TRIES:
        raise Refused("Too many codes were tried. Ask your host to show a new one.", field="code")


def fits(code: str, kept: str, booking: str, secret: str) -> bool:
    """Whether this is the code that was shown."""
    return hmac.compare_digest(digest(code, booking, secret), kept)
