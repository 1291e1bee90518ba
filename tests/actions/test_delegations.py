"""Somebody stands in for a manager until a day, in their own name, and both are told before."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse

from permeate.actions.applications import accept_offer
from permeate.actions.delegations import delegate, take_back
from permeate.actions.releases import decide_release, request_release
from permeate.core.refusals import Refused
from permeate.jobs.delegations import warn_of_delegations
from permeate.models import Notice, Release
from permeate.queries.todo import todo_list

YES = {"granted": True, "cover": "ACT_UP", "cover_note": "", "reason": "It helps both."}


@pytest.fixture
def team(build, now):
    """A request, its manager, and a colleague who stands in until the end of November."""
    release = build.release()
    stand_in = build.person(release.home)
    given = delegate(
        organisation=release.home, to_person=stand_in, starts_on=date(2026, 11, 3),
        ends_on=date(2026, 11, 30), by=release.manager, now=now,
    )  # fmt: skip
    return release, stand_in, given


def texts(person, day) -> list[str]:
    return [task.text for task in todo_list(person, today=day)]


def test_whoever_stands_in_sees_it_and_decides_in_their_own_name(team, now) -> None:
    release, stand_in, _ = team
    words = f"Decide whether to release {release.person.name}"
    assert words in texts(stand_in, date(2026, 11, 30))
    assert words not in texts(stand_in, date(2026, 12, 1))

    decided = decide_release(release=release, by=stand_in, now=now, **YES)
    assert (decided.decided_by, decided.manager) == (stand_in, release.manager)


def test_after_its_last_day_it_never_decides(team, sign_in) -> None:
    release, stand_in, given = team
    url = reverse("decide_release", args=[release.reference])
    with time_machine.travel("2026-11-30T22:00Z", tick=False):
        assert sign_in(stand_in).get(url).status_code == 200
    with time_machine.travel("2026-12-01T00:30Z", tick=False):
        assert sign_in(stand_in).get(url).status_code == 403
    late = given.given_at + timedelta(days=28)
    with pytest.raises(Refused, match="30 November 2026"):
        decide_release(release=release, by=stand_in, now=late, **YES)
    assert Release.objects.get(id=release.id).status == "REQUESTED"


def test_taken_back_it_ends_at_once(team, now) -> None:
    release, stand_in, given = team
    take_back(delegation=given, by=release.manager, now=now)
    assert texts(stand_in, now.date()) == []
    with pytest.raises(Refused):
        decide_release(release=release, by=stand_in, now=now, **YES)
    with pytest.raises(Refused, match="before"):
        take_back(delegation=given, by=release.manager, now=now)


def test_nobody_stands_in_on_their_own_release(build, team, now) -> None:
    release, _, _ = team
    delegate(
        organisation=release.home, to_person=release.person, starts_on=now.date(),
        ends_on=date(2026, 11, 30), by=release.manager, now=now,
    )  # fmt: skip
    assert f"Decide whether to release {release.person.name}" not in texts(
        release.person, now.date()
    )
    with pytest.raises(Refused, match="own release"):
        decide_release(release=release, by=release.person, now=now, **YES)


def test_both_are_told_before_it_ends_once(team, now) -> None:
    release, stand_in, _ = team
    assert warn_of_delegations(now) == 0
    for _ in range(2):
        warn_of_delegations(now + timedelta(days=14))
    told = Notice.objects.filter(event="DELEGATION_ENDING").values_list("recipient", flat=True)
    assert sorted(told) == sorted([release.manager_id, stand_in.id])
    assert f"{stand_in.name} decides for you no longer than this: delegate again?" in texts(
        release.manager, date(2026, 11, 20)
    )


def test_only_somebody_of_the_same_organisation(build, team, now) -> None:
    release, _, _ = team
    with pytest.raises(Refused, match="does not belong"):
        delegate(
            organisation=release.home, to_person=build.person(build.organisation()),
            starts_on=now.date(), ends_on=date(2026, 11, 30), by=release.manager, now=now,
        )  # fmt: skip


def test_a_request_reaches_whoever_stands_in(build, team, now) -> None:
    release, stand_in, _ = team
    person = build.person(release.home, manager=release.manager)
    request_release(
        opportunity=build.opportunity(), membership=person.memberships.get(), by=person,
        purpose="x", home_gains="y", now=now,
    )  # fmt: skip
    asked = Notice.objects.filter(event="RELEASE_REQUESTED").values_list("recipient", flat=True)
    assert set(asked) == {release.manager_id, stand_in.id}


def test_yes_for_other_dates_is_what_the_placement_has(build, now) -> None:
    release = build.release()
    other = (date(2027, 2, 1), date(2027, 6, 30))
    with pytest.raises(Refused, match="first and the last"):
        decide_release(
            release=release, by=release.manager, now=now, other_dates=(other[0], None), **YES
        )
    granted = decide_release(
        release=release, by=release.manager, now=now, other_dates=other,
        cover_cost=Decimal("5420.00"), **YES,
    )  # fmt: skip
    assert granted.cover_cost == Decimal("5420.00")
    application = build.application(granted, status="OFFERED", offered_at=now)
    placement = accept_offer(application=application, by=release.person, now=now)
    assert (placement.starts_on, placement.ends_on) == other


def test_a_no_keeps_neither_dates_nor_cost(build, now) -> None:
    release = build.release()
    refused = decide_release(
        release=release, by=release.manager, now=now, granted=False, cover="", cover_note="",
        reason="Not now.", other_dates=(date(2027, 2, 1), date(2027, 6, 30)),
        cover_cost=Decimal(1),
    )  # fmt: skip
    assert (refused.granted_starts_on, refused.cover_cost) == (None, None)
