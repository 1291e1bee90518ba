"""Asking for a place on a date, home's decision, the host's confirmation, calling it off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from permeate.actions import bookings as actions
from permeate.core.lifecycles import BOOKING
from permeate.core.refusals import Refused
from permeate.core.relations import RELATION_LABELS
from permeate.core.relations import Relation as R
from permeate.models import Booking, OpportunityDate, Person
from permeate.queries import bookings as reads
from permeate.queries.relations import relations_to
from permeate.web import gates
from permeate.web.bookings.forms import (
    ConfirmForm,
    DecideForm,
    OwnReasonForm,
    ReasonForm,
    RequestForm,
)
from permeate.web.bookings.presenters import shown, status_words
from permeate.web.forms import form_page


@gates.signed_in
def bookings(request: HttpRequest) -> HttpResponse:
    person = request.user
    groups = [
        ("Your bookings", reads.own(person)),
        ("Your team", reads.of_my_team(person)),
        ("Guests on your days", reads.hosted(person)),
    ]
    shown_groups = [
        (title, [(one, status_words(one, relations_to(one, person))) for one in found])
        for title, found in groups
    ]
    return render(request, "bookings/bookings.html", {"groups": shown_groups})


@gates.row(reads.visible_dates, act="booking.request")
def request_booking(request: HttpRequest, date: OpportunityDate) -> HttpResponse:
    memberships = reads.memberships_of(request.user)
    full = date.seated >= date.places

    def save(answers: dict[str, Any]) -> HttpResponse:
        chosen = [m for m in memberships if m.reference == answers.get("home")] or memberships
        if not chosen:
            raise Refused("You need to belong to an organisation. Ask its coordinator to add you.")
        answers.pop("home", None)
        booking = actions.request_booking(
            date=date,
            membership=chosen[0],
            answers=actions.Request(**answers),
            by=request.user,
            now=timezone.now(),
        )
        if booking.status == "WAITING":
            said = "You are on the waiting list."
        else:
            said = f"A place is held for you, and {booking.home_manager.name} is asked to decide."
        messages.success(request, said)
        return redirect("booking", reference=booking.reference)

    return form_page(
        request,
        RequestForm(request.POST or None, memberships=memberships),
        "bookings/request.html",
        {
            "date": date,
            "memberships": memberships,
            "full": full,
            "closed": reads.why_closed(date, today=timezone.localdate()),
            "mine": reads.is_booked_by(request.user, date),
            "heading": "Join the waiting list" if full else "Ask for a place",
            "button": "Join the waiting list" if full else "Ask for this place",
        },
        save,
    )


@gates.row(reads.visible, act="booking.view")
def booking(request: HttpRequest, booking: Booking) -> HttpResponse:
    line = reads.place_in_line(booking) if booking.status == "WAITING" else 0
    version = reads.agreed_version(booking)
    context = {
        "booking": booking,
        "hours": reads.hours_of(booking),
        "shown": shown(booking, request.relations, today=timezone.localdate(), line=line),
        "version": version,
        "signatures": list(version.signatures.all()) if version else [],
        "is_own": R.SELF in request.relations,
    }
    return render(request, "bookings/booking.html", context)


@gates.row(reads.visible, act="booking.approve")
def decide(request: HttpRequest, booking: Booking) -> HttpResponse:
    def decided() -> HttpResponse:
        messages.success(request, "Your decision is recorded and the person has been told.")
        return redirect("booking", reference=booking.reference)

    if not BOOKING.may(booking.status, "approve"):
        return redirect("booking", reference=booking.reference)
    return _decide(request, booking, request.user, False, decided)


@gates.link("decide-booking", reads.by_link)
def decide_by_link(request: HttpRequest, booking: Booking, token: str) -> HttpResponse:
    manager = booking.home_manager
    if manager is None or request.link_holder != manager.reference:
        reason = "Another manager decides on this booking now."
        return render(request, "errors/link.html", {"reason": reason}, status=410)
    if not BOOKING.may(booking.status, "approve"):
        context = {"booking": booking, "status": status_words(booking, {R.HOME_MANAGER})}
        return render(request, "bookings/decided.html", context)
    return _decide(
        request, booking, manager, True, lambda: redirect("decide_booking_link", token=token)
    )


def _decide(
    request: HttpRequest, booking: Booking, manager: Person, by_link: bool, decided
) -> HttpResponse:
    page = reads.confirmation_of(booking)

    def save(answers: dict[str, Any]) -> HttpResponse:
        with_whom = {"booking": booking, "by": manager, "by_link": by_link, "now": timezone.now()}
        if answers["decision"] == "yes":
            actions.approve_booking(seen_hash=request.POST.get("seen", ""), **with_whom)
        else:
            actions.decline_booking(reason=answers["reason"], **with_whom)
        return decided()

    return form_page(
        request,
        DecideForm(_posted(request)),
        "bookings/decide.html",
        {
            "booking": booking,
            "page": page,
            "hours": reads.hours_of(booking),
            "heading": f"Can {booking.person.name} go?",
            "button": "Record my decision",
        },
        save,
    )


@gates.row(reads.visible, act="booking.confirm")
def confirm(request: HttpRequest, booking: Booking) -> HttpResponse:
    if not BOOKING.may(booking.status, "confirm"):
        return redirect("booking", reference=booking.reference)
    page = reads.confirmation_of(booking)
    as_whom = R.HOST_MANAGER if R.HOST_MANAGER in request.relations else R.HOST_COORDINATOR

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.confirm_booking(
            booking=booking,
            authority=RELATION_LABELS[as_whom].removeprefix("the ").capitalize(),
            seen_hash=request.POST.get("seen", ""),
            by=request.user,
            now=timezone.now(),
        )
        messages.success(request, "Booked. All three sides have been told.")
        return redirect("booking", reference=booking.reference)

    return form_page(
        request,
        ConfirmForm(_posted(request)),
        "bookings/confirm.html",
        {
            "booking": booking,
            "page": page,
            "heading": f"Confirm a place for {booking.person.name}",
            "button": "Confirm for the host",
        },
        save,
    )


@gates.row(reads.visible, act="booking.decline")
def decline(request: HttpRequest, booking: Booking) -> HttpResponse:
    if not BOOKING.may(booking.status, "decline"):
        return redirect("booking", reference=booking.reference)

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.decline_booking(booking=booking, by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Declined. The people concerned have been told.")
        return redirect("booking", reference=booking.reference)

    context = {
        "booking": booking,
        "heading": f"Decline {booking.person.name}’s place?",
        "button": "Decline",
    }
    form = ReasonForm(request.POST or None)
    return form_page(request, form, "bookings/end.html", context, save)


@gates.row(reads.visible, act="booking.cancel")
def cancel(request: HttpRequest, booking: Booking) -> HttpResponse:
    if not BOOKING.may(booking.status, "cancel"):
        return redirect("booking", reference=booking.reference)
    own = R.SELF in request.relations

    def save(answers: dict[str, Any]) -> HttpResponse:
        actions.cancel_booking(booking=booking, by=request.user, now=timezone.now(), **answers)
        messages.success(request, "Cancelled. The people concerned have been told.")
        return redirect("booking", reference=booking.reference)

    context = {
        "booking": booking,
        "heading": "Cancel your booking?" if own else f"Cancel {booking.person.name}’s booking?",
        "button": "Cancel the booking",
    }
    form = (OwnReasonForm if own else ReasonForm)(_posted(request))
    return form_page(request, form, "bookings/end.html", context, save)


def _posted(request: HttpRequest) -> Any:
    """What was sent, also where that is nothing but a press."""
    return request.POST if request.method == "POST" else None
