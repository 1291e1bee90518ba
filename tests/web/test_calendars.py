"""A private address that can be stopped, with what concerns its owner and nothing else."""

from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from permeate.core.vocabulary import Kind
from permeate.models import AuditEvent, CalendarFeed, CheckIn, Placement


def opened(client) -> str:
    page = client.post(reverse("calendar")).content.decode()
    return page.split("<code>")[1].split("</code>")[0].partition("/calendars/")[2]


def events(name: str) -> dict[str, str]:
    """Title → first day, read by somebody who is not signed in."""
    answer = Client().get(f"/calendars/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("text/calendar")
    calendar = Calendar.from_ical(answer.content)
    return {str(one["summary"]): one["dtstart"].dt for one in calendar.walk("VEVENT")}


@pytest.fixture
def placement(build) -> Placement:
    return build.placement(status="ACTIVE")


def test_each_of_the_three_sees_it_and_dates_that_move_move(placement, sign_in) -> None:
    CheckIn.objects.create(placement=placement, due_on=date(2027, 1, 25))
    name = opened(sign_in(placement.participant))
    host = placement.host.name
    assert events(name) == {
        f"First day: You at {host}": date(2027, 1, 11),
        f"Check-in: You at {host}": date(2027, 1, 25),
        f"Last day: You at {host}": date(2027, 7, 9),
    }
    Placement.objects.update(ends_on=date(2027, 9, 30))
    assert events(name)[f"Last day: You at {host}"] == date(2027, 9, 30)
    manager = opened(sign_in(placement.home_manager))
    assert f"First day: {placement.participant.name} at {host}" in events(manager)


def test_a_booked_day_has_its_hours_and_place(build, sign_in) -> None:
    opportunity = build.opportunity(kind=Kind.DEVELOPMENT_DAY, title="A day", location="Leeds")
    day = build.date(opportunity, date(2027, 3, 29), from_time=time(9, 30), to_time=time(17))
    booking = build.booking(day, status="BOOKED")
    mine = events(opened(sign_in(booking.person)))
    start = mine[f"A day ({opportunity.host.name})"]
    assert start.isoformat() == "2027-03-29T09:30:00+01:00"
    assert f"{booking.person.name}: A day" in events(opened(sign_in(opportunity.host_manager)))


def test_nobody_elses_events_are_in_it(build, placement, sign_in) -> None:
    assert events(opened(sign_in(build.person(placement.home)))) == {}


def test_a_new_address_stops_the_old_and_closing_stops_all(placement, sign_in) -> None:
    client = sign_in(placement.participant)
    first = opened(client)
    second = opened(client)
    assert Client().get(f"/calendars/{first}").status_code == 404
    assert events(second)
    client.post(reverse("close_calendar"))
    assert Client().get(f"/calendars/{second}").status_code == 404
    assert not CalendarFeed.objects.exists()
    assert AuditEvent.objects.filter(event__startswith="CALENDAR_").count() == 3


def test_only_a_hash_of_the_address_is_kept(placement, sign_in) -> None:
    name = opened(sign_in(placement.participant))
    secret = name.removesuffix(".ics")
    assert secret not in CalendarFeed.objects.get().secret_hash
    shown = sign_in(placement.participant).get(reverse("calendar")).content.decode()
    assert secret not in shown


def test_an_account_that_is_closed_has_no_feed(placement, sign_in) -> None:
    name = opened(sign_in(placement.participant))
    placement.participant.is_active = False
    placement.participant.save()
    assert Client().get(f"/calendars/{name}").status_code == 404


def test_more_events_take_no_more_queries(build, placement, sign_in) -> None:
    person = placement.participant
    name = opened(sign_in(person))

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert Client().get(f"/calendars/{name}").status_code == 200
        return len(seen)

    few = count()
    for day in range(1, 8):
        CheckIn.objects.create(placement=placement, due_on=date(2027, 2, day))
    for _ in range(3):
        release = build.release(person, build.opportunity(), status="GRANTED")
        build.placement(build.application(release, status="ACCEPTED"), status="ACTIVE")
    assert count() == few <= 6
