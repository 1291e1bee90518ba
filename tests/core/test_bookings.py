"""When a day may be booked, how long a place is held, and what the host may confirm."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core import bookings as rules
from permeate.core.refusals import Refused, SeveralRefused

TODAY = date(2026, 11, 3)
OPEN = {
    "kind": "DEVELOPMENT_DAY",
    "published": True,
    "cancelled": False,
    "starts_on": date(2026, 12, 9),
    "closes_on": None,
    "today": TODAY,
}
ASKS = {
    "is_host": False,
    "booked_already": False,
    "purpose": "How you triage.",
    "confidential": True,
    "has_conflict": False,
    "conflict": "",
}


def test_an_open_date_can_be_booked() -> None:
    rules.check_date_is_open(**OPEN)
    rules.check_can_request(**ASKS)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"kind": "SECONDMENT"}, "applied for"),
        ({"published": False}, "no longer open"),
        ({"cancelled": True}, "cancelled"),
        ({"starts_on": TODAY}, "too late"),
        ({"closes_on": date(2026, 11, 2)}, "have closed"),
    ],
)
def test_a_date_that_is_not_open_says_why(change, words) -> None:
    with pytest.raises(Refused, match=words):
        rules.check_date_is_open(**OPEN | change)


def test_the_last_day_to_ask_is_a_day_to_ask() -> None:
    rules.check_date_is_open(**OPEN | {"closes_on": TODAY})


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"is_host": True}, None),
        ({"booked_already": True}, None),
        ({"purpose": " "}, "purpose"),
        ({"confidential": False}, "confidential"),
        ({"has_conflict": None}, "has_conflict"),
        ({"has_conflict": True, "conflict": " "}, "conflict"),
    ],
)
def test_what_a_request_lacks_is_named(change, field) -> None:
    with pytest.raises(Refused) as refusal:
        rules.check_can_request(**ASKS | change)
    assert refusal.value.field == field


@pytest.mark.parametrize("manager", [1, 3])
def test_home_speaks_through_neither_the_person_nor_the_host(manager) -> None:
    rules.check_manager_is_another(person_id=1, manager_id=2, host_id=3)
    with pytest.raises(Refused):
        rules.check_manager_is_another(person_id=1, manager_id=manager, host_id=3)


def test_everything_a_request_lacks_is_said_at_once() -> None:
    with pytest.raises(SeveralRefused) as refusal:
        rules.check_can_request(**ASKS | {"purpose": "", "confidential": False})
    assert [one.field for one in refusal.value.refusals] == ["purpose", "confidential"]


def named(address: str, *, works_at_home: bool = False, domains=("council.example",)) -> None:
    rules.check_named_manager(
        address=address,
        own_address="me@council.example",
        works_at_home=works_at_home,
        domains=domains,
    )


def test_a_manager_is_a_colleague() -> None:
    named("boss@council.example")
    named("boss@planning.council.example")
    named("boss@elsewhere.example", works_at_home=True)


@pytest.mark.parametrize(
    "address",
    ["me@council.example", "friend@elsewhere.example", "friend@notcouncil.example"],
)
def test_nobody_is_their_own_manager_by_another_address(address) -> None:
    with pytest.raises(Refused) as refusal:
        named(address)
    assert refusal.value.field == "manager_email"


def test_an_organisation_without_domains_needs_a_known_manager() -> None:
    with pytest.raises(Refused, match="coordinator"):
        named("boss@council.example", domains=())


@given(taken=st.sets(st.integers(1, 30)), places=st.integers(1, 30))
def test_a_free_seat_is_one_of_the_places_and_nobodys(taken, places) -> None:
    seat = rules.free_seat(taken, places)
    everyone = set(range(1, places + 1))
    assert (seat is None) == (everyone <= taken)
    assert seat is None or seat in everyone - taken


def test_a_place_is_held_to_the_end_of_the_fifth_day() -> None:
    now = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
    until = rules.hold_until(now, date(2026, 12, 9))
    assert until == datetime(2026, 11, 9, tzinfo=UTC)
    assert rules.last_day_held(until) == date(2026, 11, 8)


def test_a_place_is_never_held_into_the_day_itself() -> None:
    now = datetime(2026, 6, 3, 9, 30, tzinfo=UTC)
    until = rules.hold_until(now, date(2026, 6, 5))
    assert until == datetime(2026, 6, 4, 23, tzinfo=UTC)  # midnight in London, in summer
    assert rules.last_day_held(until) == date(2026, 6, 4)


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2026, 12, 9), date(2026, 12, 9), 1),
        (date(2026, 12, 10), date(2026, 12, 15), 4),  # Thursday to Tuesday
        (date(2026, 12, 7), date(2026, 12, 18), 10),
        (date(2026, 12, 12), date(2026, 12, 13), 2),  # a weekend on purpose
    ],
)
def test_hours_are_days_times_hours_a_day(first, last, days) -> None:
    assert rules.days_of(first, last) == days
    assert rules.proposed_hours(first, last, Decimal("7.4")) == days * Decimal("7.4")


@pytest.mark.parametrize("hours", [None, Decimal(0), Decimal(-1), Decimal("24.5")])
def test_hours_that_cannot_be_true_are_refused(hours) -> None:
    with pytest.raises(Refused) as refusal:
        rules.check_attendance(name="A host", hours=hours, starts_on=TODAY, ends_on=TODAY)
    assert refusal.value.field == "hours"


def test_a_confirmation_says_who_gives_it() -> None:
    with pytest.raises(Refused) as refusal:
        rules.check_attendance(name=" ", hours=Decimal(7), starts_on=TODAY, ends_on=TODAY)
    assert refusal.value.field == "name"


def test_nothing_is_confirmed_before_the_last_day() -> None:
    rules.check_day_is_over(ends_on=TODAY, today=TODAY)
    with pytest.raises(Refused, match="still to come"):
        rules.check_day_is_over(ends_on=date(2026, 11, 4), today=TODAY)


def test_what_has_begun_is_no_longer_cancelled() -> None:
    rules.check_not_begun(starts_on=TODAY, today=TODAY)
    with pytest.raises(Refused, match="has begun"):
        rules.check_not_begun(starts_on=date(2026, 11, 2), today=TODAY)


def test_each_of_the_three_lines_says_something() -> None:
    rules.check_reflection(what="a", so_what="b", now_what="c")
    with pytest.raises(Refused) as refusal:
        rules.check_reflection(what="a", so_what=" ", now_what="c")
    assert refusal.value.field == "so_what"
