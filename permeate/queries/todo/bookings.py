"""Bookings that wait: to be decided, confirmed, said to have been attended, reflected on."""

from permeate.models import Booking
from permeate.queries.todo.waiting import ME, TODAY, Waiting, shaped


def _shaped(rows):
    return shaped(
        rows, who="person__name", where="date__opportunity__title", due_on="date__starts_on"
    )


def _hosted(**where):
    return Booking.objects.filter(date__opportunity__host_manager_id=ME, **where)


KINDS = (
    Waiting(
        "booking_to_decide",
        lambda: _shaped(Booking.objects.filter(home_manager_id=ME, status="REQUESTED")),
        "Decide about {who}’s place",
        "decide_booking",
    ),
    Waiting(
        "booking_to_confirm",
        lambda: _shaped(_hosted(status="APPROVED")),
        "Confirm a place for {who}",
        "confirm_booking",
    ),
    Waiting(
        "attendance_to_record",
        lambda: _shaped(_hosted(status="BOOKED", date__ends_on__lt=TODAY)),
        "Confirm that {who} attended",
        "record_attendance",
    ),
    Waiting(
        "reflection_to_write",
        lambda: _shaped(
            Booking.objects.filter(
                person_id=ME,
                status__in=["BOOKED", "ATTENDED"],
                date__ends_on__lt=TODAY,
                reflection=None,
            )
        ),
        "Write three lines for your evidence",
        "reflect",
    ),
)
