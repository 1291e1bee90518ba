"""Three sides answer; help is passed on; an answer is given once."""

import pytest

from permeate.actions.check_ins import answer_check_in, ask_check_in
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import AuditEvent, CheckIn, Notice


@pytest.fixture
def check_in(build, now) -> CheckIn:
    placement = build.placement(status="ACTIVE")
    return CheckIn.objects.create(placement=placement, due_on=now.date(), asked_at=now)


def answer(check_in, person, now, going="WELL", text="") -> CheckIn:
    return answer_check_in(check_in=check_in, going=going, text=text, by=person, now=now)


def test_the_third_answer_completes_it_and_tells_the_other_two(check_in, now) -> None:
    placement = check_in.placement
    answer(check_in, placement.home_manager, now)
    answer(check_in, placement.participant, now)
    assert CheckIn.objects.get().completed_at is None

    answer(check_in, placement.host_manager, now)

    assert CheckIn.objects.get().completed_at == now
    assert set(Notice.objects.values_list("recipient_id", flat=True)) == {
        placement.participant_id,
        placement.home_manager_id,
    }
    assert [e.event for e in AuditEvent.objects.all()][-2:] == [
        "CHECK_IN_ANSWERED",
        "CHECK_IN_COMPLETED",
    ]


def test_an_answer_is_given_once(check_in, now) -> None:
    answer(check_in, check_in.placement.participant, now)

    with pytest.raises(Refused, match="answered already"):
        answer(check_in, check_in.placement.participant, now)


def test_less_than_well_needs_a_word(check_in, now) -> None:
    with pytest.raises(Refused) as refusal:
        answer(check_in, check_in.placement.participant, now, going="MIXED")
    assert refusal.value.field == "text"
    assert not check_in.answers.exists()


def test_help_reaches_both_coordinators_without_the_words(check_in, now, build) -> None:
    placement = check_in.placement
    coordinators = [
        build.person(placement.home, Role.COORDINATOR),
        build.person(placement.host, Role.COORDINATOR),
    ]

    answer(check_in, placement.participant, now, going="HELP", text="I have no desk.")

    told = Notice.objects.all()
    assert {notice.recipient for notice in told} == set(coordinators)
    assert not any("desk" in notice.body for notice in told)


def test_a_bystander_does_not_answer(check_in, now, build) -> None:
    coordinator = build.person(check_in.placement.home, Role.COORDINATOR)

    with pytest.raises(Refused, match="two managers"):
        answer(check_in, coordinator, now)


def test_nobody_answers_before_it_is_asked_or_after_the_placement_closed(check_in, now) -> None:
    CheckIn.objects.update(asked_at=None)
    with pytest.raises(Refused, match="not started"):
        answer(check_in, check_in.placement.participant, now)

    CheckIn.objects.update(asked_at=now)
    check_in.placement.status = "CLOSED"
    check_in.placement.save()
    with pytest.raises(Refused, match="closed"):
        answer(check_in, check_in.placement.participant, now)


def test_who_stands_for_two_sides_answers_for_both_in_turn(build, now) -> None:
    placement = build.placement(status="ACTIVE")
    placement.home_manager = placement.host_manager
    placement.save()
    check_in = CheckIn.objects.create(placement=placement, due_on=now.date(), asked_at=now)

    answer(check_in, placement.host_manager, now)
    answer(check_in, placement.host_manager, now)
    answer(check_in, placement.participant, now)

    assert set(check_in.answers.values_list("party", flat=True)) == {"HOME", "HOST", "PARTICIPANT"}
    assert CheckIn.objects.get().completed_at


def test_asking_twice_asks_once(check_in, now) -> None:
    CheckIn.objects.update(asked_at=None)
    today = now.date()

    assert ask_check_in(check_in=check_in, today=today, now=now)
    assert not ask_check_in(check_in=check_in, today=today, now=now)
    assert Notice.objects.count() == 3
