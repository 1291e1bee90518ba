"""A place is asked for, held, decided by home, confirmed by the host, or goes to the next."""

from datetime import date, timedelta

import pytest

from permeate.actions import bookings
from permeate.actions.opportunity_dates import cancel_date, change_places
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import (
    Agreement,
    AuditEvent,
    Booking,
    Notice,
    OrganisationDomain,
    Person,
    Placement,
    Signature,
)
from tests.booking_steps import approve, ask, booked, confirm, seen


@pytest.fixture
def officer(build):
    """Builds officers of one council, each with the same manager."""
    home = build.organisation("Barton Council")
    manager = build.person(home, Role.MANAGER, name="Ben Manager")
    return lambda **fields: build.person(home, manager=manager, **fields)


def subjects(person) -> list[str]:
    return list(
        Notice.objects.filter(recipient=person).order_by("id").values_list("subject", flat=True)
    )


def events() -> list[str]:
    return list(AuditEvent.objects.values_list("event", flat=True))


def test_a_request_holds_a_place_and_asks_the_manager(build, officer, now) -> None:
    person = officer()
    booking = ask(build.date(places=2), person, now)

    assert (booking.status, booking.seat) == ("REQUESTED", 1)
    assert booking.held_until > now + timedelta(days=5)
    assert booking.home_manager.name == "Ben Manager"
    assert subjects(person) == [
        f"A place is held for you: {booking.date.opportunity.title}, 9 December 2026"
    ]
    body = Notice.objects.get(recipient=booking.home_manager).body
    assert "/bookings/decide/" in body
    assert "How you triage." in body
    assert events() == ["BOOKING_REQUESTED"]


def test_a_full_date_has_a_waiting_list_in_order_of_asking(build, officer, now) -> None:
    day = build.date(places=1)
    ask(day, officer(), now)
    second = ask(day, officer(), now + timedelta(minutes=1))
    third = ask(day, officer(), now + timedelta(minutes=2))

    assert (second.status, second.seat) == ("WAITING", None)
    assert "number 1 on the waiting list" in Notice.objects.get(recipient=second.person).body
    assert "number 2 on the waiting list" in Notice.objects.get(recipient=third.person).body
    manager = second.home_manager
    assert Notice.objects.filter(recipient=manager).count() == 1  # only about the first


def test_nobody_holds_two_places_on_one_date(build, officer, now) -> None:
    day, person = build.date(), officer()
    ask(day, person, now)
    with pytest.raises(Refused, match="already asked"):
        ask(day, person, now)


def test_the_host_cannot_book_the_own_day(build, now) -> None:
    host = build.person(build.organisation(), Role.HOST, manager=build.person())
    day = build.date(build.opportunity(host_manager=host, kind=Kind.DEVELOPMENT_DAY))
    with pytest.raises(Refused, match="You host this day"):
        ask(day, host, now)


def test_a_manager_is_named_by_e_mail_where_none_is_known(build, now) -> None:
    home = build.organisation()
    OrganisationDomain.objects.create(organisation=home, domain="barton.example")
    person = build.person(home)
    booking = ask(
        build.date(), person, now, manager_email=" Boss@Barton.example", manager_name="Bo Boss"
    )

    manager = booking.home_manager
    assert (manager.email, manager.name) == ("boss@barton.example", "Bo Boss")
    assert not manager.has_usable_password()
    assert not manager.memberships.exists()
    assert "/bookings/decide/" in Notice.objects.get(recipient=manager).body
    assert approve(booking, now).status == "APPROVED"


def test_without_a_manager_nothing_is_held(build, now) -> None:
    person = build.person(build.organisation())
    with pytest.raises(Refused) as refusal:
        ask(build.date(), person, now)
    assert refusal.value.field == "manager_email"
    with pytest.raises(Refused):
        ask(build.date(), person, now, manager_email="friend@elsewhere.example")
    assert not Booking.objects.exists()
    assert not Person.objects.filter(email="friend@elsewhere.example").exists()


