"""What waits for hosts and programme owners."""

from datetime import date, timedelta

import pytest

from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.models import OpportunityDate, Programme, ProgrammeDate
from permeate.queries.todo import todo_list

TODAY = date(2026, 11, 3)


def tasks(person) -> list[tuple[str, str]]:
    return [(task.text, task.reference) for task in todo_list(person, today=TODAY)]


def test_a_draft_waits_for_its_host_manager_until_it_is_published(build) -> None:
    draft = build.opportunity(status="DRAFT", published_at=None, title="A day with us")
    colleague = build.person(draft.host, Role.HOST)

    assert tasks(draft.host_manager) == [("Finish and publish “A day with us”", draft.reference)]
    assert tasks(colleague) == []
    assert tasks(build.opportunity().host_manager) == []


def test_a_warning_waits_until_the_host_has_kept_it_open(build, now) -> None:
    opportunity = build.opportunity(
        title="A day with us", updated_at=now - timedelta(days=80), warned_at=now
    )
    assert tasks(opportunity.host_manager) == [
        ("Is “A day with us” still open?", opportunity.reference)
    ]

    opportunity.updated_at = now + timedelta(minutes=1)
    opportunity.save()
    assert tasks(opportunity.host_manager) == []


@pytest.fixture
def programme(build, now):
    owner = build.person(build.organisation(), Role.PROGRAMME_OWNER)
    programme = Programme.objects.create(
        name="Local and central",
        organisation=owner.memberships.get().organisation,
        owner=owner,
        starts_on=TODAY,
        created_at=now,
    )
    for day in (date(2026, 11, 3), date(2026, 12, 9), date(2027, 1, 13)):
        ProgrammeDate.objects.create(programme=programme, planned_on=day, held_on=day)
    return programme


def test_only_the_next_date_without_a_host_waits(build, programme, now) -> None:
    expected = ("Find a host for the next date of Local and central", programme.reference)
    [task] = todo_list(programme.owner, today=TODAY)
    assert (task.text, task.reference) == expected
    assert task.due_on == date(2026, 12, 9)

    day = programme.dates.all()[1]
    opportunity = build.opportunity(kind=Kind.DEVELOPMENT_DAY, programme=programme)
    hosted = OpportunityDate.objects.create(
        opportunity=opportunity, starts_on=day.held_on, ends_on=day.held_on, programme_date=day
    )
    assert tasks(programme.owner) == []
    hosted.cancelled_at = now
    hosted.save()
    assert tasks(programme.owner) == [expected]
