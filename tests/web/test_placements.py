"""Pages of a placement: what each of the people on it sees, does, and is kept from."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from permeate.core.roles import Role
from permeate.models import CheckIn, CheckInAnswer, KeepInTouch, Message, Placement, ReturnPlan


@pytest.fixture
def placement(build) -> Placement:
    """A secondment under way, halfway through as the clock stands."""
    today = timezone.localdate()
    placement = build.placement(
        status="ACTIVE",
        starts_on=today - timedelta(days=90),
        ends_on=today + timedelta(days=80),
    )
    build.agreement(placement, status="SIGNED")
    return placement


@pytest.fixture
def check_in(placement, now) -> CheckIn:
    return CheckIn.objects.create(
        placement=placement, due_on=timezone.localdate() - timedelta(days=5), asked_at=now
    )


def page(client, name: str, row) -> str:
    answer = client.get(reverse(name, args=[row.reference]))
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def status(client, name: str, row) -> int:
    return client.get(reverse(name, args=[row.reference])).status_code


def three(placement) -> list:
    return [placement.participant, placement.home_manager, placement.host_manager]


def test_the_three_see_where_it_stands_and_what_is_next(placement, check_in, sign_in) -> None:
    for person in three(placement):
        text = page(sign_in(person), "placement", placement)
        assert "Under way" in text
        assert "Map the service" in text
        assert "Signed by all" in text
        assert "Overdue: 0 of 3 answered" in text
        assert "Answer the check-in of" in text


def test_only_home_is_asked_to_plan_the_return(placement, sign_in) -> None:
    assert "Plan the return" in page(sign_in(placement.home_manager), "placement", placement)
    text = page(sign_in(placement.participant), "placement", placement)
    assert "Plan the return" not in text
    assert "should have planned the return by" in " ".join(text.split())


def test_coordinators_follow_but_do_not_read_the_thread(placement, build, sign_in, now) -> None:
    Message.objects.create(
        placement=placement, author=placement.participant, body="My desk is gone.", written_at=now
    )
    coordinator = sign_in(build.person(placement.host, Role.COORDINATOR))

    text = page(coordinator, "placement", placement)
    assert "Keeping in touch" in text
    assert "My desk is gone" not in text
    assert status(coordinator, "write_message", placement) == 403
    assert "My desk is gone" in page(sign_in(placement.host_manager), "placement", placement)


@pytest.mark.parametrize("role", [Role.FINANCE, Role.SIGNATORY])
def test_finance_and_signatories_see_the_frame_alone(
    placement, check_in, build, sign_in, role
) -> None:
    client = sign_in(build.person(placement.home, role))

    text = page(client, "placement", placement)
    assert "Under way" in text
    assert "Check-ins" not in text
    assert "Keeping in touch" not in text
    assert status(client, "check_in", check_in) == 403


def test_nobody_else_finds_it(placement, check_in, build, sign_in) -> None:
    strangers = [
        build.person(placement.home, Role.PARTICIPANT),
        build.person(placement.host, Role.SENIOR),
        build.person(build.organisation(), Role.COORDINATOR),
        build.person(is_operator=True),
    ]
    for stranger in strangers:
        client = sign_in(stranger)
        for name in ("placement", "write_message", "keep_in_touch", "plan_return", "end_early"):
            assert status(client, name, placement) == 404
        assert status(client, "check_in", check_in) == 404


def test_each_sees_the_others_answers_after_giving_theirs(placement, check_in, sign_in) -> None:
    answer = {"going": "MIXED", "text": "I need a laptop."}
    address = reverse("check_in", args=[check_in.reference])
    assert sign_in(placement.participant).post(address, answer).status_code == 302

    host = sign_in(placement.host_manager)
    text = page(host, "check_in", check_in)
    assert "I need a laptop." not in text
    assert "You can read it after you answer" in " ".join(text.split())

    host.post(address, {"going": "WELL", "text": ""})
    assert "I need a laptop." in page(host, "check_in", check_in)


def test_coordinators_read_the_answers_when_all_have_answered(
    placement, check_in, build, sign_in, now
) -> None:
    coordinator = build.person(placement.home, Role.COORDINATOR)
    for party, person in (("PARTICIPANT", placement.participant), ("HOST", placement.host_manager)):
        _answer(check_in, party, person, now)
    assert "Good work." not in page(sign_in(coordinator), "check_in", check_in)

    _answer(check_in, "HOME", placement.home_manager, now)
    assert "Good work." in page(sign_in(coordinator), "check_in", check_in)
    address = reverse("check_in", args=[check_in.reference])
    assert sign_in(coordinator).post(address, {"going": "WELL"}).status_code == 403


def _answer(check_in, party, person, now) -> None:
    CheckInAnswer.objects.create(
        check_in=check_in,
        party=party,
        answered_by=person,
        going="WELL",
        text="Good work.",
        answered_at=now,
    )


def test_what_was_typed_is_kept_when_a_word_is_missing(placement, check_in, sign_in) -> None:
    client = sign_in(placement.participant)
    address = reverse("check_in", args=[check_in.reference])

    answer = client.post(address, {"going": "HELP", "text": ""})

    assert answer.status_code == 422
    text = answer.content.decode()
    assert "There is a problem" in text
    assert "what would make it better" in text
    assert 'value="HELP" checked' in text


def test_a_message_is_written_and_read_in_one_place(placement, sign_in) -> None:
    client = sign_in(placement.host_manager)
    address = reverse("write_message", args=[placement.reference])

    client.post(address, {"body": "The pass is at the desk."})

    text = page(sign_in(placement.participant), "write_message", placement)
    assert "The pass is at the desk." in text
    assert "@" not in text.replace("@import", "")


def test_a_contact_is_recorded_next_to_what_was_planned(placement, sign_in) -> None:
    agreement = placement.agreements.get()
    agreement.current.content["sharing_home"] = "A call every Friday"
    agreement.current.save()
    yesterday = timezone.localdate() - timedelta(days=1)
    client = sign_in(placement.participant)

    answer = client.post(
        reverse("keep_in_touch", args=[placement.reference]),
        {
            "held_on-day": yesterday.day,
            "held_on-month": yesterday.month,
            "held_on-year": yesterday.year,
            "how": "CALL",
            "note": "The budget.",
        },
    )

    assert answer.status_code == 302
    assert KeepInTouch.objects.get().held_on == yesterday
    text = page(sign_in(placement.home_manager), "placement", placement)
    assert "A call every Friday" in text
    assert "The budget." in text
    assert status(sign_in(placement.host_manager), "keep_in_touch", placement) == 403


def test_the_participant_sees_the_return_plan(placement, sign_in) -> None:
    meeting = timezone.localdate() + timedelta(days=40)
    answer = sign_in(placement.home_manager).post(
        reverse("plan_return", args=[placement.reference]),
        {
            "post": "Head of housing options",
            "what_changed": "The team has moved.",
            "meeting_on-day": meeting.day,
            "meeting_on-month": meeting.month,
            "meeting_on-year": meeting.year,
            "handover": "Two weeks side by side.",
        },
    )

    assert answer.status_code == 302
    text = page(sign_in(placement.participant), "placement", placement)
    assert "Head of housing options" in text
    assert "The team has moved." in text
    assert status(sign_in(placement.participant), "plan_return", placement) == 403


def test_the_plan_can_be_put_right(placement, sign_in, now) -> None:
    ReturnPlan.objects.create(
        placement=placement,
        post="Team leader",
        meeting_on=timezone.localdate(),
        handover="A week.",
        planned_by=placement.home_manager,
        planned_at=now,
    )
    text = page(sign_in(placement.home_manager), "plan_return", placement)
    assert 'value="Team leader"' in text


def test_ending_early_asks_whose_side_and_why(placement, sign_in) -> None:
    client = sign_in(placement.home_manager)
    address = reverse("end_early", args=[placement.reference])
    today = timezone.localdate()
    typed = {
        "last_day-day": today.day,
        "last_day-month": today.month,
        "last_day-year": today.year,
        "party": "HOME",
        "cause": "HOME_NEEDS",
        "reason": "",
    }

    answer = client.post(address, typed)
    assert answer.status_code == 422
    assert "Say in your own words why it ends" in answer.content.decode()

    assert client.post(address, {**typed, "reason": "Two people left."}).status_code == 302
    text = page(sign_in(placement.participant), "placement", placement)
    assert "Ended early" in text
    assert "Two people left." in text
    assert "Home needs the person back" in text


def test_an_announced_end_can_be_taken_back(placement, sign_in) -> None:
    placement.ended_on = timezone.localdate() + timedelta(days=20)
    placement.ended_by_party, placement.end_cause = "HOST", "MONEY"
    placement.end_reason = "The grant was cut."
    placement.save()
    client = sign_in(placement.host_manager)

    assert "Ends early on" in page(client, "placement", placement)
    assert "Take the early end back" in page(client, "end_early", placement)
    client.post(reverse("take_back_early_end", args=[placement.reference]))

    assert "Ends early" not in page(client, "placement", placement)


def test_a_coordinator_closes_what_has_ended(placement, build, sign_in) -> None:
    Placement.objects.update(status="RETURNED", ended_on=timezone.localdate())
    coordinator = sign_in(build.person(placement.home, Role.COORDINATOR))

    assert "Close this placement" in page(coordinator, "placement", placement)
    coordinator.post(reverse("close_placement", args=[placement.reference]))

    placement.refresh_from_db()
    assert placement.status == "CLOSED"
    assert status(sign_in(placement.participant), "close_placement", placement) == 403


def test_a_placement_that_has_not_started_can_be_cancelled(build, sign_in) -> None:
    placement = build.placement(status="AGREED")
    client = sign_in(placement.participant)
    assert "Cancel this placement" in page(client, "placement", placement)

    client.post(reverse("cancel_placement", args=[placement.reference]), {"reason": "A new job."})

    placement.refresh_from_db()
    assert placement.status == "CANCELLED"
    assert "A new job." in page(client, "placement", placement)


def test_a_new_manager_takes_over_and_the_old_one_is_out(
    placement, check_in, build, sign_in
) -> None:
    before = placement.home_manager
    successor = build.person(placement.home, Role.MANAGER)
    placement.home_manager = successor
    placement.save()

    assert "Answer the check-in" in page(sign_in(successor), "placement", placement)
    assert "Answer the check-in" in sign_in(successor).get(reverse("home")).content.decode()
    assert status(sign_in(before), "placement", placement) == 404


def test_the_list_is_mine_until_a_coordinator_asks_for_all(placement, build, sign_in) -> None:
    coordinator = sign_in(build.person(placement.home, Role.COORDINATOR))
    mine = coordinator.get(reverse("placements")).content.decode()
    everybody = coordinator.get(reverse("placements") + "?whose=all").content.decode()

    assert placement.participant.name not in mine
    assert "There is no placement" in mine
    assert placement.participant.name in everybody
    host = sign_in(placement.host_manager).get(reverse("placements")).content.decode()
    assert placement.participant.name in host


def test_what_ended_moves_to_the_other_list(placement, sign_in) -> None:
    Placement.objects.update(status="RETURNED", ended_on=timezone.localdate())
    client = sign_in(placement.participant)

    now_, ended = (
        client.get(reverse("placements") + query).content.decode() for query in ("", "?show=ended")
    )
    assert placement.host.name not in now_
    assert placement.host.name in ended


def test_the_home_page_lists_what_waits(placement, check_in, build, sign_in, now) -> None:
    placement.return_asked_at, placement.return_chased = now, 3
    placement.save()
    CheckIn.objects.update(chased=3)
    coordinator = build.person(placement.home, Role.COORDINATOR)

    manager = sign_in(placement.home_manager).get(reverse("home")).content.decode()
    assert "Answer the check-in" in manager
    assert "Plan the return of" in manager
    told = sign_in(coordinator).get(reverse("home")).content.decode()
    assert "A check-in is overdue" in told
    assert "Plan the return of" in told


def test_queries_do_not_grow_with_rows(placement, build, sign_in, now) -> None:
    client = sign_in(placement.home_manager)
    counts = []
    for wave in range(2):
        for n in range(5):
            row = CheckIn.objects.create(
                placement=placement,
                due_on=timezone.localdate() - timedelta(days=40 + 10 * wave + n),
                asked_at=now,
            )
            _answer(row, "HOST", placement.host_manager, now)
            Message.objects.create(
                placement=placement, author=placement.participant, body="Hello", written_at=now
            )
            KeepInTouch.objects.create(
                placement=placement,
                held_on=timezone.localdate(),
                how="CALL",
                recorded_by=placement.participant,
                recorded_at=now,
            )
        for name, args in (("placement", [placement.reference]), ("placements", [])):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(reverse(name, args=args)).status_code == 200
            counts.append(len(queries))
    assert counts[:2] == counts[2:]
    assert max(counts) <= 12
