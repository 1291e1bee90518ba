"""Who is told what about a booking: rows of the outbox, written with the move itself."""

from datetime import datetime

from permeate.core.bookings import last_day_held
from permeate.core.events import Event
from permeate.journal.links import absolute, token
from permeate.journal.notices import notify
from permeate.models import Booking, EvidencePack, Person
from permeate.queries.bookings import confirmation_of, hours_of, place_in_line

DECIDE = "decide-booking"
ATTENDANCE = "attendance"


def tell(
    event: Event, booking: Booking, *, to: Person, wording: str, now: datetime, **more
) -> None:
    """One notice about this booking, with everything its wording may name."""
    notify(
        event,
        to=to,
        wording=wording,
        now=now,
        booking=booking,
        day=booking.date,
        opportunity=booking.date.opportunity,
        page=absolute(f"/bookings/{booking.reference}/"),
        held_to=last_day_held(booking.held_until) if booking.held_until else None,
        **more,
    )


def tell_requester(event: Event, booking: Booking, now: datetime) -> None:
    """The person reads whether a place is held, or where on the waiting list they are."""
    waiting = booking.status == "WAITING"
    line = place_in_line(booking) if waiting else 0
    tell(event, booking, to=booking.person, wording="booking_requested", now=now, line=line)


def ask_manager(event: Event, booking: Booking, now: datetime, *, again: bool = False) -> None:
    """The home manager gets a link to the one page on which to decide."""
    manager = booking.home_manager
    link = f"/bookings/decide/{token(DECIDE, booking.reference, holder=manager.reference)}/"
    tell(
        event,
        booking,
        to=manager,
        wording="booking_to_decide",
        now=now,
        link=absolute(link),
        hours=f"{hours_of(booking).normalize():f}",
        again=again,
    )


def ask_host(event: Event, booking: Booking, now: datetime, *, again: bool = False) -> None:
    """The host manager is asked to confirm an approved booking."""
    host = booking.date.opportunity.host_manager
    tell(event, booking, to=host, wording="booking_to_confirm", now=now, again=again)


def ask_attendance(booking: Booking, now: datetime, *, again: bool = False) -> None:
    """The host gets a link to confirm attendance with one press and no account."""
    host = booking.date.opportunity.host_manager
    link = f"/bookings/attendance/{token(ATTENDANCE, booking.reference, holder=host.reference)}/"
    tell(
        Event.ATTENDANCE_ASKED,
        booking,
        to=host,
        wording="booking_attendance",
        now=now,
        link=absolute(link),
        again=again,
    )


def tell_attended(
    booking: Booking, now: datetime, *, pack: EvidencePack | None, again: bool = False
) -> None:
    """The person's evidence is ready, or wants only their three lines."""
    event = Event.BOOKING_ATTENDED
    wording = "booking_attended"
    tell(event, booking, to=booking.person, wording=wording, now=now, pack=pack, again=again)


def tell_confirmed(booking: Booking, now: datetime) -> None:
    """All three sides get the confirmed page as their copy."""
    host = booking.date.opportunity.host_manager
    text = confirmation_of(booking).text
    for person in dict.fromkeys([booking.person, booking.home_manager, host]):
        tell(
            Event.BOOKING_CONFIRMED,
            booking,
            to=person,
            wording="booking_confirmed",
            now=now,
            terms=text,
            for_guest=person == booking.person,
        )


def tell_others(
    event: Event, booking: Booking, *, by: Person | None, wording: str, now: datetime
) -> None:
    """Everyone concerned but the one who did it; the host only once it was asked."""
    concerned = [booking.person, booking.home_manager]
    if hasattr(booking, "placement"):
        concerned.append(booking.date.opportunity.host_manager)
    for person in dict.fromkeys(concerned):
        if person != by:
            tell(event, booking, to=person, wording=wording, now=now, by=by)