def test_homes_yes_is_a_signature_and_asks_the_host(build, officer, now) -> None:
    booking = approve(ask(build.date(), officer(), now), now)

    placement = Placement.objects.get(booking=booking)
    agreement = Agreement.objects.get(placement=placement)
    signature = Signature.objects.get()
    assert (booking.status, placement.status, agreement.status) == ("APPROVED", "PLANNED", "OPEN")
    assert (signature.party, signature.signed_by) == ("HOME", booking.home_manager)
    assert signature.content_hash == agreement.current.content_hash
    assert subjects(booking.date.opportunity.host_manager) == [
        f"Confirm a place for {booking.person.name}, 9 December 2026"
    ]


def test_only_both_confirmations_make_the_placement_agreed(build, officer, now) -> None:
    booking = booked(build.date(), officer(), now)

    placement = Placement.objects.get(booking=booking)
    assert (booking.status, placement.status) == ("BOOKED", "AGREED")
    assert placement.agreements.get().status == "SIGNED"
    assert sorted(Signature.objects.values_list("party", flat=True)) == ["HOME", "HOST"]
    copies = Notice.objects.filter(event="BOOKING_CONFIRMED")
    assert {one.recipient for one in copies} == {
        booking.person,
        booking.home_manager,
        booking.date.opportunity.host_manager,
    }
    assert all(placement.agreements.get().current.text in one.body for one in copies)


def test_a_page_that_changed_is_read_again_before_it_is_signed(build, officer, now) -> None:
    booking = ask(build.date(), officer(), now)
    old = seen(booking)
    booking.date.opportunity.objectives.update(measure="Another measure")

    with pytest.raises(Refused, match="changed"):
        approve(booking, now, seen_hash=old)

    assert not Placement.objects.exists()
    assert approve(booking, now).status == "APPROVED"


def test_what_home_signed_stays_what_the_host_signs(build, officer, now) -> None:
    booking = approve(ask(build.date(), officer(), now), now)
    booking.date.opportunity.objectives.update(measure="Another measure")
    confirm(booking, now)
    assert len(set(Signature.objects.values_list("content_hash", flat=True))) == 1


def test_only_the_named_manager_decides(build, officer, now) -> None:
    booking = ask(build.date(), officer(), now)
    other = build.person(booking.home, Role.MANAGER)
    with pytest.raises(Refused, match="Another manager"):
        approve(booking, now, by=other)


def test_a_manager_who_left_home_cannot_decide(build, officer, now) -> None:
    booking = ask(build.date(), officer(), now)
    booking.home_manager.memberships.update(ended_at=now)
    with pytest.raises(Refused, match="no longer work"):
        approve(booking, now)


def test_a_no_needs_a_reason_and_frees_the_place(build, officer, now) -> None:
    day = build.date(places=1)
    first = ask(day, officer(), now)
    second = ask(day, officer(), now + timedelta(minutes=1))
    manager = first.home_manager

    with pytest.raises(Refused) as refusal:
        bookings.decline_booking(booking=first, reason=" ", by=manager, now=now)
    assert refusal.value.field == "reason"
    bookings.decline_booking(booking=first, reason="Audit week.", by=manager, now=now)

    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.status, first.seat) == ("DECLINED", None)
    assert (second.status, second.seat) == ("REQUESTED", 1)
    assert "Audit week." in Notice.objects.get(event="BOOKING_DECLINED").body
    assert subjects(second.person)[-1].startswith("A place is held for you")


def test_who_waits_longest_moves_up_first(build, officer, now) -> None:
    day = build.date(places=1)
    first = booked(day, officer(), now)
    second = ask(day, officer(), now + timedelta(minutes=1))
    third = ask(day, officer(), now + timedelta(minutes=2))

    bookings.cancel_booking(booking=first, reason="", by=first.person, now=now)

    second.refresh_from_db()
    third.refresh_from_db()
    assert [second.status, third.status] == ["REQUESTED", "WAITING"]


def test_more_places_are_filled_from_the_waiting_list(build, officer, now) -> None:
    day = build.date(places=1)
    ask(day, officer(), now)
    waiting = ask(day, officer(), now)
    day.places = 3
    day.save()

    assert bookings.fill_places(date=day, now=now) == 1
    waiting.refresh_from_db()
    assert (waiting.status, waiting.seat) == ("REQUESTED", 2)


