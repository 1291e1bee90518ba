"""Warn hosts of what goes stale, and close what has."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.publishing import tend_opportunity
from permeate.queries.opportunities import to_tend


def tend_opportunities(now: datetime | None = None) -> dict[str, int]:
    """How many were warned of and closed; each in a transaction of its own."""
    now = now or timezone.now()
    done = {"WARN": 0, "CLOSE": 0}
    for opportunity in to_tend(timezone.localdate(now)).iterator():
        step = tend_opportunity(opportunity=opportunity, now=now)
        if step:
            done[step] += 1
    return done
