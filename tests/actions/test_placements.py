"""A placement is planned once, agreed only when signed, reopened and cancelled."""

import pytest

from permeate.actions.placements import (
    agree_placement,
    cancel_placement,
    plan_placement,
    reopen_placement,
)
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Party
from permeate.models import Agreement, AuditEvent, Notice, Placement


def events() -> list[str]:
    return list(AuditEvent.objects.values_list("event", flat=True))


def test_an_accepted_application_becomes_a_planned_secondment(build, now) -> None:
    application = build.application(status="ACCEPTED")

    placement = plan_placement(application=application, by=application.person, now=now)

    assert placement.status == "PLANNED"
    assert placement.participant == application.person
    assert (placement.home, placement.host) == (application.home, application.opportunity.host)
    assert placement.home_manager == application.release.manager
    assert placement.host_manager == application.opportunity.host_manager
    assert placement.starts_on == application.opportunity.starts_on
    assert events() == ["PLACEMENT_PLANNED"]


def test_a_booking_home_approved_becomes_a_planned_day(build, now) -> None:
    booking = build.booking(status="APPROVED")

    placement = plan_placement(booking=booking, by=None, now=now)

    assert placement.kind == "DEVELOPMENT_DAY"
    assert (placement.starts_on, placement.ends_on) == (
        booking.date.starts_on,
        booking.date.ends_on,
    )
    assert placement.home_manager == booking.home_manager


def test_planning_twice_gives_the_same_placement(build, now) -> None:
    application = build.application(status="ACCEPTED")

    first = plan_placement(application=application, by=None, now=now)
    again = plan_placement(application=application, by=None, now=now)

    assert first == again
    assert events() == ["PLACEMENT_PLANNED"]


def test_nothing_is_planned_before_it_is_accepted(build, now) -> None:
    with pytest.raises(Refused):
        plan_placement(application=build.application(status="OFFERED"), by=None, now=now)
    with pytest.raises(Refused):
        plan_placement(booking=build.booking(status="REQUESTED"), by=None, now=now)
    assert not Placement.objects.exists()


def test_a_booking_without_a_home_manager_says_whom_to_ask(build, now) -> None:
    booking = build.booking(status="APPROVED")
    booking.home_manager = None
    booking.save()

    with pytest.raises(Refused, match="home coordinator"):
        plan_placement(booking=booking, by=None, now=now)


def test_a_fully_signed_agreement_makes_it_agreed(build, now) -> None:
    placement = build.agreement(status="SIGNED").placement

    assert agree_placement(placement=placement, now=now).status == "AGREED"
    assert events() == ["PLACEMENT_AGREED"]


def test_one_missing_signature_is_named(build, now) -> None:
    agreement = build.agreement(status="SIGNED", signed=(Party.HOME, Party.PARTICIPANT))

    with pytest.raises(Refused, match="host"):
        agree_placement(placement=agreement.placement, now=now)
    agreement.placement.refresh_from_db()
    assert agreement.placement.status == "PLANNED"


def test_a_lapsed_signature_does_not_count(build, now) -> None:
    agreement = build.agreement(status="SIGNED")
    agreement.current.signatures.filter(party="HOME").update(lapsed_at=now)

    with pytest.raises(Refused, match="home"):
        agree_placement(placement=agreement.placement, now=now)


def test_a_withdrawn_agreement_agrees_nothing(build, now) -> None:
    agreement = build.agreement(status="WITHDRAWN")
    for party in Party:
        build.signature(agreement, party)

    with pytest.raises(Refused):
        agree_placement(placement=agreement.placement, now=now)


def test_a_day_needs_only_home_and_host(build, now) -> None:
    placement = plan_placement(booking=build.booking(status="APPROVED"), by=None, now=now)
    build.agreement(placement, status="SIGNED", signed=(Party.HOME, Party.HOST))

    assert agree_placement(placement=placement, now=now).status == "AGREED"


def test_a_changed_agreement_reopens_it_until_it_starts(build, now) -> None:
    placement = build.placement(status="AGREED")
    assert reopen_placement(placement=placement, by=placement.host_manager, now=now).status == (
        "PLANNED"
    )

    started = build.placement(status="ACTIVE")
    with pytest.raises(Refused, match="under way"):
        reopen_placement(placement=started, by=started.host_manager, now=now)


def test_cancelling_tells_the_others_and_withdraws_the_open_agreement(build, now) -> None:
    agreement = build.agreement(status="OPEN")
    placement = agreement.placement

    cancel_placement(
        placement=placement, by=placement.home_manager, reason="The post is needed.", now=now
    )

    placement.refresh_from_db()
    assert placement.status == "CANCELLED"
    assert Agreement.objects.get().status == "WITHDRAWN"
    assert set(Notice.objects.values_list("recipient_id", flat=True)) == {
        placement.participant_id,
        placement.host_manager_id,
    }
    assert "The post is needed." in Notice.objects.first().body
    assert events() == ["PLACEMENT_CANCELLED", "AGREEMENT_WITHDRAWN"]


def test_cancelling_says_why(build, now) -> None:
    placement = build.placement()

    with pytest.raises(Refused) as refusal:
        cancel_placement(placement=placement, by=placement.participant, reason=" ", now=now)
    assert refusal.value.field == "reason"


def test_what_has_started_is_not_cancelled(build, now) -> None:
    placement = build.placement(status="ACTIVE")

    with pytest.raises(Refused):
        cancel_placement(placement=placement, by=placement.participant, reason="No.", now=now)
