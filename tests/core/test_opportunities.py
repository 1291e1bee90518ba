"""What an opportunity must say before it is published, when it goes stale, and the advice."""

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from permeate.core.opportunities import (
    SECTIONS,
    Offer,
    advice,
    check_can_publish,
    check_date,
    check_kind_may_change,
    check_period,
    missing,
    section_of,
    stale_step,
    working_days,
)
from permeate.core.refusals import Refused, SeveralRefused

TODAY = date(2026, 11, 3)


def offer(**fields) -> Offer:
    return Offer(
        **{
            "kind": "SECONDMENT",
            "title": "Housing data lead",
            "summary": "Lead the team.",
            "objectives": (("Map the service", "A map both sides agree"),),
            "why_placement": "The knowledge is elsewhere.",
            "host_learns": "How councils do it.",
            "starts_on": date(2027, 1, 11),
            "ends_on": date(2027, 7, 30),
            "closes_on": None,
            "fte": Decimal(1),
            "dates": (),
            "place": "ON_SITE",
            "location": "Leeds",
            "topics": 1,
            "payer": "HOST",
            "visibility": "EVERYONE",
            "audiences": 0,
            **fields,
        }
    )


def day(*dates: date, **fields) -> Offer:
    given = {"kind": "DEVELOPMENT_DAY", "starts_on": None, "ends_on": None, "payer": "NOBODY"}
    return offer(**{**given, "dates": tuple((one, one) for one in dates), **fields})


def fields_missing(one: Offer) -> list[str | None]:
    return [refusal.field for refusal in missing(one, today=TODAY)]


def test_a_whole_one_can_be_published() -> None:
    check_can_publish(offer(), today=TODAY)
    check_can_publish(day(date(2026, 12, 9)), today=TODAY)
    assert advice(offer()) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": " "}, "title"),
        ({"summary": ""}, "summary"),
        ({"objectives": ()}, "objectives"),
        ({"objectives": (("Map it", " "),)}, "objectives"),
        ({"why_placement": ""}, "why_placement"),
        ({"starts_on": None}, "starts_on"),
        ({"ends_on": None}, "ends_on"),
        ({"starts_on": TODAY}, "starts_on"),
        ({"closes_on": TODAY - timedelta(days=1)}, "closes_on"),
        ({"location": ""}, "location"),
        ({"visibility": "SECTORS"}, "sectors"),
        ({"visibility": "ORGANISATIONS"}, "organisations"),
        ({"manager_serves": False}, "host_manager"),
    ],
)
def test_each_gap_is_named_at_its_own_answer(changes, field) -> None:
    assert fields_missing(offer(**changes)) == [field]


def test_everything_missing_is_said_at_once() -> None:
    with pytest.raises(SeveralRefused) as refusal:
        check_can_publish(offer(objectives=(), starts_on=None, why_placement=""), today=TODAY)

    assert [one.field for one in refusal.value.refusals] == [
        "objectives",
        "why_placement",
        "starts_on",
    ]


def test_days_need_one_date_still_to_come() -> None:
    assert fields_missing(day()) == ["dates"]
    assert fields_missing(day(TODAY)) == ["dates"]
    assert fields_missing(day(date(2026, 10, 1), date(2026, 12, 9))) == []


def test_remote_work_needs_no_place() -> None:
    assert fields_missing(offer(place="REMOTE", location="")) == []


def test_whatever_is_missing_belongs_to_a_section() -> None:
    empty = offer(
        title="",
        summary="",
        objectives=(),
        why_placement="",
        starts_on=None,
        location="",
        visibility="SECTORS",
        closes_on=date(2026, 1, 1),
        manager_serves=False,
    )
    for field in [*fields_missing(empty), "dates", "organisations", "ends_on"]:
        assert section_of(str(field)) in SECTIONS
    with pytest.raises(KeyError):
        section_of("colour")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (offer(ends_on=date(2027, 2, 7)), "Four weeks or less is usually shadowing"),
        (offer(ends_on=date(2027, 4, 30)), "at least six months"),
        (offer(ends_on=date(2029, 4, 30)), "no longer than two years"),
        (day(dates=((date(2026, 12, 7), date(2026, 12, 14)),)), "one to five days"),
        (offer(host_learns=""), "what you want to learn"),
        (offer(topics=0), "Add a theme"),
        (offer(payer="NOBODY"), "usually recharged"),
    ],
)
def test_unusual_choices_are_advised_on_but_allowed(one, words) -> None:
    assert [text for text in advice(one) if words in text] == advice(one)
    assert fields_missing(one) == []


