"""A programme: its dates, members, hosts and goals."""

from datetime import date, time, timedelta

import pytest

from permeate.actions.opportunity_dates import cancel_date
from permeate.actions.programme_dates import host_again, host_programme_date
from permeate.actions.programmes import (
    add_member,
    call_off_date,
    change_programme,
    create_programme,
    generate_dates,
    remove_goal,
    remove_member,
    set_goal,
)
from permeate.core.programmes import Goal
from permeate.core.refusals import Refused, SeveralRefused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Notice, Opportunity, ProgrammeDate
from permeate.queries.programmes import goals_of, reached

ANSWERS = {
    "name": "Local and central",
    "purpose": "To meet one’s equivalents.",
    "weekday": 2,
    "week_of_month": 2,
    "every_months": 1,
    "months_ahead": 6,
    "starts_on": date(2026, 11, 1),
    "ends_on": None,
}
DAY = {
    "title": "A day with the homelessness team",
    "summary": "Casework, visits, a panel.",
    "objectives": "See how a duty is met",
    "measure": "Three things to try at home",
    "why_placement": "One has to see it.",
    "host_learns": "",
    "location": "Town Hall, Leeds",
    "places": 4,
    "from_time": time(9, 30),
    "to_time": time(16),
    "everyone": False,
}


@pytest.fixture
def owner(build):
    return build.person(build.organisation("Runner", nation="ENGLAND"), Role.PROGRAMME_OWNER)


@pytest.fixture
def programme(owner, now):
    organisation = owner.memberships.get().organisation
    return create_programme(organisation=organisation, answers=ANSWERS, by=owner, now=now)


@pytest.fixture
def member(build, programme, owner, now):
    """Somebody who hosts for a member."""
    organisation = build.organisation("Member Council", region="LONDON")
    add_member(programme=programme, organisation=organisation, by=owner, now=now)
    return build.person(organisation, Role.HOST)


def held(programme) -> list[date]:
    return list(programme.dates.filter(cancelled_at=None).values_list("held_on", flat=True))


def host(day, person, now, **answers):
    return host_programme_date(
        day=day,
        host=person.memberships.get().organisation,
        answers={**DAY, **answers},
        by=person,
        now=now,
    )


def test_it_is_set_up_with_its_dates_and_its_own_organisation(programme, owner) -> None:
    assert held(programme) == [
        date(2026, 11, 11),
        date(2026, 12, 9),
        date(2027, 1, 13),
        date(2027, 2, 10),
        date(2027, 3, 10),
        date(2027, 4, 14),
    ]
    assert programme.members.get().organisation == owner.memberships.get().organisation
    assert list(AuditEvent.objects.values_list("event", flat=True)) == [
        "PROGRAMME_CREATED",
        "PROGRAMME_DATES_GENERATED",
    ]


def test_only_an_owner_of_that_organisation_sets_one_up(build, owner, now) -> None:
    with pytest.raises(Refused, match="programme owner"):
        create_programme(organisation=build.organisation(), answers=ANSWERS, by=owner, now=now)


def test_what_cannot_recur_is_refused(owner, now) -> None:
    organisation = owner.memberships.get().organisation
    for field, value in (("name", ""), ("weekday", 6), ("ends_on", date(2026, 10, 1))):
        with pytest.raises(Refused) as refusal:
            create_programme(
                organisation=organisation, answers={**ANSWERS, field: value}, by=owner, now=now
            )
        assert refusal.value.field == field


def test_generating_again_changes_nothing_and_time_adds_dates(programme, now) -> None:
    before = held(programme)

    assert generate_dates(programme=programme, now=now) == 0
    assert held(programme) == before
    assert AuditEvent.objects.count() == 2
    assert generate_dates(programme=programme, now=now + timedelta(days=31)) == 1

    assert held(programme) == [*before, date(2027, 5, 12)]


def test_another_rule_moves_free_dates_and_leaves_hosted_ones(programme, member, now) -> None:
    taken, called_off = programme.dates.all()[1:3]
    host(taken, member, now)
    call_off_date(day=called_off, by=programme.owner, now=now)

    change_programme(
        programme=programme,
        answers={**ANSWERS, "weekday": 3, "ends_on": date(2027, 1, 31)},
        by=programme.owner,
        now=now,
    )

    assert held(programme) == [
        date(2026, 11, 12),
        taken.held_on,
        date(2026, 12, 10),
        date(2027, 1, 14),
    ]


def test_a_date_called_off_is_not_made_again(programme, now) -> None:
    day = programme.dates.first()

    call_off_date(day=day, by=programme.owner, now=now)
    generate_dates(programme=programme, now=now)

    assert day.held_on not in held(programme)
    assert programme.dates.count() == 6


def test_coordinators_of_a_new_member_are_told_once(build, programme, now) -> None:
    organisation = build.organisation()
    coordinator = build.person(organisation, Role.COORDINATOR)
    build.person(organisation, Role.HOST)

    for _ in range(2):
        add_member(programme=programme, organisation=organisation, by=programme.owner, now=now)

    assert Notice.objects.get().recipient == coordinator
    assert programme.members.count() == 2


