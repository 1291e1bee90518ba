"""Dates to book: added, more or fewer places, cancelled."""

from datetime import date, time

import pytest

from permeate.actions.opportunity_dates import add_date, cancel_date, change_places
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Kind
from permeate.models import AuditEvent, Notice, OpportunityDate

DAY = date(2026, 12, 9)


@pytest.fixture
def opportunity(build):
    return build.opportunity(kind=Kind.DEVELOPMENT_DAY)


def add(opportunity, now, first=DAY, **fields):
    return add_date(
        opportunity=opportunity,
        by=opportunity.host_manager,
        now=now,
        **{"first": first, "last": None, "places": 3, **fields},
    )


def test_a_single_day_with_hours(opportunity, now) -> None:
    added = add(opportunity, now, from_time=time(9, 30), to_time=time(16))

    assert (added.starts_on, added.ends_on, added.places) == (DAY, DAY, 3)
    assert AuditEvent.objects.get().event == "OPPORTUNITY_DATES_CHANGED"


@pytest.mark.parametrize(
    ("fields", "field"),
    [({"first": date(2026, 11, 3)}, "first"), ({"places": 0}, "places")],
)
def test_one_that_cannot_be_is_refused_and_leaves_nothing(opportunity, now, fields, field) -> None:
    with pytest.raises(Refused) as refusal:
        add(opportunity, now, **fields)
    assert refusal.value.field == field
    assert not OpportunityDate.objects.exists()


def test_a_day_is_offered_once_until_it_is_cancelled(opportunity, now) -> None:
    first = add(opportunity, now)
    with pytest.raises(Refused, match="already"):
        add(opportunity, now)

    cancel_date(day=first, reason="", by=opportunity.host_manager, now=now)
    add(opportunity, now)

    assert OpportunityDate.objects.filter(cancelled_at=None).count() == 1


def test_a_secondment_has_no_dates_to_book(build, now) -> None:
    with pytest.raises(Refused, match="one start and end"):
        add(build.opportunity(kind=Kind.SECONDMENT), now)


def test_places_never_fall_below_those_taken(build, opportunity, now) -> None:
    day = add(opportunity, now)
    build.booking(day, seat=2)

    with pytest.raises(Refused, match="2 places are taken"):
        change_places(day=day, places=1, by=opportunity.host_manager, now=now)
    change_places(day=day, places=2, by=opportunity.host_manager, now=now)

    day.refresh_from_db()
    assert day.places == 2


def test_cancelling_needs_a_reason_once_somebody_booked(build, opportunity, now) -> None:
    day = add(opportunity, now)
    build.booking(day)

    with pytest.raises(Refused) as refusal:
        cancel_date(day=day, reason=" ", by=opportunity.host_manager, now=now)

    assert refusal.value.field == "reason"
    day.refresh_from_db()
    assert day.cancelled_at is None


def test_a_date_is_cancelled_once(opportunity, now) -> None:
    day = add(opportunity, now)
    cancel_date(day=day, reason="", by=opportunity.host_manager, now=now)

    with pytest.raises(Refused, match="already"):
        cancel_date(day=day, reason="", by=opportunity.host_manager, now=now)


def test_a_further_place_goes_to_whoever_waits(build, opportunity, now) -> None:
    day = add(opportunity, now, places=1)
    build.booking(day, status="BOOKED")
    waiting = build.booking(day, status="WAITING", seat=None)

    change_places(day=day, places=2, by=opportunity.host_manager, now=now)

    waiting.refresh_from_db()
    assert (waiting.status, waiting.seat) == ("REQUESTED", 2)


def test_everybody_on_a_cancelled_date_is_told_why(build, opportunity, now) -> None:
    day = add(opportunity, now, places=1)
    booked = build.booking(day, status="BOOKED")
    waiting = build.booking(day, status="WAITING", seat=None)
    reason = "The team is at an inquest."

    told = cancel_date(day=day, reason=reason, by=opportunity.host_manager, now=now)

    assert told == 2
    for booking in (booked, waiting):
        booking.refresh_from_db()
        assert booking.status == "CANCELLED"
        assert reason in Notice.objects.get(recipient=booking.person).body
