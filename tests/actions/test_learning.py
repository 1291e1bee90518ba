"""From the weekly question to a decision, as the ledger keeps it."""

from datetime import timedelta

import pytest

from permeate.actions.decisions import chase_decision, decide_on_share
from permeate.actions.learning import (
    Lines,
    answer_prompt,
    change_entry,
    record_entry,
    send_prompt,
    send_prompt_again,
)
from permeate.actions.shares import acknowledge_share, share_entry
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Grade, LearningEntry, Notice, Prompt, ShareAudience

LINES = Lines(what="Triage calls first", direction="TAKEN_BACK", so_what="Half need no visit")


@pytest.fixture
def placement(build):
    return build.placement(status="ACTIVE")


@pytest.fixture
def entry(placement, now):
    return record_entry(
        by=placement.participant,
        placement=placement,
        lines=LINES,
        occurred_on=now.date(),
        now=now,
    )


@pytest.fixture
def senior(build, placement):
    return build.person(placement.host, Role.SENIOR)


@pytest.fixture
def share(entry, placement, senior, now):
    return share_entry(
        entry=entry,
        by=placement.participant,
        title="Triage by telephone",
        audience=[placement.host],
        now=now,
    )


def decide(share, senior, now, **changed):
    answers = {
        "organisation": share.audiences.get().organisation,
        "by": senior,
        "verdict": "ADOPT",
        "reason": "It saves visits.",
        "deferred_until": None,
        "now": now,
        **changed,
    }
    return decide_on_share(share=share, **answers)


def test_the_same_weeks_question_is_sent_once(placement, now) -> None:
    first = send_prompt(placement=placement, due_on=now.date(), now=now)
    again = send_prompt(placement=placement, due_on=now.date(), now=now)

    assert first is not None
    assert again is None
    assert Notice.objects.filter(event="PROMPT_SENT").count() == 1


def test_later_is_asked_again_once(placement, now) -> None:
    prompt = send_prompt(placement=placement, due_on=now.date(), now=now)
    answer_prompt(prompt=prompt, answer="LATER", lines=None, now=now)
    prompt.refresh_from_db()
    assert prompt.ask_again_on == now.date() + timedelta(days=2)

    send_prompt_again(prompt=prompt, now=now)
    send_prompt_again(prompt=prompt, now=now)

    assert Notice.objects.filter(event="PROMPT_SENT").count() == 2


def test_something_becomes_a_private_entry_with_who_one_was_then(build, placement, now) -> None:
    membership = placement.participant.memberships.get()
    membership.grade = Grade.objects.create(
        organisation=placement.home, name="PO4", band="MANAGER", order=1
    )
    membership.save()
    prompt = send_prompt(placement=placement, due_on=now.date(), now=now)

    answer_prompt(prompt=prompt, answer="SOMETHING", lines=LINES, now=now)

    entry = LearningEntry.objects.get()
    assert (entry.what, entry.direction, entry.prompt) == (LINES.what, "TAKEN_BACK", prompt)
    assert (entry.organisation_at_time, entry.grade_at_time, entry.band_at_time) == (
        placement.home,
        "PO4",
        "MANAGER",
    )
    assert not entry.shares.exists()


def test_a_question_is_answered_once(placement, now) -> None:
    prompt = send_prompt(placement=placement, due_on=now.date(), now=now)
    answer_prompt(prompt=prompt, answer="NOTHING", lines=None, now=now)

    with pytest.raises(Refused, match="already answered"):
        answer_prompt(prompt=prompt, answer="SOMETHING", lines=LINES, now=now)

    assert Prompt.objects.get().answer == "NOTHING"
    assert not LearningEntry.objects.exists()


def test_sharing_tells_the_seniors_and_the_manager_there(share, placement, senior) -> None:
    told = set(Notice.objects.filter(event="ENTRY_SHARED").values_list("recipient_id", flat=True))
    assert told == {senior.id, placement.host_manager_id}


def test_what_was_shared_stays_as_it_was_read(entry, share, placement, now) -> None:
    with pytest.raises(Refused, match="stays as others read it"):
        change_entry(
            entry=entry,
            by=placement.participant,
            lines=Lines(what="Something else", direction="TAKEN_BACK"),
            now=now,
        )
    entry.refresh_from_db()
    assert entry.what == LINES.what


def test_an_organisation_gets_an_entry_once(entry, share, placement, now) -> None:
    with pytest.raises(Refused, match="already shared with"):
        share_entry(
            entry=entry, by=placement.participant, title="Again", audience=[placement.host], now=now
        )


def test_the_author_hears_of_each_word_and_decision(share, senior, now) -> None:
    acknowledge_share(share=share, by=senior, receipt="WILL_USE", reason="", now=now)
    decide(share, senior, now)

    events = Notice.objects.filter(recipient=share.shared_by).values_list("event", flat=True)
    assert set(events) == {"SHARE_ACKNOWLEDGED", "DECISION_MADE"}


def test_somebody_says_each_word_once(share, senior, now) -> None:
    acknowledge_share(share=share, by=senior, receipt="READ", reason="", now=now)
    acknowledge_share(share=share, by=senior, receipt="WILL_USE", reason="", now=now)
    with pytest.raises(Refused, match="already said"):
        acknowledge_share(share=share, by=senior, receipt="READ", reason="", now=now)
    assert list(share.acknowledgements.values_list("receipt", flat=True)) == ["READ", "WILL_USE"]


def test_nobody_outside_the_audience_acknowledges(build, share, now) -> None:
    stranger = build.person(build.organisation())
    with pytest.raises(Refused, match="not shared with"):
        acknowledge_share(share=share, by=stranger, receipt="READ", reason="", now=now)


def test_a_deferral_moves_the_date_and_is_followed_by_a_decision(share, senior, now) -> None:
    until = now.date() + timedelta(days=30)
    decide(share, senior, now, verdict="DEFER", deferred_until=until)
    assert share.audiences.get().decision_due_on == until

    decide(share, senior, now + timedelta(days=31), verdict="REJECT")
    with pytest.raises(Refused, match="already decided"):
        decide(share, senior, now + timedelta(days=32))


def test_an_overdue_decision_is_chased_once_for_each_number(share, senior, now) -> None:
    audience = ShareAudience.objects.select_related("share__shared_by", "organisation").get()

    assert chase_decision(audience=audience, number=1, now=now)
    assert not chase_decision(audience=audience, number=1, now=now)

    assert Notice.objects.filter(event="DECISION_DUE", recipient=senior).count() == 1


def test_the_history_holds_no_word_of_what_was_written(share, senior, now) -> None:
    decide(share, senior, now)
    everything = str(list(AuditEvent.objects.values_list("facts", "subject", "actor")))
    assert "Triage" not in everything
    assert "visits" not in everything
