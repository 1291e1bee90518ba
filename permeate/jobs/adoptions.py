"""Six and twelve months on: is what was adopted still in use?"""

from datetime import datetime

from django.utils import timezone

from permeate.actions.adoptions import ask_in_use, chase_in_use
from permeate.queries.adoptions import checks_to_ask, checks_to_chase


def follow_adoptions(now: datetime | None = None) -> int:
    """Ask adopters, and remind them 3 and 10 days after the answer was due; how many."""
    now = now or timezone.now()
    today = timezone.localdate(now)
    asked = [ask_in_use(adoption=a, months=months, now=now) for a, months in checks_to_ask(today)]
    chased = sum(
        chase_in_use(check=check, number=number, now=now)
        for check, number in checks_to_chase(today)
    )
    return chased + sum(one is not None for one in asked)
