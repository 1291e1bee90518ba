"""What time does on the way to a secondment; each may run at any hour, any number of times."""

from datetime import datetime

from django.utils import timezone

from permeate.actions import outcomes, releases, signing
from permeate.queries import agreements, applications
from permeate.queries.releases import undecided


def remind_of_releases(now: datetime | None = None) -> int:
    """Remind managers of requests they have not decided; how many reminders went out."""
    now = now or timezone.now()
    return sum(
        releases.remind_of_release(release=release, now=now)
        for release in undecided().iterator(chunk_size=200)
    )


def remind_of_offers(now: datetime | None = None) -> int:
    """Remind people of offers they have not answered; how many reminders went out."""
    now = now or timezone.now()
    return sum(
        outcomes.remind_of_offer(application=application, now=now)
        for application in applications.unanswered_offers().iterator(chunk_size=200)
    )


def remind_to_sign(now: datetime | None = None) -> int:
    """Remind whoever has not signed; how many agreements were chased."""
    now = now or timezone.now()
    return sum(
        signing.remind_to_sign(agreement=agreement, now=now)
        for agreement in agreements.unsigned().iterator(chunk_size=200)
    )


def see_to_outcomes(now: datetime | None = None) -> int:
    """Ask hosts for missing outcomes, warn them, or give them; how many were seen to."""
    now = now or timezone.now()
    waiting = applications.with_people_waiting().iterator(chunk_size=200)
    return sum(bool(outcomes.see_to_outcomes(opportunity=one, now=now)) for one in waiting)
