"""What a programme reaches, and what it may do."""

from datetime import date

import pytest

from permeate.core.programmes import (
    Goal,
    Traits,
    check_can_call_off,
    check_can_host,
    check_can_remove_member,
    check_goal,
    check_programme,
    reach,
    shown,
)
from permeate.core.refusals import Refused, SeveralRefused

LEEDS = Traits("LOCAL_GOVERNMENT", "YORKSHIRE_AND_HUMBER", "Metropolitan district")
TRUST = Traits("NHS", "LONDON", "NHS trust")
CAMDEN = Traits("LOCAL_GOVERNMENT", "LONDON", "London borough")


def test_each_goal_counts_those_it_is_about() -> None:
    goals = [
        Goal("SECTOR", "LOCAL_GOVERNMENT", 5),
        Goal("REGION", "LONDON", 3),
        Goal("TYPE", "NHS trust", 1),
        Goal("SECTOR", "CHARITY", 1),
    ]

    found = reach(
        goals,
        people=[(LEEDS, 4), (CAMDEN, 1), (TRUST, 0)],
        hosted=[(TRUST, 2)],
        members=[(LEEDS, 1), (CAMDEN, 1), (TRUST, 1)],
    )

    assert [(one.people, one.hosted, one.members, one.step) for one in found] == [
        (5, 0, 2, "REACHED"),
        (1, 2, 2, "STARTED"),
        (0, 2, 1, "STARTED"),
        (0, 0, 0, "NOT_YET"),
    ]


def test_trying_goals_does_not_find_out_how_few_came() -> None:
    def steps(people: int) -> list[str]:
        goals = [Goal("SECTOR", "NHS", wanted) for wanted in range(1, 8)]
        return [one.step for one in reach(goals, people=[(TRUST, people)], hosted=[], members=[])]

    assert steps(1) == steps(2) == steps(3) == steps(4) == ["REACHED", *["STARTED"] * 6]
    assert steps(5) == [*["REACHED"] * 5, "STARTED", "STARTED"]


@pytest.mark.parametrize(
    ("people", "text"),
    [(0, "0"), (1, "1 to 4"), (4, "1 to 4"), (5, "5"), (23, "23")],
)
def test_few_people_are_not_counted_out(people, text) -> None:
    assert shown(people) == text


def test_a_programme_says_what_it_is_for() -> None:
    check_programme(name="Local and central", purpose="To meet.")
    with pytest.raises(SeveralRefused) as refusal:
        check_programme(name=" ", purpose="")
    assert [one.field for one in refusal.value.refusals] == ["name", "purpose"]


def test_members_with_dates_to_host_stay_as_does_whoever_runs_it() -> None:
    check_can_remove_member(owner=False, hosts_on=[])
    with pytest.raises(Refused, match="hosts a date on 9 December 2026"):
        check_can_remove_member(owner=False, hosts_on=[date(2027, 1, 13), date(2026, 12, 9)])
    with pytest.raises(Refused, match="stays in it"):
        check_can_remove_member(owner=True, hosts_on=[])


@pytest.mark.parametrize(
    "fields",
    [
        {"held_on": date(2026, 11, 3)},
        {"cancelled": True},
        {"hosts_already": True},
    ],
)
def test_a_date_is_hosted_once_by_each_while_it_stands(fields) -> None:
    free = {"held_on": date(2026, 11, 11), "cancelled": False, "hosts_already": False}
    check_can_host(**free, today=date(2026, 11, 3))

    with pytest.raises(Refused):
        check_can_host(**{**free, **fields}, today=date(2026, 11, 3))


def test_a_hosted_date_is_not_called_off() -> None:
    check_can_call_off(hosts=0)
    with pytest.raises(Refused, match="host on this date"):
        check_can_call_off(hosts=1)


@pytest.mark.parametrize(
    ("goal", "field"),
    [
        (Goal("COLOUR", "RED", 1), "what"),
        (Goal("SECTOR", "", 1), "what"),
        (Goal("SECTOR", "NHS", 0), "wanted"),
        (Goal("SECTOR", "NHS", 1001), "wanted"),
    ],
)
def test_a_goal_can_be_reached(goal, field) -> None:
    with pytest.raises(Refused) as refusal:
        check_goal(goal)
    assert refusal.value.field == field
