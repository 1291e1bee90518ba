"""After the day: the host is asked who came, and says so with one press."""

from datetime import datetime
from decimal import Decimal

from django.utils import timezone

from permeate.actions import booking_notices as mail
from permeate.actions.confirmations import call_off, day_took_place
from permeate.actions.evidence import issue_when_ready, withdraw_evidence
from permeate.core import bookings as rules
from permeate.core.attendance import HOST_AUTHORITY, Said, Way
from permeate.core.cadence import chase_number
from permeate.core.events import Event
from permeate.core.lifecycles import BOOKING
from permeate.core.refusals import Refused
from permeate.journal.record import record, write
from permeate.models import AttendanceWord, Booking, Person
from permeate.queries import bookings as reads


@write
def ask_attendance(*, booking: Booking, now: datetime) -> bool:
    """Send the host the link once the day is over; False where that was done before."""
    booking = _lock(booking)
    over = booking.date.ends_on < timezone.localdate(now)
    if booking.status != "BOOKED" or booking.attendance_asked_at or not over:
        return False
    booking.attendance_asked_at = booking.asked_at = now
    booking.chased = 0
    booking.save(update_fields=["attendance_asked_at", "asked_at", "chased"])
    _record(Event.ATTENDANCE_ASKED, booking, None, now)
    mail.ask_attendance(booking, now)
    return True


ASK_AGAIN = {
    "REQUESTED": lambda b, now: mail.ask_manager(Event.BOOKING_REQUESTED, b, now, again=True),
    "APPROVED": lambda b, now: mail.ask_host(Event.BOOKING_APPROVED, b, now, again=True),
    "BOOKED": lambda b, now: mail.ask_attendance(b, now, again=True),
    "ATTENDED": lambda b, now: mail.tell_attended(b, now, pack=None, again=True),
}


@write
def chase_booking(*, booking: Booking, now: datetime) -> bool:
    """Remind whoever must act on a booking, where a reminder is due; whether one was sent."""
    booking = _lock(booking)
    if booking.asked_at is None or booking.status not in ASK_AGAIN:
        return False
    asked_on, today = timezone.localdate(booking.asked_at), timezone.localdate(now)
    number = chase_number(asked_on, today, booking.chased)
    if number is None:
        return False
    booking.chased = number
    booking.save(update_fields=["chased"])
    _record(Event.BOOKING_CHASED, booking, None, now, number=number, status=booking.status)
    ASK_AGAIN[booking.status](booking, now)
    return True


@write
def confirm_attendance(
    *,
    booking: Booking,
    name: str,
    hours: Decimal | None,
    by: Person | None,
    now: datetime,
    authority: str = HOST_AUTHORITY,
    way: Way | None = None,
) -> Booking:
    """The host's word that the person came, and for how many hours; it is signed at once.

    ``by`` is None where it came through the link from the e-mail; ``name`` always says who,
    ``authority`` in which role. Signed in, a host can put right what was recorded as not
    attended.
    """
    booking = _check_over(_lock(booking), by, now)
    corrects = by is not None and booking.status == "NO_SHOW"
    move = "correct_attendance" if corrects else "confirm_attendance"
    status = BOOKING.target(booking.status, move)
    rules.check_attendance(
        name=name, hours=hours, starts_on=booking.date.starts_on, ends_on=booking.date.ends_on
    )
    booking.status, booking.hours = status, hours
    _keep_word(booking, Said.ATTENDED, name, by, now, authority=authority, way=way)
    if not hasattr(booking, "reflection"):  # the person is asked for it, and reminded
        booking.asked_at, booking.chased = now, 0
        booking.save(update_fields=["asked_at", "chased"])
    day_took_place(booking=booking, by=by, now=now)
    _record(Event.BOOKING_ATTENDED, booking, by, now, hours=hours, by_link=by is None)
    pack = issue_when_ready(booking=booking, now=now)
    mail.tell_attended(booking, now, pack=pack)
    return booking