def test_cancelling_calls_off_the_placement_and_tells_the_others(build, officer, now) -> None:
    booking = booked(build.date(), officer(), now)
    Notice.objects.all().delete()

    bookings.cancel_booking(booking=booking, reason="I am ill.", by=booking.person, now=now)

    assert Placement.objects.get().status == "CANCELLED"
    told = set(Notice.objects.values_list("recipient_id", flat=True))
    assert told == {booking.home_manager_id, booking.date.opportunity.host_manager_id}


def test_an_open_page_is_withdrawn_with_its_booking(build, officer, now) -> None:
    booking = approve(ask(build.date(), officer(), now), now)
    bookings.cancel_booking(booking=booking, reason="", by=booking.person, now=now)
    assert Agreement.objects.get().status == "WITHDRAWN"


def test_the_host_says_why_it_cancels(build, officer, now) -> None:
    booking = booked(build.date(), officer(), now)
    host = booking.date.opportunity.host_manager
    with pytest.raises(Refused) as refusal:
        bookings.cancel_booking(booking=booking, reason="", by=host, now=now)
    assert refusal.value.field == "reason"


def test_a_day_that_began_cannot_be_cancelled(build, officer, now) -> None:
    booking = booked(build.date(), officer(), now)
    with pytest.raises(Refused, match="has begun"):
        bookings.cancel_booking(
            booking=booking, reason="", by=booking.person, now=now + timedelta(days=60)
        )


def test_a_cancelled_date_takes_all_its_bookings_with_it(build, officer, now) -> None:
    day = build.date(places=1)
    first = booked(day, officer(), now)
    second = ask(day, officer(), now)
    host = day.opportunity.host_manager
    Notice.objects.all().delete()

    assert bookings.cancel_all_on(date=day, by=host, reason="The site is shut.", now=now) == 2

    assert set(Booking.objects.values_list("status", flat=True)) == {"CANCELLED"}
    for booking in (first, second):
        assert subjects(booking.person) == [f"Cancelled: {day.opportunity.title}, 9 December 2026"]
    assert "The site is shut." in Notice.objects.filter(recipient=first.person).get().body


def test_a_host_who_changes_a_date_changes_its_bookings(build, officer, now) -> None:
    day = build.date(places=1)
    ask(day, officer(), now)
    waiting = ask(day, officer(), now)
    host = day.opportunity.host_manager

    change_places(day=day, places=2, by=host, now=now)
    waiting.refresh_from_db()
    assert waiting.status == "REQUESTED"
    assert cancel_date(day=day, reason="The site is shut.", by=host, now=now) == 2
    assert set(Booking.objects.values_list("status", flat=True)) == {"CANCELLED"}


def test_a_request_nobody_decided_lapses_when_its_time_is_up(build, officer, now) -> None:
    day = build.date(places=1)
    first = ask(day, officer(), now)
    second = ask(day, officer(), now)

    assert bookings.lapse_booking(booking=first, now=first.held_until - timedelta(1)) is None
    assert bookings.lapse_booking(booking=first, now=first.held_until).status == "LAPSED"

    second.refresh_from_db()
    assert second.status == "REQUESTED"
    assert "did not decide in time" in Notice.objects.get(event="BOOKING_LAPSED").body


def test_an_approved_place_is_kept_for_the_host_until_the_day(build, officer, now) -> None:
    booking = approve(ask(build.date(), officer(), now), now)
    assert bookings.lapse_booking(booking=booking, now=now + timedelta(days=20)) is None
    lapsed = bookings.lapse_booking(booking=booking, now=now + timedelta(days=37))
    assert lapsed.status == "LAPSED"
    assert Placement.objects.get().status == "CANCELLED"


def test_it_is_too_late_to_decide_on_the_day(build, officer, now) -> None:
    booking = ask(build.date(starts_on=date(2026, 11, 5)), officer(), now)
    with pytest.raises(Refused, match="too late"):
        approve(booking, now + timedelta(days=2))


def test_after_a_lapse_the_same_person_may_ask_again(build, officer, now) -> None:
    day, person = build.date(), officer()
    first = ask(day, person, now)
    bookings.lapse_booking(booking=first, now=first.held_until)
    assert ask(day, person, first.held_until).status == "REQUESTED"
