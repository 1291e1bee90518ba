"""How a booking reads to each of its three sides."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from permeate.core.access import may
from permeate.core.bookings import last_day_held
from permeate.core.lifecycles import BOOKING
from permeate.core.relations import Relation as R
from permeate.models import Booking
from permeate.web.presenting import day

MANAGER = frozenset({R.HOME_MANAGER})
HOST = frozenset({R.HOST_MANAGER, R.HOST_COORDINATOR})


LINK = "link"  # what one may do but nobody is asked to


@dataclass(frozen=True)
class Button:
    """One thing this person may do now; ``classes`` are a button's, or ``LINK``."""

    text: str
    route: str
    reference: str
    classes: str = ""


@dataclass(frozen=True)
class BookingShown:
    """Status in this person's words, what happens next, and what they may do."""

    status: str
    next: str
    buttons: list[Button] = field(default_factory=list)


def status_words(booking: Booking, relations: Collection[R]) -> str:
    """The status; who is awaited is named as “you” to that person."""
    held = frozenset(relations)
    if booking.status == "REQUESTED" and R.SELF not in held:
        return "Waiting for you" if held & MANAGER else "Waiting for the home manager"
    if booking.status == "APPROVED" and held & HOST:
        return "Waiting for you"
    return BOOKING.label(booking.status)


def shown(booking: Booking, relations: Collection[R], *, today: date, line: int) -> BookingShown:
    """Everything of a booking's page that depends on who reads it."""
    held = frozenset(relations)
    over = booking.date.ends_on <= today
    return BookingShown(
        status=status_words(booking, held),
        next=_next(booking, held, over, line),
        buttons=[
            Button(text, route, _reference(booking, route), classes)
            for text, route, classes in _possible(booking, held, today)
        ],
    )


def _reference(booking: Booking, route: str) -> str:
    return booking.evidence.reference if route == "evidence" else booking.reference


def _possible(booking: Booking, held: frozenset[R], today: date) -> list[tuple[str, str, str]]:
    def can(move: str) -> bool:
        return BOOKING.may(booking.status, move) and may(f"booking.{move}", held)

    begun, over = booking.date.starts_on < today, booking.date.ends_on <= today
    minor = "govuk-button--secondary"
    attended = booking.status == "ATTENDED" or (booking.status == "BOOKED" and over)
    reflects = R.SELF in held and attended
    written = hasattr(booking, "reflection")
    choices = [
        (can("approve"), "Decide", "decide_booking", ""),
        (can("confirm"), "Confirm or decline", "confirm_booking", ""),
        (over and can("confirm_attendance"), "Confirm attendance", "record_attendance", ""),
        (over and can("confirm_attendance"), "Show a code", "show_code", minor),
        (
            over and R.SELF in held and booking.status == "BOOKED",
            "Enter your host’s code",
            "at_the_place",
            minor,
        ),
        (can("correct_attendance"), "They did attend", "record_attendance", minor),
        (R.SELF in held and hasattr(booking, "evidence"), "Your evidence", "evidence", ""),
        (reflects and not written, "Write three lines", "reflect", ""),
        (reflects and written, "Change your three lines", "reflect", minor),
        (can("correct_confirmation"), "Put your confirmation right", "correct_confirmation", LINK),
        (not begun and can("cancel"), "Cancel the booking", "cancel_booking", LINK),
    ]
    return [(text, route, classes) for shows, text, route, classes in choices if shows]


def _next(booking: Booking, held: frozenset[R], over: bool, line: int) -> str:
    host = booking.date.opportunity.host_manager.name
    manager = booking.home_manager.name if booking.home_manager else "the home manager"
    me = R.SELF in held
    if booking.status == "REQUESTED":
        last = day(last_day_held(booking.held_until))
        return f"A place is held until the end of {last}. {manager} decides."
    if booking.status == "APPROVED":
        return f"{manager} has confirmed for home. {host} confirms for the host."
    if booking.status == "WAITING":
        where = f"Number {line} on the waiting list. "
        return where + "When a place becomes free it is held and the manager is asked."
    if booking.status == "BOOKED" and over:
        return f"{host} is asked to confirm attendance."
    if booking.status == "BOOKED":
        return "Home and host have both confirmed."
    if booking.status == "ATTENDED" and me and not hasattr(booking, "reflection"):
        return "Write your three lines, and your evidence is ready to download."
    if booking.status == "NO_SHOW":
        who = "you" if held & HOST else host
        return f"If that is wrong, {who} can put it right here."
    if booking.status == "LAPSED" and me:
        return "You can ask for the same date again if there is a free place."
    return ""
