"""A code at the place is the host's word, typed by the guest."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from permeate.actions.place_codes import show_code
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import AttendanceWord, Booking, Credential, PlaceCode
from tests.booking_steps import booked, day_after


@pytest.fixture
def booking(build, now):
    home = build.organisation("Barton Council")
    person = build.person(home, manager=build.person(home, Role.MANAGER), name="Ann Officer")
    return booked(build.date(), person, now)


@pytest.fixture
def host(booking):
    return booking.date.opportunity.host_manager


@pytest.fixture
def at(booking):
    """Half past four on the day itself."""
    moment = day_after(booking) - timedelta(hours=15, minutes=30)
    with time_machine.travel(moment, tick=False) as traveller:
        yield traveller


def shown_to(client, booking, **change) -> str:
    data = {"hours": "6.5", "authority": "head of triage", **change}
    page = client.post(reverse("show_code", args=[booking.reference]), data)
    return re.search(r"\d{3} \d{3}", page.content.decode()).group()


def typed(client, booking, code: str):
    return client.post(reverse("at_the_place", args=[booking.reference]), {"code": code})


def test_the_guest_types_what_the_host_shows(booking, host, at, sign_in) -> None:
    code = shown_to(sign_in(host), booking)
    answer = typed(sign_in(booking.person), booking, code)
    assert answer.url == reverse("reflect", args=[booking.reference])

    booking.refresh_from_db()
    assert (booking.status, booking.hours) == ("ATTENDED", Decimal("6.5"))
    assert (booking.attendance_by, booking.attendance_by_name) == (host, host.name)
    word = AttendanceWord.objects.get()
    assert (word.way, word.authority) == ("CODE", "head of triage")
    assert "by a code that the host" in str(Credential.objects.get().document)
    assert not PlaceCode.objects.exists()


def test_the_square_opens_the_page_with_the_code_filled_in(booking, host, at, sign_in) -> None:
    page = sign_in(host).post(
        reverse("show_code", args=[booking.reference]), {"hours": "7", "authority": "host"}
    )
    assert "<svg" in page.content.decode()
    address = reverse("at_the_place", args=[booking.reference])
    filled = sign_in(booking.person).get(f"{address}?code=123456").content.decode()
    assert 'value="123456"' in filled


def test_wrong_codes_are_counted_and_then_none_works(booking, host, at, sign_in) -> None:
    code = shown_to(sign_in(host), booking)
    guest = sign_in(booking.person)
    wrong = "000 000" if code != "000 000" else "111 111"
    for _ in range(5):
        page = typed(guest, booking, wrong)
        assert page.status_code == 422
        assert "not the code" in page.content.decode()
    assert "Too many codes" in typed(guest, booking, code).content.decode()
    assert Booking.objects.get().status == "BOOKED"
    again = shown_to(sign_in(host), booking)
    assert typed(sign_in(booking.person), booking, again).status_code == 302


def test_a_code_works_for_a_quarter_of_an_hour(booking, host, at, sign_in) -> None:
    code = shown_to(sign_in(host), booking)
    at.shift(timedelta(minutes=16))
    assert (
        "No code is being shown" in typed(sign_in(booking.person), booking, code).content.decode()
    )


def test_the_digest_alone_is_kept(booking, host, at, sign_in) -> None:
    code = shown_to(sign_in(host), booking)
    assert code.replace(" ", "") not in PlaceCode.objects.get().digest


def test_nobody_shows_a_code_before_the_day_or_for_themselves(booking, host, now) -> None:
    given = {"booking": booking, "hours": Decimal(7), "authority": "host"}
    with pytest.raises(Refused, match="still to come"):
        show_code(by=host, now=now, **given)
    with pytest.raises(Refused, match="own booking"):
        show_code(by=booking.person, now=day_after(booking), **given)


def test_once_attendance_is_said_there_is_no_code(booking, host, at, sign_in) -> None:
    code = shown_to(sign_in(host), booking)
    typed(sign_in(booking.person), booking, code)
    for name, person in (("show_code", host), ("at_the_place", booking.person)):
        answer = sign_in(person).get(reverse(name, args=[booking.reference]))
        assert answer.url == reverse("booking", args=[booking.reference])
