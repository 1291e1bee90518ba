"""The host's word after the day, the three lines, and the evidence they make."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from permeate.actions import attendance
from permeate.core.packs.blocks import shown
from permeate.core.packs.content import content_hash
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.jobs.placements import move_placements
from permeate.models import AuditEvent, EvidencePack, Notice, Placement
from permeate.queries.evidence import was_replaced
from tests.booking_steps import LINES, approve, ask, attended, booked, day_after, reflected


@pytest.fixture
def person(build):
    home = build.organisation("Barton Council")
    manager = build.person(home, Role.MANAGER, name="Ben Manager")
    return build.person(home, manager=manager, name="Ann Officer")


@pytest.fixture
def booking(build, person, now):
    return booked(build.date(), person, now)


def test_the_host_is_asked_once_the_day_is_over(booking) -> None:
    Notice.objects.all().delete()
    evening = day_after(booking) - timedelta(hours=12)

    assert not attendance.ask_attendance(booking=booking, now=evening)
    assert attendance.ask_attendance(booking=booking, now=day_after(booking))
    assert not attendance.ask_attendance(booking=booking, now=day_after(booking))

    notice = Notice.objects.get()
    assert notice.recipient == booking.date.opportunity.host_manager
    assert "/bookings/attendance/" in notice.body


def test_the_host_is_reminded_after_3_and_10_days_and_no_more(booking) -> None:
    asked = day_after(booking)
    attendance.ask_attendance(booking=booking, now=asked)
    reminded_on = [
        day
        for day in range(30)
        if attendance.chase_booking(booking=booking, now=asked + timedelta(days=day))
    ]
    assert reminded_on == [3, 10]
    assert Notice.objects.filter(subject__startswith="Reminder").count() == 2


def test_manager_and_host_are_reminded_to_decide(build, person, now) -> None:
    booking = ask(build.date(), person, now)
    assert not attendance.chase_booking(booking=booking, now=now + timedelta(days=2))
    assert attendance.chase_booking(booking=booking, now=now + timedelta(days=3))
    reminder = Notice.objects.get(subject__startswith="Reminder")
    assert reminder.recipient == booking.home_manager
    approve(booking, now + timedelta(days=3))
    assert not attendance.chase_booking(booking=booking, now=now + timedelta(days=5))
    assert attendance.chase_booking(booking=booking, now=now + timedelta(days=6))


def test_attendance_is_confirmed_by_whoever_holds_the_link(booking) -> None:
    booking = attended(booking, name="Cas Host", hours=Decimal("6.5"))

    assert (booking.status, booking.hours) == ("ATTENDED", Decimal("6.5"))
    assert (booking.attendance_by_name, booking.attendance_by) == ("Cas Host", None)
    placement = Placement.objects.get()
    assert (placement.status, placement.ended_on) == ("RETURNED", booking.date.ends_on)
    notice = Notice.objects.get(event="BOOKING_ATTENDED")
    assert notice.recipient == booking.person
    assert f"/bookings/{booking.reference}/reflect/" in notice.body


def test_attendance_is_confirmed_once(booking) -> None:
    attended(booking)
    with pytest.raises(Refused, match="attended"):
        attended(booking, name="Somebody else")


def test_nobody_confirms_before_the_day_or_for_themselves(booking, now) -> None:
    with pytest.raises(Refused, match="still to come"):
        attendance.confirm_attendance(
            booking=booking, name="Cas", hours=Decimal(7), by=None, now=now
        )
    with pytest.raises(Refused, match="own booking"):
        attended(booking, by=booking.person)


def test_a_no_show_is_told_and_can_be_put_right_by_the_host(booking) -> None:
    after = day_after(booking)
    missed = attendance.record_no_show(booking=booking, name="Cas", by=None, now=after)

    assert missed.status == "NO_SHOW"
    assert Placement.objects.get().status == "CANCELLED"
    assert "did not attend" in Notice.objects.get(event="BOOKING_MISSED").body
    with pytest.raises(Refused):  # the link works once
        attended(booking)

    host = booking.date.opportunity.host_manager
    assert attended(booking, by=host).status == "ATTENDED"
    assert Placement.objects.get().status == "RETURNED"


def test_a_no_show_after_the_placement_ran_by_the_calendar_is_put_right_too(booking) -> None:
    after = day_after(booking)
    move_placements(after - timedelta(days=1))
    move_placements(after)
    assert Placement.objects.get().status == "RETURNED"

    attendance.record_no_show(booking=booking, name="Cas", by=None, now=after)
    placement = Placement.objects.get()
    assert (placement.status, placement.started_at) == ("CANCELLED", None)
    attended(booking, by=booking.date.opportunity.host_manager)
    assert Placement.objects.get().status == "RETURNED"


def pages(pack):
    return shown(pack.content["pack"], pack.content["credentials"])


def test_three_lines_after_the_hosts_word_make_the_evidence(booking) -> None:
    attended(booking, name="Cas Host")
    pack = reflected(booking)

    assert pack.person == booking.person
    assert pack.content_hash == content_hash(pack.content["pack"])
    (activity,) = pages(pack).activities
    assert ("Time", "7 hours") in activity.facts
    assert activity.word.startswith("Cas Host, host of the day, of ")
    assert "single-purpose link" in activity.word
    assert activity.lines[0] == ("What?", LINES["what"])
    assert "by the home on" in activity.agreed
    assert "by the host on" in activity.agreed
    issued = AuditEvent.objects.get(event="EVIDENCE_ISSUED")
    assert issued.facts["hash"] == pack.content_hash


def test_the_person_is_reminded_of_the_three_lines_until_they_are_there(booking) -> None:
    attended(booking)
    asked = day_after(booking)
    reminded_on = [
        day
        for day in range(6)
        if attendance.chase_booking(booking=booking, now=asked + timedelta(days=day))
    ]
    assert reminded_on == [3]
    assert Notice.objects.get(subject__startswith="Reminder").recipient == booking.person
    reflected(booking, now=asked + timedelta(days=6))
    assert not attendance.chase_booking(booking=booking, now=asked + timedelta(days=30))


def test_three_lines_may_come_first(booking) -> None:
    assert reflected(booking) is None
    assert not EvidencePack.objects.exists()
    attended(booking)
    assert pages(EvidencePack.objects.get()).activities[0].lines[0] == ("What?", LINES["what"])
    assert "Your evidence is ready" in Notice.objects.get(event="BOOKING_ATTENDED").subject


def test_changed_lines_replace_the_evidence_and_the_old_hash_is_known(booking) -> None:
    attended(booking)
    first = reflected(booking)
    second = reflected(booking, what="Something else.")

    assert (second.reference, EvidencePack.objects.count()) == (first.reference, 1)
    assert second.content_hash != first.content_hash
    assert was_replaced(second, first.content_hash[:16])
    assert not was_replaced(second, "0" * 16)


def test_there_is_nothing_to_reflect_on_before_or_without_a_day(build, booking, now) -> None:
    with pytest.raises(Refused, match="still to come"):
        reflected(booking, now=now)
    after = day_after(booking)
    attendance.record_no_show(booking=booking, name="Cas", by=None, now=after)
    with pytest.raises(Refused, match="did not take place"):
        reflected(booking)


def test_shadowing_of_several_days_counts_days_times_hours(build, person, now) -> None:
    opportunity = build.opportunity(kind=Kind.SHADOWING, hours_a_day=Decimal("7.4"))
    day = build.date(opportunity, starts_on=date(2026, 12, 10), ends_on=date(2026, 12, 15))
    booking = booked(day, person, now)
    attendance.ask_attendance(booking=booking, now=day_after(booking))
    attended(booking, hours=Decimal("29.6"))
    (activity,) = pages(reflected(booking)).activities
    assert ("Time", "29.6 hours") in activity.facts
    assert "29.6 hours over 4 days" in activity.word


def test_an_opportunity_edited_later_leaves_the_evidence_as_agreed(booking) -> None:
    booking.date.opportunity.objectives.update(text="Something else")
    attended(booking)
    assert pages(reflected(booking)).activities[0].objectives[0][0] == "Map the service"
