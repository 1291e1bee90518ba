"""After the day: the host confirms attendance, the person writes three lines."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import attendance as actions
from permeate.actions import evidence
from permeate.core.attendance import HOST_AUTHORITY
from permeate.core.lifecycles import BOOKING
from permeate.models import Booking, Person
from permeate.queries import bookings as reads
from permeate.web import gates
from permeate.web.bookings.forms import AbsenceForm, AttendanceForm, CorrectForm, ReflectForm
from permeate.web.forms import form_page


@gates.link("attendance", reads.by_link)
def attendance(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    """Without an account. A GET, as mail scanners send, shows the page and changes nothing."""
    if not BOOKING.may(booking.status, "confirm_attendance"):
        return render(request, "bookings/answered.html", {"booking": booking})
    host = booking.date.opportunity.host_manager
    if request.link_holder != host.reference:
        reason = "Somebody else hosts this day now, and is asked."
        return render(request, "errors/link.html", {"reason": reason}, status=410)
    return _ask(request, booking, None, host.name, lambda: redirect("attendance", token=token))


@gates.row(reads.visible, act="booking.confirm_attendance")
def record_attendance(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The same, signed in; also where a “did not attend” is put right."""
    moves = ("confirm_attendance", "correct_attendance")
    if not any(BOOKING.may(booking.status, move) for move in moves):
        return redirect("booking", reference=booking.reference)

    def answered() -> HttpResponse:
        messages.success(request, "Thank you. The person has been told.")
        return redirect("booking", reference=booking.reference)

    return _ask(request, booking, request.user, request.user.name, answered)


def _ask(
    request: HttpRequest,
    booking: Booking,
    by: Person | None,
    name: str,
    answered: Callable[[], HttpResponse],
) -> HttpResponse:
    absent = "absent" in request.GET and booking.status == "BOOKED"
    action = actions.record_no_show if absent else actions.confirm_attendance

    def save(answers: dict[str, Any]) -> HttpResponse:
        action(booking=booking, by=by, now=timezone.now(), **answers)
        return answered()

    initial = {
        "name": name,
        "authority": HOST_AUTHORITY,
        "hours": f"{reads.hours_of(booking).normalize():f}",
    }
    form = (AbsenceForm if absent else AttendanceForm)(request.POST or None, initial=initial)
    guest = booking.person.name
    context = {
        "booking": booking,
        "absent": absent,
        "heading": f"{guest} did not attend?" if absent else f"Did {guest} attend?",
        "button": "They did not attend" if absent else "Yes, they attended",
    }
    return form_page(request, form, "bookings/attendance.html", context, save)


@gates.row(reads.visible, act="booking.correct_confirmation")
def correct(request: HttpRequest, booking: Booking) -> HttpResponse:
    """What was confirmed is put right or taken back, and what was signed of it revoked."""
    if not BOOKING.may(booking.status, "correct_confirmation"):
        return redirect("booking", reference=booking.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.correct_confirmation(
            booking=booking, by=request.user, now=timezone.now(), **answers
        )
        messages.success(request, "The person has been told. What was signed before is revoked.")
        return redirect("booking", reference=booking.reference)

    initial = {"hours": f"{reads.hours_of(booking).normalize():f}"}
    context = {
        "booking": booking,
        "heading": "Put your confirmation right",
        "button": "Put it right",
    }
    form = CorrectForm(request.POST or None, initial=initial)
    return form_page(request, form, "bookings/correct.html", context, save)


@gates.row(reads.visible, act="booking.reflect")
def reflect(request: HttpRequest, booking: Booking) -> HttpResponse:
    def save(answers: dict[str, Any]) -> HttpResponse:
        pack = evidence.reflect(booking=booking, by=request.user, now=timezone.now(), **answers)
        if pack:
            return redirect("evidence", reference=pack.reference)
        messages.success(
            request, "Kept. Your evidence is ready as soon as the host confirms attendance."
        )
        return redirect("booking", reference=booking.reference)

    written = getattr(booking, "reflection", None)
    lines = ("what", "so_what", "now_what")
    initial = {line: getattr(written, line) for line in lines} if written else None
    context = {
        "booking": booking,
        "heading": "What did you learn?",
        "button": "Make my evidence",
    }
    form = ReflectForm(request.POST or None, initial=initial)
    return form_page(request, form, "bookings/reflect.html", context, save)
