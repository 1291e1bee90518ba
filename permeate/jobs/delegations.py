"""Warn of delegations that end soon."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.delegations import warn_of_end
from permeate.queries.delegations import ending


def warn_of_delegations(now: datetime | None = None) -> int:
    """How many were warned of; each in a transaction of its own."""
    now = now or timezone.now()
    rows = ending(timezone.localdate(now))
    return sum(warn_of_end(delegation=one, now=now) for one in rows.iterator())
