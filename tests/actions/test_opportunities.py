"""Drafting keeps everything; publishing says what is missing; changes reach those who asked."""

from datetime import date, timedelta

import pytest

from permeate.actions import opportunities as actions
from permeate.actions.publishing import (
    close_opportunity,
    keep_open,
    publish_opportunity,
    tend_opportunity,
    withdraw_opportunity,
)
from permeate.core.refusals import Refused, SeveralRefused
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import AuditEvent, Notice, Opportunity, SearchRow


@pytest.fixture
def host(build):
    """Somebody with the role host."""
    return build.person(build.organisation("Host Council", region="LONDON"), Role.HOST)


@pytest.fixture
def draft(host, now):
    return actions.draft_opportunity(
        host=host.memberships.get().organisation,
        kind="SECONDMENT",
        title="Housing data lead",
        summary="",
        by=host,
        now=now,
    )


WHOLE = {
    "summary": "Lead the team.",
    "objectives": [("Map the service", "A map both sides agree")],
    "why_placement": "The knowledge is elsewhere.",
    "starts_on": date(2027, 1, 11),
    "ends_on": date(2027, 7, 30),
    "location": "Leeds",
}


def change(opportunity, now, **changes):
    return actions.change_opportunity(
        opportunity=opportunity, changes=changes, by=opportunity.host_manager, now=now
    )


def events() -> list[str]:
    return list(AuditEvent.objects.values_list("event", flat=True))


def test_a_draft_begins_where_the_host_is(draft, host) -> None:
    assert (draft.status, draft.region, draft.host_manager) == ("DRAFT", "LONDON", host)
    assert events() == ["OPPORTUNITY_DRAFTED"]


@pytest.mark.parametrize("role", [Role.PARTICIPANT, Role.MANAGER, Role.SIGNATORY])
def test_only_hosts_and_coordinators_draft(build, now, role) -> None:
    organisation = build.organisation()

    with pytest.raises(Refused, match="host"):
        actions.draft_opportunity(
            host=organisation,
            kind="SHADOWING",
            title="A day",
            summary="",
            by=build.person(organisation, role),
            now=now,
        )
    assert not Opportunity.objects.exists()


def test_a_draft_keeps_what_is_there_and_publishing_names_the_rest(draft, now) -> None:
    change(draft, now, why_placement="The knowledge is elsewhere.", objectives=[("Map it", "")])

    with pytest.raises(SeveralRefused) as refusal:
        publish_opportunity(opportunity=draft, by=draft.host_manager, now=now)

    assert [one.field for one in refusal.value.refusals] == [
        "summary",
        "objectives",
        "starts_on",
        "location",
    ]
    draft.refresh_from_db()
    assert (draft.status, draft.why_placement) == ("DRAFT", "The knowledge is elsewhere.")
    assert draft.objectives.get().text == "Map it"


def test_a_whole_one_is_published_and_found(draft, now) -> None:
    change(draft, now, **WHOLE)

    publish_opportunity(opportunity=draft, by=draft.host_manager, now=now)

    draft.refresh_from_db()
    assert (draft.status, draft.published_at) == ("PUBLISHED", now)
    assert events()[-1] == "OPPORTUNITY_PUBLISHED"
    assert SearchRow.objects.filter(opportunity=draft).exists()


def test_a_published_one_cannot_lose_what_it_must_say(draft, now) -> None:
    change(draft, now, **WHOLE)
    publish_opportunity(opportunity=draft, by=draft.host_manager, now=now)

    with pytest.raises(Refused) as refusal:
        change(draft, now, why_placement="", objectives=[("Less", "Seen")])

    assert refusal.value.field == "why_placement"
    draft.refresh_from_db()
    assert draft.why_placement
    assert draft.objectives.get().text == "Map the service"


def test_time_alone_does_not_stop_a_correction(draft, now) -> None:
    change(draft, now, **WHOLE)
    publish_opportunity(opportunity=draft, by=draft.host_manager, now=now)

    change(draft, now + timedelta(days=100), summary="Lead the data team.")

    draft.refresh_from_db()
    assert draft.summary == "Lead the data team."