def test_a_member_hosts_with_one_form(build, programme, member, now) -> None:
    day = programme.dates.first()

    added = host(day, member, now)

    opportunity = added.opportunity
    opportunity.refresh_from_db()
    assert (added.starts_on, added.places, added.programme_date) == (day.held_on, 4, day)
    assert (opportunity.status, opportunity.kind) == ("PUBLISHED", "DEVELOPMENT_DAY")
    assert (opportunity.programme, opportunity.region) == (programme, "LONDON")
    assert opportunity.objectives.get().measure == "Three things to try at home"
    for organisation, seen in (
        (programme.organisation, True),
        (member.memberships.get().organisation, True),
        (build.organisation(), False),
    ):
        reader = build.person(organisation)
        assert Opportunity.objects.visible_to(reader).contains(opportunity) is seen


def test_what_is_missing_is_said_at_once_and_nothing_is_left(programme, member, now) -> None:
    with pytest.raises(SeveralRefused) as refusal:
        host(programme.dates.first(), member, now, measure="", location="", why_placement="")

    assert {one.field for one in refusal.value.refusals} == {
        "objectives",
        "why_placement",
        "location",
    }
    assert not Opportunity.objects.exists()


def test_each_member_hosts_once_on_a_date_and_strangers_never(
    build, programme, member, now
) -> None:
    day = programme.dates.first()
    host(day, member, now)

    with pytest.raises(Refused, match="already"):
        host(day, member, now, title="Another")
    stranger = build.person(build.organisation(), Role.HOST)
    with pytest.raises(Refused, match="take part"):
        host(day, stranger, now)
    other = build.organisation()
    add_member(programme=programme, organisation=other, by=programme.owner, now=now)
    host(day, build.person(other, Role.HOST), now)

    assert day.hosted.count() == 2


def test_a_cancelled_day_frees_the_date_and_the_same_is_offered_again(
    programme, member, now
) -> None:
    first, second = programme.dates.all()[:2]
    added = host(first, member, now)
    cancel_date(day=added, reason="", by=member, now=now)
    again = {"opportunity": added.opportunity, "from_time": None, "to_time": None}

    for day in (first, second):
        host_again(day=day, places=6, by=member, now=now, **again)

    dates = added.opportunity.dates.filter(cancelled_at=None)
    assert [(one.starts_on, one.places) for one in dates] == [
        (first.held_on, 6),
        (second.held_on, 6),
    ]


def test_a_day_of_another_programme_is_not_offered_again(build, programme, member, now) -> None:
    elsewhere = build.opportunity(member.memberships.get().organisation, member)

    with pytest.raises(Refused, match="under this programme"):
        host_again(
            day=programme.dates.first(),
            opportunity=elsewhere,
            places=1,
            from_time=None,
            to_time=None,
            by=member,
            now=now,
        )


def test_new_members_see_what_is_there_and_those_who_leave_do_not(
    build, programme, member, now
) -> None:
    opportunity = host(programme.dates.first(), member, now).opportunity
    late = build.organisation()
    reader = build.person(late)

    add_member(programme=programme, organisation=late, by=programme.owner, now=now)
    assert Opportunity.objects.visible_to(reader).contains(opportunity)
    remove_member(programme=programme, organisation=late, by=programme.owner, now=now)
    assert not Opportunity.objects.visible_to(reader).contains(opportunity)

    with pytest.raises(Refused, match="hosts a date"):
        remove_member(
            programme=programme, organisation=opportunity.host, by=programme.owner, now=now
        )


def test_a_hosted_date_is_not_called_off(programme, member, now) -> None:
    day = programme.dates.first()
    host(day, member, now)

    with pytest.raises(Refused, match="host on this date"):
        call_off_date(day=day, by=programme.owner, now=now)


def test_reach_counts_people_who_came_by_their_home(build, programme, member, now) -> None:
    added = host(programme.dates.first(), member, now)
    set_goal(
        programme=programme,
        goal=Goal("SECTOR", "LOCAL_GOVERNMENT", 2),
        by=programme.owner,
        now=now,
    )
    for goal in (Goal("REGION", "LONDON", 1), Goal("SECTOR", "NHS", 9), Goal("SECTOR", "NHS", 3)):
        set_goal(programme=programme, goal=goal, by=programme.owner, now=now)
    build.booking(added, status="BOOKED", seat=1)
    build.booking(added, status="ATTENDED", seat=2)
    build.booking(added, status="REQUESTED", seat=3)
    build.booking(build.date(), status="ATTENDED")

    found = reached(programme, goals_of(programme), today=now.date())

    assert [
        (one.goal.value, one.goal.wanted, one.people, one.hosted, one.step) for one in found
    ] == [
        ("LONDON", 1, 0, 1, "STARTED"),
        ("LOCAL_GOVERNMENT", 2, 2, 1, "STARTED"),
        ("NHS", 3, 0, 0, "NOT_YET"),
    ]
    remove_goal(programme=programme, dimension="SECTOR", value="NHS", by=programme.owner, now=now)
    assert len(goals_of(programme)) == 2
    assert ProgrammeDate.objects.count() == 6
