"""A placement under a moved clock: what arrives, on which day, and never twice."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest

from permeate.actions import placement_moves
from permeate.actions.check_ins import answer_check_in
from permeate.actions.placement_moves import end_early
from permeate.actions.returns import plan_return
from permeate.actions.staying_in_touch import write_message
from permeate.core.roles import Role
from permeate.jobs.placements import follow_check_ins, follow_returns, move_placements
from permeate.models import CheckIn, Notice, Placement

DAY = timedelta(days=1)


def at(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def run_jobs(now: datetime) -> None:
    move_placements(now)
    follow_check_ins(now)
    follow_returns(now)


@pytest.fixture
def placement(build) -> Placement:
    """An agreed and signed secondment from 11 January to 9 July 2027, with coordinators."""
    agreement = build.agreement(build.placement(status="AGREED"), status="SIGNED")
    placement = agreement.placement
    build.person(placement.home, Role.COORDINATOR, name="Home coordinator")
    build.person(placement.host, Role.COORDINATOR, name="Host coordinator")
    return placement


@pytest.fixture
def live_through():
    """Run every job once a day, on every third day twice more; ``then`` may act on a day."""

    def live(first: date, last: date, then=None) -> None:
        day = first
        while day <= last:
            run_jobs(at(day, 6))
            if day.toordinal() % 3 == 0:
                run_jobs(at(day, 6))
                run_jobs(at(day, 18))
            if then:
                then(day)
            day += DAY

    return live


def arrivals(event: str) -> dict[date, list[str]]:
    """Who got a notice of this event, by the day it goes out."""
    found = defaultdict(list)
    for notice in Notice.objects.filter(event=event).select_related("recipient"):
        found[notice.send_after.date()].append(notice.recipient.name)
    return {day: sorted(names) for day, names in sorted(found.items())}


def answer(check_in: CheckIn, person, day: date, going: str = "WELL", text: str = "") -> None:
    answer_check_in(check_in=check_in, going=going, text=text, by=person, now=at(day, 12))


def three(placement) -> list:
    return [placement.participant, placement.home_manager, placement.host_manager]


def test_six_months_day_by_day_when_nobody_answers(placement, live_through) -> None:
    everybody = sorted(person.name for person in three(placement))
    asked = [date(2027, 1, 25), date(2027, 3, 8), date(2027, 4, 19), date(2027, 5, 31)]
    asked += [date(2027, 7, 5), date(2027, 7, 16)]  # the last week, and the evaluation
    coordinators = ["Home coordinator", "Host coordinator"]

    live_through(date(2027, 1, 1), date(2027, 10, 31))

    assert arrivals("PLACEMENT_STARTED") == {date(2027, 1, 11): everybody}
    assert arrivals("CHECK_IN_DUE") == dict.fromkeys(asked, everybody)
    chasers = {day + n * DAY: everybody for day in asked for n in (3, 10)}
    told = {day + 17 * DAY: coordinators for day in asked}
    assert arrivals("CHECK_IN_CHASED") == dict(sorted({**chasers, **told}.items()))
    manager = [placement.home_manager.name]
    assert arrivals("RETURN_PLAN_DUE") == {date(2027, 4, 10): manager}  # the middle
    assert arrivals("RETURN_PLAN_CHASED") == {
        date(2027, 4, 13): manager,
        date(2027, 4, 20): manager,
        date(2027, 4, 27): ["Home coordinator"],
    }
    assert arrivals("PLACEMENT_RETURNED") == {date(2027, 7, 10): everybody}
    placement.refresh_from_db()
    assert (placement.status, placement.ended_on) == ("CLOSED", date(2027, 7, 9))
    assert placement.closed_at.date() == date(2027, 9, 7)


def test_whoever_answers_is_left_in_peace(placement, live_through) -> None:
    def all_answer(day: date) -> None:
        for check_in in CheckIn.objects.filter(asked_at__isnull=False, completed_at=None):
            for person in three(placement):
                answer(check_in, person, day)
        if day == date(2027, 4, 12):
            plan_return(
                placement=placement,
                post="Head of housing options",
                what_changed="",
                meeting_on=date(2027, 6, 21),
                handover="A week together.",
                by=placement.home_manager,
                today=day,
                now=at(day),
            )

    live_through(date(2027, 1, 10), date(2027, 8, 1), all_answer)

    assert arrivals("CHECK_IN_CHASED") == {}
    assert arrivals("RETURN_PLAN_CHASED") == {}
    assert list(arrivals("RETURN_REMINDED")) == [date(2027, 6, 11)]
    placement.refresh_from_db()
    assert placement.status == "CLOSED"
    assert placement.closed_at.date() == date(2027, 7, 16)  # the evaluation was complete


def test_only_the_side_that_is_late_is_chased(placement, live_through) -> None:
    def two_answer(day: date) -> None:
        if day == date(2027, 1, 26):
            check_in = CheckIn.objects.get(due_on=date(2027, 1, 25))
            answer(check_in, placement.participant, day)
            answer(check_in, placement.home_manager, day)

    live_through(date(2027, 1, 10), date(2027, 2, 20), two_answer)

    assert arrivals("CHECK_IN_CHASED") == {
        date(2027, 1, 28): [placement.host_manager.name],
        date(2027, 2, 4): [placement.host_manager.name],
        date(2027, 2, 11): ["Host coordinator"],
    }


def test_after_a_standstill_each_is_asked_once_and_not_chased_on_the_same_day(
    placement, live_through
) -> None:
    live_through(date(2027, 1, 11), date(2027, 1, 20))
    live_through(date(2027, 2, 10), date(2027, 2, 12))  # nothing ran for three weeks

    assert list(arrivals("CHECK_IN_DUE")) == [date(2027, 2, 10)]
    assert arrivals("CHECK_IN_CHASED") == {}


def test_it_never_starts_without_a_standing_signature(placement, live_through, now) -> None:
    agreement = placement.agreements.get()
    lapsed = agreement.current.signatures.filter(party="PARTICIPANT")
    lapsed.update(lapsed_at=now)

    live_through(date(2027, 1, 10), date(2027, 1, 20))
    placement.refresh_from_db()
    assert placement.status == "AGREED"
    assert not CheckIn.objects.exists()

    lapsed.update(lapsed_at=None)
    live_through(date(2027, 1, 21), date(2027, 1, 22))
    placement.refresh_from_db()
    assert placement.status == "ACTIVE"


def test_what_was_never_agreed_is_cancelled_after_its_last_day(build, live_through) -> None:
    placement = build.placement(status="PLANNED")

    live_through(date(2027, 7, 8), date(2027, 7, 11))

    placement.refresh_from_db()
    assert placement.status == "CANCELLED"
    assert list(arrivals("PLACEMENT_CANCELLED")) == [date(2027, 7, 10)]


def test_a_development_day_starts_and_returns_without_check_ins(build, live_through) -> None:
    booking = build.booking(status="BOOKED")
    day = booking.date.starts_on
    opportunity = booking.date.opportunity
    placement = Placement.objects.create(
        kind="DEVELOPMENT_DAY",
        booking=booking,
        opportunity=opportunity,
        participant=booking.person,
        home=booking.home,
        host=opportunity.host,
        home_manager=booking.home_manager,
        host_manager=opportunity.host_manager,
        starts_on=day,
        ends_on=day,
        status="AGREED",
        planned_at=build.now,
    )
    build.agreement(placement, status="SIGNED")

    live_through(day - DAY, day)
    placement.refresh_from_db()
    assert placement.status == "ACTIVE"
    live_through(day + DAY, day + 14 * DAY)

    placement.refresh_from_db()
    assert placement.status == "RETURNED"
    assert not CheckIn.objects.exists()
    assert not Notice.objects.exists()  # the booking's own notices tell about a day


def test_an_announced_early_end_comes_on_its_day_and_moves_the_last_check_in(
    placement, live_through
) -> None:
    def announce(day: date) -> None:
        if day == date(2027, 3, 15):
            end_early(
                placement=placement,
                last_day=date(2027, 4, 9),
                party="HOST",
                cause="MONEY",
                reason="The grant was cut.",
                by=placement.host_manager,
                today=day,
                now=at(day),
            )

    live_through(date(2027, 1, 11), date(2027, 4, 30), announce)

    placement.refresh_from_db()
    assert (placement.status, placement.ended_on) == ("ENDED_EARLY", date(2027, 4, 9))
    assert list(arrivals("PLACEMENT_EARLY_END_ANNOUNCED")) == [date(2027, 3, 15)]
    assert list(arrivals("PLACEMENT_ENDED_EARLY")) == [date(2027, 4, 10)]
    due = list(CheckIn.objects.values_list("due_on", "closing"))
    assert due == [
        (date(2027, 1, 25), False),
        (date(2027, 3, 8), False),
        (date(2027, 4, 5), False),
        (date(2027, 4, 16), True),
    ]


def test_a_replaced_manager_gets_what_comes_next(placement, live_through, build) -> None:
    successor = build.person(placement.home, Role.MANAGER, name="Successor")

    def replace(day: date) -> None:
        if day == date(2027, 1, 26):
            Placement.objects.filter(id=placement.id).update(home_manager=successor)

    live_through(date(2027, 1, 11), date(2027, 1, 28), replace)

    assert "Successor" not in arrivals("CHECK_IN_DUE")[date(2027, 1, 25)]
    chased = arrivals("CHECK_IN_CHASED")[date(2027, 1, 28)]
    assert "Successor" in chased
    assert placement.home_manager.name not in chased


def test_one_that_breaks_does_not_keep_the_others_waiting(build, monkeypatch, caplog) -> None:
    broken, sound = (
        build.agreement(build.placement(status="AGREED"), status="SIGNED").placement
        for _ in range(2)
    )
    start = placement_moves.start_placement

    def start_or_break(*, placement, **rest):
        if placement == broken:
            raise RuntimeError("a defect")
        return start(placement=placement, **rest)

    monkeypatch.setattr(placement_moves, "start_placement", start_or_break)
    move_placements(at(broken.starts_on))

    sound.refresh_from_db()
    assert sound.status == "ACTIVE"
    assert broken.reference in caplog.text


def test_nothing_is_sent_in_the_night(placement) -> None:
    midnight = datetime(2027, 1, 11, 0, 5, tzinfo=UTC)
    run_jobs(midnight)

    assert {notice.send_after.hour for notice in Notice.objects.all()} == {7}


def test_no_address_is_in_any_notice(placement, live_through) -> None:
    live_through(date(2027, 1, 11), date(2027, 8, 31))
    Placement.objects.update(status="ACTIVE", closed_at=None)
    write_message(
        placement=placement,
        body="See you on Monday.",
        by=placement.participant,
        now=at(date(2027, 3, 1)),
    )

    bodies = [notice.subject + notice.body for notice in Notice.objects.all()]
    assert len(bodies) > 30
    assert not [body for body in bodies if "@" in body or "See you on Monday" in body]
