"""What somebody has asked for themselves is called off when they leave."""

from datetime import datetime

from django.utils import timezone

from permeate.actions.applications import decline_offer, withdraw_application
from permeate.actions.bookings import cancel_booking
from permeate.actions.releases import withdraw_release
from permeate.journal.record import write
from permeate.models import Application, Booking, Organisation, Person, Release
from permeate.models.bookings import LIVE

LEFT = "They no longer belong to the organisation."


@write
def call_off_own(
    *, person: Person, organisation: Organisation | None, by: Person, now: datetime
) -> None:
    """Cancel bookings, and withdraw applications and releases, of one home or (None) of all.

    Days that have begun stay: whether they were attended is the host's to say.
    """
    home = {"home": organisation} if organisation else {}
    today = timezone.localdate(now)
    for booking in Booking.objects.filter(
        person=person, status__in=LIVE, date__starts_on__gt=today, **home
    ):
        cancel_booking(booking=booking, reason=LEFT, by=by, now=now)
    for application in Application.objects.filter(
        person=person, status__in=["SUBMITTED", "SHORTLISTED"], **home
    ):
        withdraw_application(application=application, by=by, now=now)
    for application in Application.objects.filter(person=person, status="OFFERED", **home):
        decline_offer(application=application, by=by, note=LEFT, now=now)
    for release in Release.objects.filter(
        person=person, status__in=["REQUESTED", "GRANTED"], **home
    ):
        if not release.applications.filter(status="ACCEPTED").exists():
            withdraw_release(release=release, by=by, now=now)
