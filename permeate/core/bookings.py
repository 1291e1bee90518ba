"""When a day may be booked, decided, attended and reflected on; seats, holds and hours."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from permeate.core.cadence import HOLD_PLACE_DAYS
from permeate.core.refusals import Refused, refuse_all
from permeate.core.vocabulary import Kind

BOOKED_KINDS = frozenset({Kind.DEVELOPMENT_DAY.value, Kind.SHADOWING.value})
LONDON = ZoneInfo("Europe/London")
HOURS_IN_A_DAY = 24


def check_date_is_open(
    *,
    kind: str,
    published: bool,
    cancelled: bool,
    starts_on: date,
    closes_on: date | None,
    today: date,
) -> None:
    """Refused where nobody can book this date any more."""
    if kind not in BOOKED_KINDS:
        raise Refused("A secondment is applied for, not booked. Go back and choose “Apply”.")
    check_date_is_ahead(cancelled=cancelled, starts_on=starts_on, today=today)
    if not published:
        raise Refused("This opportunity is no longer open for bookings.")
    if closes_on and closes_on < today:
        raise Refused("Bookings for this opportunity have closed.")


def check_date_is_ahead(*, cancelled: bool, starts_on: date, today: date) -> None:
    """Refused where the date will not take place, or has come."""
    if cancelled:
        raise Refused("The host cancelled this date. Choose another one.")
    if starts_on <= today:
        raise Refused("It is too late for this date. Choose a later one.")


def check_can_request(
    *,
    is_host: bool,
    booked_already: bool,
    purpose: str,
    confidential: bool,
    has_conflict: bool | None,
    conflict: str,
) -> None:
    """Refused unless this person may ask for a place, and has said all that is needed."""
    if is_host:
        raise Refused("You host this day, so you cannot book a place on it.")
    if booked_already:
        raise Refused("You have already asked for this date. Your booking is in “Bookings”.")
    refusals = []
    if not purpose.strip():
        refusals.append(Refused("Say what you want to learn.", field="purpose"))
    if has_conflict is None:
        refusals.append(
            Refused("Select whether you have a conflict of interest.", field="has_conflict")
        )
    if has_conflict and not conflict.strip():
        refusals.append(Refused("Say what the conflict of interest is.", field="conflict"))
    if not confidential:
        refusals.append(
            Refused(
                "Confirm that you will keep confidential what you see and hear.",
                field="confidential",
            )
        )
    refuse_all(refusals)


def check_named_manager(
    *, address: str, own_address: str, works_at_home: bool, domains: Collection[str]
) -> None:
    """Refused where an address cannot stand for the manager who must decide.

    Nobody decides on their own booking, so it must belong to a colleague: somebody who
    already works at home here, or an address at one of home's ``domains``.
    """
    if address == own_address:
        raise Refused("Give your manager’s e-mail address, not your own.", field="manager_email")
    domain = address.rpartition("@")[2]
    if works_at_home or any(domain == d or domain.endswith(f".{d}") for d in domains):
        return
    where = f" (it ends in @{min(domains)})" if domains else ""
    raise Refused(
        f"Give your manager’s work address{where}, or ask your coordinator to name your manager.",
        field="manager_email",
    )


def check_not_for_oneself(*, person_id: int, decider_id: int) -> None:
    """Refused where people would decide on, or vouch for, their own day."""
    if person_id == decider_id:
        raise Refused("This is your own booking, so somebody else has to do this.")


def check_manager_is_another(*, person_id: int, manager_id: int, host_id: int) -> None:
    """Refused where home's word would be the person's own, or the host's."""
    if manager_id == person_id:
        raise Refused(
            "You are named as your own manager. Ask your coordinator to name somebody else."
        )
    if manager_id == host_id:
        raise Refused("Your own manager hosts this day, so you need no booking: speak to them.")


def check_reason(reason: str) -> None:
    """Refused without a reason that the others can read."""
    if not reason.strip():
        raise Refused("Give a reason. The people concerned read it.", field="reason")


def free_seat(taken: Collection[int], places: int) -> int | None:
    """The lowest seat (1 to ``places``) that nobody holds, or None when the date is full."""
    return next((seat for seat in range(1, places + 1) if seat not in taken), None)


def day_begins(on: date) -> datetime:
    """Midnight in London at the beginning of that day, aware."""
    return datetime.combine(on, time.min, LONDON)


def hold_until(now: datetime, starts_on: date) -> datetime:
    """Until when a place is held for a manager's decision, aware.

    To the end of the fifth day from now, and never past the beginning of the date itself.
    """
    last = now.astimezone(LONDON).date() + timedelta(days=HOLD_PLACE_DAYS)
    return min(day_begins(last + timedelta(days=1)), day_begins(starts_on))


def last_day_held(until: datetime) -> date:
    """The day at the end of which a hold ends, as people are told it."""
    return (until - timedelta(seconds=1)).astimezone(LONDON).date()


def days_of(starts_on: date, ends_on: date) -> int:
    """Days that count, both ends inclusive: Monday to Friday, or all where none is."""
    run = [starts_on + timedelta(days=n) for n in range((ends_on - starts_on).days + 1)]
    return len([day for day in run if day.weekday() < 5]) or len(run)


def proposed_hours(starts_on: date, ends_on: date, hours_a_day: Decimal) -> Decimal:
    """Hours of a booking before the host corrects them: days × hours a day."""
    return days_of(starts_on, ends_on) * hours_a_day


def check_not_begun(*, starts_on: date, today: date) -> None:
    """Refused after the first day: then the host says who came, and for how long."""
    if today > starts_on:
        raise Refused(
            "It has begun, so it cannot be cancelled. Afterwards the host says who came and for "
            "how many hours."
        )


def check_day_is_over(*, ends_on: date, today: date) -> None:
    """Refused before the (last) day has come."""
    if today < ends_on:
        raise Refused("The day is still to come. Do this once it is over.")


def check_attendance(*, name: str, hours: Decimal | None, starts_on: date, ends_on: date) -> None:
    """Refused unless the confirmation names who gives it, and hours that can be true."""
    refusals = []
    if not name.strip():
        refusals.append(Refused("Enter your name. It is printed in the evidence.", field="name"))
    most = HOURS_IN_A_DAY * ((ends_on - starts_on).days + 1)
    if hours is None or not 0 < hours <= most:
        refusals.append(Refused(f"Hours must be more than 0 and at most {most}.", field="hours"))
    refuse_all(refusals)


def check_correction(
    *, attended: bool, before: Decimal | None, hours: Decimal | None, reason: str
) -> None:
    """Refused without a reason, or where the hours would stay as they are."""
    if attended and hours == before:
        raise Refused("These are the hours you confirmed before.", field="hours")
    check_reason(reason)


def check_reflection(*, what: str, so_what: str, now_what: str) -> None:
    """Refused unless each of the three lines says something."""
    lines = (
        ("what", what, "Say what you did or saw."),
        ("so_what", so_what, "Say why it matters."),
        ("now_what", now_what, "Say what you will do with it."),
    )
    refuse_all([Refused(words, field=field) for field, text, words in lines if not text.strip()])