def test_whoever_asked_hears_of_changed_dates_and_not_of_better_words(build, now) -> None:
    opportunity = build.opportunity(location="Leeds")
    release = build.release(opportunity=opportunity)
    build.release(opportunity=opportunity, status="REFUSED")

    change(opportunity, now, summary="Better words.")
    assert not Notice.objects.exists()
    change(opportunity, now, starts_on=date(2027, 2, 1))

    assert Notice.objects.get().recipient == release.person


def test_the_kind_stays_under_people_who_asked(build, now) -> None:
    opportunity = build.release().opportunity

    with pytest.raises(Refused, match="asked"):
        change(opportunity, now, kind="SHADOWING")


def test_an_end_before_the_start_is_refused_even_in_a_draft(draft, now) -> None:
    change(draft, now, starts_on=date(2027, 2, 1))

    with pytest.raises(Refused) as refusal:
        change(draft, now, ends_on=date(2027, 1, 1))
    assert refusal.value.field == "ends_on"


def test_a_new_host_manager_hosts_here_and_is_told(build, draft, now) -> None:
    colleague = build.person(draft.host, Role.HOST)
    stranger = build.person(build.organisation(), Role.HOST)

    with pytest.raises(Refused, match="hosts for this organisation"):
        change(draft, now, host_manager=stranger)
    change(draft, now, host_manager=colleague)

    draft.refresh_from_db()
    assert draft.host_manager == colleague
    assert Notice.objects.get().recipient == colleague


def test_a_copy_says_the_same_without_dates(build, now) -> None:
    opportunity = build.opportunity(kind=Kind.DEVELOPMENT_DAY, visibility="ORGANISATIONS")
    build.date(opportunity)
    friend = build.organisation()
    actions.add_audience(
        opportunity=opportunity, organisation=friend, by=opportunity.host_manager, now=now
    )
    change(opportunity, now, themes=["HOUSING"], skills=["CASEWORK", "Beekeeping"])
    by = build.person(opportunity.host, Role.HOST)

    copy = actions.copy_opportunity(opportunity=opportunity, by=by, now=now)

    assert copy.reference != opportunity.reference
    assert (copy.status, copy.title, copy.host_manager) == ("DRAFT", opportunity.title, by)
    assert copy.objectives.get().measure == "A map both sides agree"
    assert set(copy.topics.values_list("value", flat=True)) == {"HOUSING", "CASEWORK", "Beekeeping"}
    assert copy.audiences.get().organisation == friend
    assert not copy.dates.exists()
    assert opportunity.objectives.count() == 1


def test_the_last_named_organisation_of_a_published_one_stays(build, now) -> None:
    opportunity = build.opportunity(visibility="ORGANISATIONS", location="Leeds")
    friend, other = build.organisation(), build.organisation()
    by = opportunity.host_manager
    for organisation in (friend, other, other):
        actions.add_audience(opportunity=opportunity, organisation=organisation, by=by, now=now)

    actions.remove_audience(opportunity=opportunity, organisation=other, by=by, now=now)
    with pytest.raises(Refused):
        actions.remove_audience(opportunity=opportunity, organisation=friend, by=by, now=now)

    assert opportunity.audiences.get().organisation == friend


def test_closing_takes_no_more_and_can_be_undone(build, now) -> None:
    opportunity = build.opportunity(location="Leeds")
    by = opportunity.host_manager

    close_opportunity(opportunity=opportunity, by=by, now=now)
    opportunity.refresh_from_db()
    assert (opportunity.status, opportunity.closed_at) == ("CLOSED", now)
    assert not SearchRow.objects.exists()
    with pytest.raises(Refused, match="closed"):
        close_opportunity(opportunity=opportunity, by=by, now=now)

    publish_opportunity(opportunity=opportunity, by=by, now=now)
    opportunity.refresh_from_db()
    assert (opportunity.status, opportunity.closed_at) == ("PUBLISHED", None)


