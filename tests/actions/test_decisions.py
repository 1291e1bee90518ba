"""Practices shared with something kept; one decision by each receiver, or delegated."""

from datetime import timedelta

import pytest

from permeate.actions.decisions import decide_on_share, delegate_decision
from permeate.actions.learning import Lines, record_entry
from permeate.actions.practices import link_entry
from permeate.actions.shares import Shown, acknowledge_share, share_entry, share_practice
from permeate.core.artefacts import artefact
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.core.sharing import is_formal
from permeate.models import Decision, Notice, Practice, ShareAudience
from permeate.queries.shares import to_decide
from permeate.queries.todo import todo_list

NOTE = Shown(channel="NOTE", title="Ring first", text="Ring within a day.")


@pytest.fixture
def council(build):
    return build.organisation("Receiving council")


@pytest.fixture
def senior(build, council):
    return build.person(council, Role.SENIOR)


@pytest.fixture
def practice(build):
    return build.practice()


def put(practice, council, now, shown=NOTE, **more):
    return share_practice(
        practice=practice, shown=shown, audience=[council], by=practice.author, now=now, **more
    )


def decide(share, council, by, now, verdict="ADOPT", until=None):
    return decide_on_share(
        share=share,
        organisation=council,
        by=by,
        verdict=verdict,
        reason="It saves visits.",
        deferred_until=until,
        now=now,
    )


def test_something_is_kept_of_every_share(practice, council, now) -> None:
    with pytest.raises(Refused, match="it is kept"):
        put(practice, council, now, Shown(channel="NOTE", title="t"))
    slides = artefact("slides.pdf", b"%PDF-1.7")
    shown = Shown(channel="BRIEFING", title="t", file=slides, held_on=now.date(), people=12)
    share = put(practice, council, now, shown)
    assert (bytes(share.file.content), share.file.media_type) == (b"%PDF-1.7", "application/pdf")
    assert (share.people, share.practice_version) == (12, 1)


@pytest.mark.parametrize("days", [None, 1])
def test_a_visit_has_a_day_that_is_not_to_come(practice, council, now, days) -> None:
    held_on = None if days is None else now.date() + timedelta(days=days)
    shown = Shown(channel="VISIT", title="t", text="x", held_on=held_on)
    with pytest.raises(Refused) as no:
        put(practice, council, now, shown)
    assert no.value.field == "held_on"


def test_a_share_is_formal_once_another_has_acknowledged_it(practice, council, senior, now) -> None:
    share = put(practice, council, now)
    assert not is_formal(author=share.shared_by_id, acknowledged_by=[])
    word = acknowledge_share(share=share, by=senior, receipt="READ", reason="", now=now)
    assert is_formal(author=share.shared_by_id, acknowledged_by=[word.person_id])
    assert word.organisation_at_time == council


def test_a_practice_asks_each_organisation_for_one_decision(practice, council, senior, now) -> None:
    first, second = put(practice, council, now), put(practice, council, now)
    assert [a.share for a in to_decide(senior)] == [first]
    decision = decide(first, council, senior, now)
    assert (decision.practice, decision.delegated_by) == (practice, None)
    assert not to_decide(senior)
    with pytest.raises(Refused, match="already decided"):
        decide(second, council, senior, now)
    assert Practice.objects.get(id=practice.id).status == "ACCEPTED"


def test_a_decision_counts_for_the_practice_written_while_it_was_awaited(
    build, council, senior, now
) -> None:
    placement = build.placement(status="ACTIVE")
    entry = record_entry(
        by=placement.participant,
        placement=placement,
        lines=Lines(what="They ring first", direction="TAKEN_BACK"),
        occurred_on=now.date(),
        now=now,
    )
    share = share_entry(
        entry=entry, by=placement.participant, title="t", audience=[council], now=now
    )
    practice = build.practice(placement.participant, placement.host, entry)
    assert decide(share, council, senior, now).practice == practice


def test_a_reasoned_rejection_accepts_nothing(practice, council, senior, now) -> None:
    decide(put(practice, council, now), council, senior, now, verdict="REJECT")
    assert Practice.objects.get(id=practice.id).status == "IDENTIFIED"


def test_a_delegated_decision_is_recorded_as_delegated(
    build, practice, council, senior, now
) -> None:
    share = put(practice, council, now)
    colleague, stranger = build.person(council), build.person(build.organisation())
    for email in (stranger.email, "nobody@example.org"):
        with pytest.raises(Refused, match="Nobody with this address"):
            delegate_decision(share=share, organisation=council, email=email, by=senior, now=now)
    delegate_decision(
        share=share, organisation=council, email=colleague.email.upper(), by=senior, now=now
    )
    assert Notice.objects.filter(recipient=colleague, event="DECISION_DELEGATED").count() == 1
    assert [task.reference for task in todo_list(colleague, today=now.date())] == [share.reference]

    decision = decide(share, council, colleague, now)
    assert (decision.decided_by, decision.delegated_by) == (colleague, senior)
    with pytest.raises(Refused, match="decided already"):
        delegate_decision(
            share=share, organisation=council, email=colleague.email, by=senior, now=now
        )


def test_a_senior_who_decides_after_all_decides_in_person(
    build, practice, council, senior, now
) -> None:
    share = put(practice, council, now)
    colleague = build.person(council)
    delegate_decision(share=share, organisation=council, email=colleague.email, by=senior, now=now)
    assert decide(share, council, senior, now).delegated_by is None


def test_the_author_of_a_practice_does_not_decide_on_it(build, practice, council, now) -> None:
    build.membership(practice.author, council, Role.SENIOR)
    editor = build.person(practice.origin, Role.EDITOR)
    share = share_practice(practice=practice, shown=NOTE, audience=[council], by=editor, now=now)
    with pytest.raises(Refused, match="somebody else must decide"):
        decide(share, council, practice.author, now)


def test_what_was_shared_and_decided_on_an_entry_stands_for_its_practice(
    build, council, senior, now
) -> None:
    placement = build.placement(status="ACTIVE")
    entry = record_entry(
        by=placement.participant,
        placement=placement,
        lines=Lines(what="They ring first", direction="TAKEN_BACK"),
        occurred_on=now.date(),
        now=now,
    )
    share = share_entry(
        entry=entry, by=placement.participant, title="t", audience=[council], now=now
    )
    decide(share, council, senior, now)
    practice = build.practice(placement.participant, placement.host)
    link_entry(practice=practice, entry=entry, by=placement.participant, now=now)

    assert Decision.objects.get().practice == practice
    assert Practice.objects.get(id=practice.id).status == "ACCEPTED"
    again = put(practice, council, now)
    assert ShareAudience.objects.get(share=again).decision_due_on is None
