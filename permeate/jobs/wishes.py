"""Adverts that nobody renews go, after a warning."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.wishes import tend_wish
from permeate.queries.wishes import to_tend


def tend_wishes(now: datetime | None = None) -> dict[str, int]:
    """How many were warned of and closed; each in a transaction of its own."""
    now = now or timezone.now()
    done = {"WARN": 0, "CLOSE": 0}
    for wish in to_tend(timezone.localdate(now)).iterator():
        step = tend_wish(wish=wish, now=now)
        if step:
            done[step] += 1
    return done
