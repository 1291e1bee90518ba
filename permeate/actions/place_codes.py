"""Attendance at the place: the host shows a code, the guest types it."""

import secrets
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from permeate.actions.attendance import confirm_attendance
from permeate.core import bookings as booking_rules
from permeate.core import place_codes as rules
from permeate.core.attendance import Way
from permeate.core.events import Event
from permeate.core.lifecycles import BOOKING
from permeate.journal.record import record, write
from permeate.models import Booking, Person, PlaceCode
from permeate.queries import bookings as reads


@write
def show_code(
    *, booking: Booking, hours: Decimal, authority: str, by: Person, now: datetime
) -> str:
    """A code for the host to show now; typed by the guest it is the host's word on these hours.

    An earlier one no longer works. Refused before the last day, and once attendance is said.
    """
    booking = reads.by_link().get(id=booking.id)
    BOOKING.target(booking.status, "confirm_attendance")
    date = booking.date
    booking_rules.check_day_is_over(ends_on=date.ends_on, today=timezone.localdate(now))
    booking_rules.check_not_for_oneself(person_id=booking.person_id, decider_id=by.id)
    booking_rules.check_attendance(
        name=by.name, hours=hours, starts_on=date.starts_on, ends_on=date.ends_on
    )
    code = f"{secrets.randbelow(10**rules.DIGITS):0{rules.DIGITS}}"
    PlaceCode.objects.update_or_create(
        booking=booking,
        defaults={
            "digest": rules.digest(code, booking.reference, settings.SECRET_KEY),
            "hours": hours,
            "authority": authority.strip()[:150],
            "shown_by": by,
            "shown_at": now,
            "tries": 0,
        },
    )
    sides = [booking.home, date.opportunity.host]
    record(Event.PLACE_CODE_SHOWN, booking, by=by, now=now, organisations=sides, hours=hours)
    return code


@write
def confirm_by_code(*, booking: Booking, code: str, by: Person, now: datetime) -> Booking | None:
    """The guest types the code: attendance is confirmed, by the host who showed it.

    None for a wrong code, which counts as a try; Refused where none is shown or too many
    were tried.
    """
    kept = PlaceCode.objects.select_for_update().filter(booking=booking).first()
    rules.check_can_try(
        shown_at=kept.shown_at if kept else None, tries=kept.tries if kept else 0, now=now
    )
    if not rules.fits(code, kept.digest, booking.reference, settings.SECRET_KEY):
        kept.tries += 1
        kept.save(update_fields=["tries"])
        return None
    host = kept.shown_by
    confirmed = confirm_attendance(
        booking=booking,
        name=host.name,
        hours=kept.hours,
        authority=kept.authority,
        way=Way.CODE,
        by=host,
        now=now,
    )
    kept.delete()
    return confirmed
