"""Signed, single-purpose links: what lets somebody act from an e-mail without signing in.

A token is bound to one purpose and one record; whoever holds it can do that one thing,
while the record's own state allows it.
"""

from django.conf import settings
from django.core import signing

from permeate.core.refusals import Refused

MAX_AGE_DAYS = 60


def token(purpose: str, reference: str, *, holder: str = "") -> str:
    """A token for this purpose and record, safe in an address.

    ``holder`` is the reference of the person it is sent to, where it matters who acts.
    """
    text = f"{reference}~{holder}" if holder else reference
    return signing.dumps(text, salt=f"link:{purpose}")


def read(purpose: str, text: str, *, max_age_days: int = MAX_AGE_DAYS) -> str:
    """The record's reference; Refused where the token is damaged, old or for another purpose."""
    try:
        return signing.loads(text, salt=f"link:{purpose}", max_age=max_age_days * 86_400)
    except signing.SignatureExpired:
        raise Refused("This link is too old to use. Sign in to do the same there.") from None
    except signing.BadSignature:
        raise Refused(
            "This link is not complete. Open it again from the e-mail, or copy all of it."
        ) from None


def absolute(path: str) -> str:
    """The full address of a path of this site."""
    return f"{settings.BASE_URL}{path}"
