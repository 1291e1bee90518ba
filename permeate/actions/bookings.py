"""Booking a place on a date: asked for, held, decided by home, confirmed by the host."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from permeate.actions import booking_notices as mail
from permeate.actions import confirmations
from permeate.core import bookings as rules
from permeate.core.events import Event
from permeate.core.lifecycles import BOOKING
from permeate.core.refusals import Refused
from permeate.journal.record import record, write
from permeate.models import Booking, Membership, OpportunityDate, Person
from permeate.models.bookings import SEATED
from permeate.queries import bookings as reads


@dataclass(frozen=True)
class Request:
    """What somebody says when asking for a place; ``manager_…`` only where none is named."""

    purpose: str
    brings: str = ""
    has_conflict: bool | None = None
    conflict: str = ""
    confidential: bool = False
    manager_name: str = ""
    manager_email: str = ""


@write
def request_booking(
    *,
    date: OpportunityDate,
    membership: Membership,
    answers: Request,
    by: Person,
    now: datetime,
) -> Booking:
    """Hold a place until home decides, or join the waiting list where all are taken."""
    date = _lock_date(date.id)
    opportunity = date.opportunity
    rules.check_date_is_open(**reads.openness(date), today=timezone.localdate(now))
    rules.check_can_request(
        is_host=opportunity.host_manager_id == by.id,
        booked_already=reads.is_booked_by(by, date),
        purpose=answers.purpose,
        confidential=answers.confidential,
        has_conflict=answers.has_conflict,
        conflict=answers.conflict,
    )
    manager = membership.manager or _named_manager(membership, answers, by, now)
    rules.check_manager_is_another(
        person_id=by.id, manager_id=manager.id, host_id=opportunity.host_manager_id
    )
    seat = rules.free_seat(reads.seats_taken(date), date.places)
    booking = Booking.objects.create(
        date=date,
        person=by,
        home=membership.organisation,
        home_manager=manager,
        purpose=answers.purpose.strip(),
        brings=answers.brings.strip(),
        conflict=answers.conflict.strip() if answers.has_conflict else "",
        status="REQUESTED" if seat else "WAITING",
        seat=seat,
        requested_at=now,
        held_until=rules.hold_until(now, date.starts_on)
        if seat
        else rules.day_begins(date.starts_on),
        asked_at=now if seat else None,
    )
    event = Event.BOOKING_REQUESTED if seat else Event.BOOKING_WAITLISTED
    _record(event, booking, by, now, seat=seat)
    mail.tell_requester(event, booking, now)
    if seat:
        mail.ask_manager(event, booking, now)
    return booking


@write
def approve_booking(
    *, booking: Booking, seen_hash: str, by: Person, now: datetime, by_link: bool = False
) -> Booking:
    """Home's yes, which is home's confirmation of the page that was seen; the host is next."""
    booking = _lock(booking)
    status = BOOKING.target(booking.status, "approve")
    _check_decider(booking, by)
    _check_ahead(booking.date, now)
    page = reads.confirmation_of(booking)
    booking.status = status
    booking.decided_at, booking.decided_by = now, by
    booking.held_until = rules.day_begins(booking.date.starts_on)
    booking.asked_at, booking.chased = now, 0
    booking.save()
    confirmations.confirm_for_home(booking=booking, page=page, seen_hash=seen_hash, by=by, now=now)
    _record(Event.BOOKING_APPROVED, booking, by, now, by_link=by_link)
    mail.tell(
        Event.BOOKING_APPROVED, booking, to=booking.person, wording="booking_approved", now=now
    )
    mail.ask_host(Event.BOOKING_APPROVED, booking, now)
    return booking


@write
def decline_booking(
    *, booking: Booking, reason: str, by: Person, now: datetime, by_link: bool = False
) -> Booking:
    """Home's or the host's no, with a reason; the place goes to whoever waits."""
    booking = _lock(booking)
    status = BOOKING.target(booking.status, "decline")
    rules.check_reason(reason)
    if by.id == booking.home_manager_id:
        _check_decider(booking, by)
    booking.reason = reason.strip()
    if booking.decided_at is None:
        booking.decided_at, booking.decided_by = now, by
    _end(booking, status, Event.BOOKING_DECLINED, by, now, by_link=by_link)
    mail.tell_others(Event.BOOKING_DECLINED, booking, by=by, wording="booking_declined", now=now)
    return booking


@write
def confirm_booking(
    *, booking: Booking, authority: str, seen_hash: str, by: Person, now: datetime
) -> Booking:
    """The host's yes, which is the host's confirmation: the place is booked."""
    booking = _lock(booking)
    booking.status = BOOKING.target(booking.status, "confirm")
    rules.check_not_for_oneself(person_id=booking.person_id, decider_id=by.id)
    _check_ahead(booking.date, now)
    booking.held_until = None
    booking.asked_at, booking.chased = None, 0
    booking.save()
    confirmations.confirm_for_host(
        booking=booking, authority=authority, seen_hash=seen_hash, by=by, now=now
    )
    _record(Event.BOOKING_CONFIRMED, booking, by, now)
    mail.tell_confirmed(booking, now)
    return booking


@write
def cancel_booking(*, booking: Booking, reason: str, by: Person, now: datetime) -> Booking:
    """Called off by the person, home or host; only the person need not say why."""
    booking = _lock(booking)
    status = BOOKING.target(booking.status, "cancel")
    if by.id != booking.person_id:
        rules.check_reason(reason)
    today = timezone.localdate(now)
    rules.check_not_begun(starts_on=booking.date.starts_on, today=today)
    booking.reason = reason.strip()
    _end(booking, status, Event.BOOKING_CANCELLED, by, now)
    mail.tell_others(Event.BOOKING_CANCELLED, booking, by=by, wording="booking_cancelled", now=now)
    return booking


@write
def cancel_all_on(*, date: OpportunityDate, by: Person, reason: str, now: datetime) -> int:
    """Cancel every live booking of a date that will not take place; how many there were.

    Nobody moves up from the waiting list: everybody on it is told too.
    """
    date = _lock_date(date.id)
    live = list(
        reads.with_all(Booking.objects.filter(date=date, status__in=BOOKING.move("cancel").sources))
    )
    if live:
        rules.check_reason(reason)
    for booking in live:
        booking.date = date
        booking.reason = reason.strip()
        status = BOOKING.target(booking.status, "cancel")
        _end(booking, status, Event.BOOKING_CANCELLED, by, now, fill=False)
        mail.tell_others(
            Event.BOOKING_CANCELLED, booking, by=by, wording="booking_cancelled", now=now
        )
    return len(live)


@write
def lapse_booking(*, booking: Booking, now: datetime) -> Booking | None:
    """End a request that nobody decided in time; None where it was decided meanwhile."""
    booking = _lock(booking)
    due = booking.held_until is not None and booking.held_until <= now
    if not due or not BOOKING.may(booking.status, "lapse"):
        return None
    was = booking.status
    status = BOOKING.target(was, "lapse")
    _end(booking, status, Event.BOOKING_LAPSED, None, now, was=was)
    mail.tell(
        Event.BOOKING_LAPSED,
        booking,
        to=booking.person,
        wording="booking_lapsed",
        now=now,
        was=was,
    )
    return booking


@write
def fill_places(*, date: OpportunityDate, now: datetime) -> int:
    """Give free places to whoever waits, first come first served; how many moved up."""
    return _fill(_lock_date(date.id), now)


def _lock_date(date_id: int) -> OpportunityDate:
    """The date, locked: whoever takes or frees one of its seats waits for one another here.

    Always taken before a booking's own lock, so that two writes cannot wait in a circle.
    """
    OpportunityDate.objects.select_for_update().get(id=date_id)
    return OpportunityDate.objects.select_related(
        "opportunity__host", "opportunity__host_manager"
    ).get(id=date_id)


def _lock(booking: Booking) -> Booking:
    _lock_date(booking.date_id)
    Booking.objects.select_for_update().get(id=booking.id)
    return reads.by_link().get(id=booking.id)


def _check_ahead(date: OpportunityDate, now: datetime) -> None:
    rules.check_date_is_ahead(
        cancelled=date.cancelled_at is not None,
        starts_on=date.starts_on,
        today=timezone.localdate(now),
    )


def _check_decider(booking: Booking, by: Person) -> None:
    rules.check_not_for_oneself(person_id=booking.person_id, decider_id=by.id)
    if by.id != booking.home_manager_id or not by.is_active:
        raise Refused("Another manager decides on this booking now.")
    if reads.has_left(by, booking.home):
        raise Refused(f"You no longer work for {booking.home.name}, so you cannot decide.")


def _named_manager(membership: Membership, answers: Request, by: Person, now: datetime) -> Person:
    """The person at the address given as the manager's, made known where they were not."""
    address = Person.objects.normalise(answers.manager_email)
    if not address:
        raise Refused(
            "Enter your manager’s e-mail address. They decide about your place.",
            field="manager_email",
        )
    known = Person.objects.filter(email__iexact=address).first()
    rules.check_named_manager(
        address=address,
        own_address=by.email.lower(),
        works_at_home=reads.works_at(known, membership.organisation),
        domains=[row.domain.lower() for row in membership.organisation.domains.all()],
    )
    if known:
        return known
    name = answers.manager_name.strip() or address
    manager = Person.objects.create_user(email=address, name=name[:150], created_at=now)
    record(
        Event.PERSON_REGISTERED,
        manager,
        by=by,
        now=now,
        organisations=[membership.organisation],
        named_as="manager",
    )
    return manager


