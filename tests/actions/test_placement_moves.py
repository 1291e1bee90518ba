"""A placement starts only when signed and due, ends explained, and closes once."""

from datetime import date, timedelta

import pytest

from permeate.actions.placement_moves import (
    close_placement,
    end_early,
    return_placement,
    start_placement,
    take_back_early_end,
)
from permeate.actions.returns import plan_return
from permeate.actions.staying_in_touch import record_keep_in_touch, write_message
from permeate.core.refusals import Refused, SeveralRefused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Notice, ReturnPlan

TODAY = date(2027, 3, 1)


@pytest.fixture
def active(build):
    return build.placement(status="ACTIVE")


def ending(placement, now, **answers):
    answers = {
        "last_day": TODAY,
        "party": "HOME",
        "cause": "HOME_NEEDS",
        "reason": "Two people left.",
        "by": placement.home_manager,
        **answers,
    }
    return end_early(placement=placement, today=TODAY, now=now, **answers)


def test_not_a_day_early(build, now) -> None:
    placement = build.agreement(build.placement(status="AGREED"), status="SIGNED").placement

    with pytest.raises(Refused, match="11 January 2027"):
        start_placement(placement=placement, today=date(2027, 1, 10), now=now)
    assert start_placement(placement=placement, today=date(2027, 1, 11), now=now).started_at == now


def test_not_without_an_agreement(build, now) -> None:
    placement = build.placement(status="AGREED")

    with pytest.raises(Refused, match="signature"):
        start_placement(placement=placement, today=date(2027, 1, 11), now=now)
    placement.refresh_from_db()
    assert placement.status == "AGREED"


def test_the_last_day_is_still_a_day_of_it(active, now) -> None:
    with pytest.raises(Refused):
        return_placement(placement=active, today=active.ends_on, now=now)
    done = return_placement(placement=active, today=active.ends_on + timedelta(days=1), now=now)
    assert (done.status, done.ended_on) == ("RETURNED", active.ends_on)


def test_an_early_end_says_whose_side_and_why_and_tells_everybody(active, now, build) -> None:
    coordinators = {
        build.person(active.home, Role.COORDINATOR).id,
        build.person(active.host, Role.COORDINATOR).id,
    }

    ended = ending(active, now)

    assert (ended.status, ended.ended_on, ended.ended_by_party, ended.end_cause) == (
        "ENDED_EARLY",
        TODAY,
        "HOME",
        "HOME_NEEDS",
    )
    told = set(Notice.objects.values_list("recipient_id", flat=True))
    assert told == {active.participant_id, active.host_manager_id} | coordinators
    event = AuditEvent.objects.get()
    assert event.facts["cause"] == "HOME_NEEDS"
    assert "left" not in str(event.facts)


def test_an_early_end_lacking_all_says_all(active, now) -> None:
    with pytest.raises(SeveralRefused) as refusal:
        ending(active, now, last_day=active.ends_on, cause="", reason=" ")
    assert [one.field for one in refusal.value.refusals] == ["last_day", "cause", "reason"]
    active.refresh_from_db()
    assert active.status == "ACTIVE"


def test_an_announced_end_can_be_put_right_until_it_comes(active, now) -> None:
    ending(active, now, last_day=TODAY + timedelta(days=30))
    active.refresh_from_db()
    assert (active.status, active.last_day) == ("ACTIVE", TODAY + timedelta(days=30))

    ending(active, now, last_day=TODAY + timedelta(days=60))
    active.refresh_from_db()
    assert active.last_day == TODAY + timedelta(days=60)


def test_an_announced_end_can_be_taken_back_and_everybody_is_told(active, now, build) -> None:
    coordinator = build.person(active.host, Role.COORDINATOR)
    ending(active, now, last_day=TODAY + timedelta(days=30))

    back = take_back_early_end(placement=active, by=active.host_manager, today=TODAY, now=now)

    assert (back.last_day, back.end_reason, back.status) == (active.ends_on, "", "ACTIVE")
    told = set(
        Notice.objects.filter(subject__contains="goes on").values_list("recipient", flat=True)
    )
    assert told == {active.participant_id, active.home_manager_id, coordinator.id}
    assert active.check_ins.order_by("due_on").last().due_on == date(2027, 7, 5)
    with pytest.raises(Refused, match="nothing to take back"):
        take_back_early_end(placement=active, by=active.host_manager, today=TODAY, now=now)


def test_what_ended_is_not_ended_again(active, now) -> None:
    ending(active, now)
    with pytest.raises(Refused, match="ended early"):
        ending(active, now)
    assert close_placement(placement=active, by=None, now=now).closed_at == now
    with pytest.raises(Refused, match="closed"):
        close_placement(placement=active, by=None, now=now)


def plan(placement, now, **answers):
    answers = {
        "post": "Team leader",
        "what_changed": "The team moved.",
        "meeting_on": date(2027, 6, 1),
        "handover": "Two weeks together.",
        "by": placement.home_manager,
        **answers,
    }
    return plan_return(placement=placement, today=TODAY, now=now, **answers)


def test_the_participant_is_told_of_the_return_plan_and_of_changes(active, now) -> None:
    plan(active, now)
    plan(active, now, post="Head of service")

    assert ReturnPlan.objects.get().post == "Head of service"
    assert [notice.recipient for notice in Notice.objects.all()] == [active.participant] * 2


def test_the_home_manager_is_told_where_the_coordinator_plans(active, now, build) -> None:
    plan(active, now, by=build.person(active.home, Role.COORDINATOR))

    told = {notice.recipient for notice in Notice.objects.all()}
    assert told == {active.participant, active.home_manager}


def test_a_meeting_after_the_end_is_too_late(active, now) -> None:
    with pytest.raises(Refused) as refusal:
        plan(active, now, meeting_on=active.ends_on + timedelta(days=1))
    assert refusal.value.field == "meeting_on"


def test_a_message_reaches_the_other_two_as_a_link(active, now) -> None:
    write_message(placement=active, body="Bring your badge.", by=active.host_manager, now=now)

    told = Notice.objects.all()
    assert {notice.recipient for notice in told} == {active.participant, active.home_manager}
    assert all(f"/placements/{active.reference}/messages/" in notice.body for notice in told)
    assert not any("badge" in notice.body or "@" in notice.body for notice in told)


@pytest.mark.parametrize(("status", "body"), [("ACTIVE", "  "), ("CLOSED", "Hello.")])
def test_an_empty_message_or_one_after_the_close_is_refused(build, now, status, body) -> None:
    placement = build.placement(status=status)

    with pytest.raises(Refused):
        write_message(placement=placement, body=body, by=placement.participant, now=now)


@pytest.mark.parametrize("held_on", [TODAY + timedelta(days=1), date(2027, 1, 10)])
def test_a_contact_lies_within_the_placement_and_in_the_past(active, now, held_on) -> None:
    with pytest.raises(Refused) as refusal:
        record_keep_in_touch(
            placement=active,
            held_on=held_on,
            how="CALL",
            note="",
            by=active.participant,
            today=TODAY,
            now=now,
        )
    assert refusal.value.field == "held_on"
