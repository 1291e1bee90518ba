"""Under a moved clock: requests lapse, hosts are asked and reminded, the list moves up."""

from datetime import timedelta

import pytest
import time_machine

from permeate.core.roles import Role
from permeate.jobs.bookings import ask_attendance, chase_bookings, lapse_bookings
from permeate.models import Booking, Notice
from tests.booking_steps import ask, booked, day_after


@pytest.fixture
def officer(build):
    home = build.organisation()
    manager = build.person(home, Role.MANAGER)
    return lambda: build.person(home, manager=manager)


def at(moment):
    return time_machine.travel(moment, tick=False)


def statuses() -> list[str]:
    return list(Booking.objects.order_by("id").values_list("status", flat=True))


def test_each_run_changes_only_what_is_due(build, officer, now) -> None:
    day = build.date(places=1)
    ask(day, officer(), now)
    ask(day, officer(), now)

    with at(now + timedelta(days=5)):
        assert lapse_bookings() == 0
    with at(now + timedelta(days=6)):
        assert (lapse_bookings(), lapse_bookings()) == (1, 0)
        assert statuses() == ["LAPSED", "REQUESTED"]
    with at(now + timedelta(days=12)):
        assert lapse_bookings() == 1
    assert statuses() == ["LAPSED", "LAPSED"]


def test_the_waiting_list_ends_when_the_day_begins(build, officer, now) -> None:
    day = build.date(places=1)
    booked(day, officer(), now)
    ask(day, officer(), now)
    with at(now + timedelta(days=36)):
        lapse_bookings()
    assert statuses() == ["BOOKED", "LAPSED"]


def test_places_added_later_are_filled(build, officer, now) -> None:
    day = build.date(places=1)
    ask(day, officer(), now)
    ask(day, officer(), now)
    day.places = 2
    day.save()
    with at(now):
        assert (lapse_bookings(), lapse_bookings()) == (1, 0)
    assert statuses() == ["REQUESTED", "REQUESTED"]


def test_a_host_is_asked_then_reminded_twice(build, officer, now) -> None:
    booking = booked(build.date(), officer(), now)
    Notice.objects.all().delete()
    sent = {}
    for offset in range(-2, 30):
        with at(day_after(booking) + timedelta(days=offset)):
            count = ask_attendance() + chase_bookings() + ask_attendance() + chase_bookings()
        if count:
            sent[offset] = count
    assert sent == {0: 1, 3: 1, 10: 1}
    assert Notice.objects.count() == 3