@write
def record_no_show(*, booking: Booking, name: str, by: Person | None, now: datetime) -> Booking:
    """The host's word that the person did not come; the person is told and may object."""
    booking = _check_over(_lock(booking), by, now)
    status = BOOKING.target(booking.status, "record_no_show")
    if not name.strip():
        raise Refused("Enter your name.", field="name")
    booking.status = status
    _keep_word(booking, Said.NO_SHOW, name, by, now)
    call_off(booking=booking, by=by, reason="Did not attend.", now=now)
    _record(Event.BOOKING_MISSED, booking, by, now, by_link=by is None)
    mail.tell(Event.BOOKING_MISSED, booking, to=booking.person, wording="booking_missed", now=now)
    return booking


@write
def correct_confirmation(
    *,
    booking: Booking,
    attended: bool,
    hours: Decimal | None,
    reason: str,
    by: Person,
    now: datetime,
) -> Booking:
    """The host puts its word right, or takes it back; what was signed of it is revoked.

    With ``attended`` the right hours are signed anew; without, the person did not attend.
    """
    booking = _check_over(_lock(booking), by, now)
    rules.check_correction(attended=attended, before=booking.hours, hours=hours, reason=reason)
    status = BOOKING.target(booking.status, "correct_confirmation" if attended else "take_back")
    if attended:
        rules.check_attendance(
            name=by.name,
            hours=hours,
            starts_on=booking.date.starts_on,
            ends_on=booking.date.ends_on,
        )
        booking.hours = hours
    booking.status = status
    said = Said.ATTENDED if attended else Said.WITHDRAWN
    _keep_word(booking, said, by.name, by, now, authority=HOST_AUTHORITY, reason=reason)
    if not attended:
        call_off(booking=booking, by=by, reason="Did not attend.", now=now)
    withdraw_evidence(booking=booking, reason=reason, by=by, now=now)
    event = Event.ATTENDANCE_CORRECTED if attended else Event.ATTENDANCE_TAKEN_BACK
    _record(event, booking, by, now, hours=hours if attended else None)
    pack = issue_when_ready(booking=booking, now=now)
    mail.tell(
        event,
        booking,
        to=booking.person,
        wording="booking_corrected",
        now=now,
        attended=attended,
        reason=reason.strip(),
        pack=pack,
    )
    return booking


def _lock(booking: Booking) -> Booking:
    Booking.objects.select_for_update().get(id=booking.id)
    return reads.by_link().get(id=booking.id)


def _check_over(booking: Booking, by: Person | None, now: datetime) -> Booking:
    rules.check_day_is_over(ends_on=booking.date.ends_on, today=timezone.localdate(now))
    if by:
        rules.check_not_for_oneself(person_id=booking.person_id, decider_id=by.id)
    return booking


def _keep_word(
    booking: Booking,
    said: Said,
    name: str,
    by: Person | None,
    now: datetime,
    *,
    authority: str = "",
    way: Way | None = None,
    reason: str = "",
) -> None:
    """What holds now stands on the booking; everything that was ever said, in its words."""
    booking.attendance_at, booking.attendance_by = now, by
    booking.attendance_by_name = name.strip()[:150]
    booking.asked_at = None
    booking.save()
    AttendanceWord.objects.create(
        booking=booking,
        said=said.value,
        hours=booking.hours if said is Said.ATTENDED else None,
        name=booking.attendance_by_name,
        authority=authority.strip()[:150],
        reason=reason.strip(),
        way=(way or (Way.SIGNED_IN if by else Way.LINK)).value,
        said_by=by,
        said_at=now,
    )


def _record(event: Event, booking: Booking, by: Person | None, now: datetime, **facts) -> None:
    sides = [booking.home, booking.date.opportunity.host]
    record(event, booking, by=by, now=now, organisations=sides, **facts)
