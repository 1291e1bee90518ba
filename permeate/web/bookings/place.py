"""At the place: the host shows a code, the guest types or scans it."""

import io
from typing import Any
from urllib.parse import urlencode

import segno
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from permeate.actions import place_codes as actions
from permeate.core.attendance import HOST_AUTHORITY
from permeate.core.lifecycles import BOOKING
from permeate.core.place_codes import MINUTES
from permeate.core.refusals import Refused
from permeate.journal.links import absolute
from permeate.models import Booking
from permeate.queries import bookings as reads
from permeate.web import gates
from permeate.web.bookings.forms import CodeForm, ShowCodeForm
from permeate.web.forms import form_page


@gates.row(reads.visible, act="booking.confirm_attendance")
def show_code(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The host sees the code once, in the answer to the press that makes it."""
    if not BOOKING.may(booking.status, "confirm_attendance"):
        return redirect("booking", reference=booking.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        code = actions.show_code(booking=booking, by=request.user, now=timezone.now(), **answers)
        path = reverse("at_the_place", args=[booking.reference])
        address = absolute(f"{path}?{urlencode({'code': code})}")
        context = {
            "booking": booking,
            "code": f"{code[:3]} {code[3:]}",
            "square": _square(address),
            "minutes": MINUTES,
        }
        return render(request, "bookings/code.html", context)

    initial = {
        "authority": HOST_AUTHORITY,
        "hours": f"{reads.hours_of(booking).normalize():f}",
    }
    context = {
        "booking": booking,
        "heading": f"Show {booking.person.name} a code",
        "button": "Show the code",
        "back": reverse("booking", args=[booking.reference]),
    }
    form = ShowCodeForm(request.POST or None, initial=initial)
    return form_page(request, form, "bookings/show_code.html", context, save)


@gates.row(reads.visible, act="booking.reflect")
def at_the_place(request: HttpRequest, booking: Booking) -> HttpResponse:
    """The guest's side: the code makes it the host's word, and the three lines come next."""
    if not BOOKING.may(booking.status, "confirm_attendance"):
        return redirect("booking", reference=booking.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        confirmed = actions.confirm_by_code(
            booking=booking, code=answers["code"], by=request.user, now=timezone.now()
        )
        if confirmed is None:
            raise Refused("This is not the code that is shown. Type it again.", field="code")
        messages.success(request, "Your host’s confirmation is recorded.")
        return redirect("reflect", reference=booking.reference)

    context = {
        "booking": booking,
        "heading": "Enter your host’s code",
        "button": "Confirm that I attended",
        "back": reverse("booking", args=[booking.reference]),
    }
    form = CodeForm(request.POST or None, initial={"code": request.GET.get("code", "")[:12]})
    return form_page(request, form, "bookings/at_the_place.html", context, save)


def _square(address: str) -> str:
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=2, scale=6, xmldecl=False, light="#ffffff"
    )
    return out.getvalue().decode()