def _end(
    booking: Booking,
    status: str,
    event: Event,
    by: Person | None,
    now: datetime,
    *,
    fill: bool = True,
    **facts,
) -> None:
    """Leave the seat, call off what was planned, and let the next in line move up."""
    had_seat = booking.status in SEATED
    booking.status, booking.seat, booking.held_until = status, None, None
    booking.asked_at = None
    booking.save()
    reason = booking.reason or "The booking was called off."
    confirmations.call_off(booking=booking, by=by, reason=reason, now=now)
    _record(event, booking, by, now, **facts)
    if fill and had_seat:
        _fill(booking.date, now)


def _fill(date: OpportunityDate, now: datetime) -> int:
    if date.cancelled_at or rules.day_begins(date.starts_on) <= now:
        return 0
    waiting = reads.with_all(Booking.objects.filter(date=date, status="WAITING"))
    moved = 0
    for booking in waiting.order_by("requested_at", "id"):
        seat = rules.free_seat(reads.seats_taken(date), date.places)
        if seat is None:
            break
        booking.date = date
        _promote(booking, seat, now)
        moved += 1
    return moved


def _promote(booking: Booking, seat: int, now: datetime) -> None:
    booking.status = BOOKING.target(booking.status, "promote")
    booking.seat = seat
    booking.held_until = rules.hold_until(now, booking.date.starts_on)
    booking.asked_at, booking.chased = now, 0
    booking.save()
    _record(Event.BOOKING_PROMOTED, booking, None, now, seat=seat)
    mail.tell_requester(Event.BOOKING_PROMOTED, booking, now)
    mail.ask_manager(Event.BOOKING_PROMOTED, booking, now)


def _record(event: Event, booking: Booking, by: Person | None, now: datetime, **facts) -> None:
    record(
        event,
        booking,
        by=by,
        now=now,
        organisations=[booking.home, booking.date.opportunity.host],
        date=booking.date.reference,
        **facts,
    )