def test_a_working_week_is_five_days_whenever_it_starts() -> None:
    assert working_days(date(2026, 12, 9), date(2026, 12, 15)) == 5
    assert working_days(date(2026, 12, 12), date(2026, 12, 13)) == 0
    assert advice(day(dates=((date(2026, 12, 9), date(2026, 12, 15)),))) == []


def date_answers(**answers):
    return {
        "first": date(2026, 12, 9),
        "last": date(2026, 12, 9),
        "from_time": None,
        "to_time": None,
        "taken": [],
        "today": TODAY,
        **answers,
    }


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"first": TODAY, "last": TODAY}, "first"),
        ({"first": date(2062, 12, 9), "last": date(2062, 12, 9)}, "first"),
        ({"taken": [date(2026, 12, 9)]}, "first"),
        ({"last": date(2026, 12, 8)}, "last"),
        ({"last": date(2027, 1, 6)}, "last"),
        ({"from_time": time(9)}, "to_time"),
        ({"to_time": time(9)}, "from_time"),
        ({"from_time": time(9), "to_time": time(9)}, "to_time"),
    ],
)
def test_a_date_that_cannot_be_is_refused(answers, field) -> None:
    with pytest.raises(Refused) as refusal:
        check_date(**date_answers(**answers))
    assert refusal.value.field == field


def test_four_weeks_with_hours_is_a_date() -> None:
    check_date(**date_answers(last=date(2027, 1, 5), from_time=time(9, 30), to_time=time(16)))


def test_an_end_before_the_start_is_refused() -> None:
    check_period(starts_on=date(2027, 1, 1), ends_on=date(2027, 1, 1))
    check_period(starts_on=None, ends_on=date(2027, 1, 1))
    with pytest.raises(Refused, match="after the start"):
        check_period(starts_on=date(2027, 1, 2), ends_on=date(2027, 1, 1))


def test_the_kind_stays_once_people_rely_on_it() -> None:
    check_kind_may_change(asked=False, dates=False)
    for relied_on in ({"asked": True, "dates": False}, {"asked": False, "dates": True}):
        with pytest.raises(Refused):
            check_kind_may_change(**relied_on)


@pytest.mark.parametrize(
    ("touched", "warned", "step"),
    [
        (75, None, ""),
        (76, None, "WARN"),
        (200, None, "WARN"),  # the worker stood still: still a warning first
        (89, 13, ""),
        (90, 14, "CLOSE"),
        (76, 80, "WARN"),  # kept open after an earlier warning
        (90, 90, "WARN"),  # kept open on the very day of the warning
        (10, 20, ""),
    ],
)
def test_a_stale_one_is_warned_then_closed(touched, warned, step) -> None:
    found = stale_step(
        touched_on=TODAY - timedelta(days=touched),
        warned_on=TODAY - timedelta(days=warned) if warned else None,
        closes_on=None,
        last_day=None,
        today=TODAY,
    )
    assert found == step


@pytest.mark.parametrize("which", ["closes_on", "last_day"])
def test_its_own_last_date_is_honoured_to_the_end_of_that_day(which) -> None:
    given = {"touched_on": TODAY, "warned_on": None, "closes_on": None, "last_day": None}

    assert stale_step(**{**given, which: TODAY}, today=TODAY) == ""
    assert stale_step(**{**given, which: TODAY}, today=TODAY + timedelta(days=1)) == "CLOSE"