def test_withdrawing_needs_a_reason_for_those_who_asked(build, now) -> None:
    release = build.release()
    opportunity, by = release.opportunity, release.opportunity.host_manager

    with pytest.raises(Refused) as refusal:
        withdraw_opportunity(opportunity=opportunity, reason=" ", by=by, now=now)
    assert refusal.value.field == "reason"
    withdraw_opportunity(opportunity=opportunity, reason="The team is moving.", by=by, now=now)

    opportunity.refresh_from_db()
    assert opportunity.status == "WITHDRAWN"
    notice = Notice.objects.get()
    assert notice.recipient == release.person
    assert "The team is moving." in notice.body
    with pytest.raises(Refused, match="withdrawn"):
        change(opportunity, now, summary="More")


def test_withdrawing_gives_each_who_applied_one_outcome(build, now) -> None:
    opportunity = build.opportunity()
    released = build.release(opportunity=opportunity)
    applied = build.application(build.release(opportunity=opportunity, status="GRANTED"))
    placed = build.application(
        build.release(opportunity=opportunity, status="GRANTED"), status="ACCEPTED"
    )

    withdraw_opportunity(
        opportunity=opportunity, reason="The team moves.", by=opportunity.host_manager, now=now
    )

    applied.refresh_from_db()
    placed.refresh_from_db()
    assert (applied.status, applied.outcome_reason) == ("UNSUCCESSFUL", "The team moves.")
    assert placed.status == "ACCEPTED"
    assert sorted(Notice.objects.values_list("recipient", flat=True)) == sorted(
        [released.person_id, applied.person_id]
    )


def stale(build, now, days, **fields):
    return build.opportunity(updated_at=now - timedelta(days=days), **fields)


def test_a_stale_one_is_warned_of_once_then_closes(build, now) -> None:
    opportunity = stale(build, now, 80)

    assert tend_opportunity(opportunity=opportunity, now=now) == "WARN"
    assert tend_opportunity(opportunity=opportunity, now=now) == ""
    notice = Notice.objects.get()
    assert notice.recipient == opportunity.host_manager
    assert "/opportunities/keep-open/" in notice.body
    assert "17 November 2026" in notice.body

    assert tend_opportunity(opportunity=opportunity, now=now + timedelta(days=13)) == ""
    assert tend_opportunity(opportunity=opportunity, now=now + timedelta(days=14)) == "CLOSE"
    opportunity.refresh_from_db()
    assert opportunity.status == "CLOSED"
    assert events() == ["OPPORTUNITY_WARNED", "OPPORTUNITY_CLOSED"]
    assert Notice.objects.count() == 2


def test_keeping_it_open_starts_the_time_anew(build, now) -> None:
    opportunity = stale(build, now, 80, starts_on=date(2028, 1, 3), ends_on=date(2028, 12, 1))
    tend_opportunity(opportunity=opportunity, now=now)
    kept = now + timedelta(days=13)

    keep_open(opportunity=opportunity, by=None, now=kept)

    assert tend_opportunity(opportunity=opportunity, now=now + timedelta(days=14)) == ""
    assert tend_opportunity(opportunity=opportunity, now=kept + timedelta(days=76)) == "WARN"


def test_its_closing_date_is_honoured(build, now) -> None:
    opportunity = build.opportunity(closes_on=date(2026, 11, 3))

    assert tend_opportunity(opportunity=opportunity, now=now) == ""
    assert tend_opportunity(opportunity=opportunity, now=now + timedelta(days=1)) == "CLOSE"


def test_days_close_after_the_last_date_that_stands(build, now) -> None:
    opportunity = build.opportunity(kind=Kind.SHADOWING)
    build.date(opportunity, starts_on=date(2026, 11, 5))
    build.date(opportunity, starts_on=date(2026, 12, 9), cancelled_at=now)

    assert tend_opportunity(opportunity=opportunity, now=now + timedelta(days=2)) == ""
    assert tend_opportunity(opportunity=opportunity, now=now + timedelta(days=3)) == "CLOSE"


def test_a_closed_one_is_not_kept_open(build, now) -> None:
    opportunity = build.opportunity(status="CLOSED")

    with pytest.raises(Refused, match="closed already"):
        keep_open(opportunity=opportunity, by=None, now=now)
