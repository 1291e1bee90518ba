"""Generate the dates of programmes ahead."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.programmes import generate_dates
from permeate.models import Programme


def generate_programme_dates(now: datetime | None = None) -> int:
    """How many dates were added, moved or removed; each programme in a transaction of its own."""
    now = now or timezone.now()
    return sum(generate_dates(programme=one, now=now) for one in list(Programme.objects.all()))
