"""One statement finds everything that waits for somebody, whoever they are."""

from datetime import date, timedelta

import pytest

from permeate.actions.learning import Lines, record_entry, send_prompt
from permeate.actions.shares import share_entry
from permeate.core.roles import Role
from permeate.queries.todo import todo_list
from permeate.queries.todo.asking import KINDS

TODAY = date(2026, 12, 20)


def texts(person, today: date = TODAY) -> list[str]:
    person.__dict__.pop("standing", None)
    return [task.text for task in todo_list(person, today=today)]


@pytest.mark.parametrize(
    ("status", "who", "text"),
    [
        ("REQUESTED", "home_manager", "Decide about {}’s place"),
        ("APPROVED", "host", "Confirm a place for {}"),
        ("BOOKED", "host", "Confirm that {} attended"),
        ("ATTENDED", "person", "Write three lines for your evidence"),
    ],
)
def test_each_step_of_a_booking_waits_for_one_person(build, status, who, text) -> None:
    booking = build.booking(status=status)
    host = booking.date.opportunity.host_manager
    people = {"home_manager": booking.home_manager, "host": host, "person": booking.person}

    expected = text.format(booking.person.name)

    assert expected in texts(people.pop(who))
    assert all(expected not in texts(other) for other in people.values())


def test_attendance_is_not_asked_before_the_day_is_over(build) -> None:
    booking = build.booking(status="BOOKED")
    day = booking.date
    assert texts(day.opportunity.host_manager, today=day.ends_on) == []
    assert len(texts(day.opportunity.host_manager, today=day.ends_on + timedelta(days=1))) == 1


def test_a_release_waits_for_the_manager_and_then_for_the_person(build) -> None:
    release = build.release()
    assert texts(release.manager) == [f"Decide whether to release {release.person.name}"]
    assert texts(release.person) == []

    granted = build.release(status="GRANTED")
    assert texts(granted.person) == [f"Apply for {granted.opportunity.title}"]
    build.application(granted)
    assert texts(granted.person) == []


def test_a_closed_opportunity_is_no_longer_to_be_applied_for(build) -> None:
    opportunity = build.opportunity(closes_on=TODAY - timedelta(days=1))
    release = build.release(status="GRANTED", opportunity=opportunity)
    assert texts(release.person) == []


def test_the_host_hears_of_people_once_however_many_and_whatever_roles(build) -> None:
    opportunity = build.opportunity()
    coordinator = opportunity.host_manager
    build.membership_roles(coordinator, opportunity.host, Role.COORDINATOR)
    for _ in range(3):
        build.application(build.release(status="GRANTED", opportunity=opportunity))

    assert texts(coordinator) == ["Choose among people who applied (3)"]


def test_only_seniors_of_the_receiver_are_asked_to_decide(build, now) -> None:
    placement = build.placement(status="ACTIVE")
    senior = build.person(placement.host, Role.SENIOR)
    elsewhere = build.person(build.organisation(), Role.SENIOR)
    entry = record_entry(
        by=placement.participant,
        placement=placement,
        lines=Lines(what="x", direction="BROUGHT_IN"),
        occurred_on=now.date(),
        now=now,
    )
    share_entry(
        entry=entry,
        by=placement.participant,
        title="Ring",
        audience=[placement.host],
        now=now,
    )

    assert texts(senior) == ["Decide what to do with “Ring”"]
    assert texts(elsewhere) == []
    assert texts(placement.host_manager) == []


def test_this_weeks_question_waits_once(build, now) -> None:
    placement = build.placement(status="ACTIVE")
    for week in range(3):
        send_prompt(placement=placement, due_on=now.date() + timedelta(weeks=week), now=now)
    assert texts(placement.participant) == [
        f"Say what you learned this week at {placement.host.name}"
    ]


def test_what_is_due_first_is_on_top(build) -> None:
    host = build.organisation()
    manager = build.person(host, Role.HOST)
    late = build.opportunity(host=host, host_manager=manager)
    for day in (date(2026, 12, 12), date(2026, 12, 1)):
        build.booking(build.date(late, starts_on=day), status="APPROVED")
    days = [task.due_on for task in todo_list(manager, today=TODAY)]
    assert days == [date(2026, 12, 1), date(2026, 12, 12)]


def test_it_is_one_query_for_somebody_who_is_everything(build, django_assert_num_queries) -> None:
    placement = build.placement(status="ACTIVE")
    everything = build.person(placement.host, *Role, is_operator=True)
    assert everything.standing
    with django_assert_num_queries(1):
        todo_list(everything, today=TODAY)


def test_kinds_are_told_apart() -> None:
    names = [waiting.kind for waiting in KINDS]
    assert len(names) == len(set(names))
