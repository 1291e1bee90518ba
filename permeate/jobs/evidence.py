"""What could not be signed at once, for want of a master key, is signed later."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.evidence import issue_when_ready
from permeate.actions.signing_keys import can_sign
from permeate.queries.evidence import unissued

AT_ONCE = 500


def issue_evidence(now: datetime | None = None) -> int:
    """Sign what waits for it; how many bookings that were."""
    if not can_sign():
        return 0
    now = now or timezone.now()
    waiting = list(unissued()[:AT_ONCE])
    for booking in waiting:
        issue_when_ready(booking=booking, now=now)
    return len(waiting)
