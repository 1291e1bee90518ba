"""Who may take over, and who must stay."""

import pytest

from permeate.core.memberships import check_can_take_over, check_coordinator_remains
from permeate.core.refusals import Refused
from permeate.core.retention import years_after


def take_over(replacement_id, *, matters=2, participants=()):
    check_can_take_over(
        name="Manager",
        leaver_id=1,
        replacement_id=replacement_id,
        members={1, 2, 3},
        participants=set(participants),
        matters=matters,
    )


def test_a_member_takes_over_and_nobody_need_where_nothing_waits() -> None:
    take_over(2)
    take_over(None, matters=0)


@pytest.mark.parametrize(
    ("replacement_id", "participants", "reason"),
    [
        (None, (), "2 matters would have nobody"),
        (1, (), "cannot take over from themselves"),
        (9, (), "must belong"),
        (3, (3,), "nobody manages their own"),
    ],
)
def test_others_cannot(replacement_id, participants, reason) -> None:
    with pytest.raises(Refused, match=reason):
        take_over(replacement_id, participants=participants)


def test_one_matter_is_one() -> None:
    with pytest.raises(Refused, match="1 matter would"):
        take_over(None, matters=1)


@pytest.mark.parametrize(("others", "successor_id"), [(1, None), (0, 2)])
def test_a_coordinator_remains(others, successor_id) -> None:
    check_coordinator_remains(others=others, leaver_id=1, successor_id=successor_id, members={1, 2})


@pytest.mark.parametrize("successor_id", [None, 1, 9])
def test_the_last_coordinator_stays(successor_id) -> None:
    with pytest.raises(Refused) as refusal:
        check_coordinator_remains(others=0, leaver_id=1, successor_id=successor_id, members={1, 2})
    assert refusal.value.field == "successor"


def test_years_after_a_leap_day() -> None:
    from datetime import date

    assert years_after(date(2028, 2, 29), 6) == date(2034, 3, 1)
    assert years_after(date(2026, 7, 3), 6) == date(2032, 7, 3)
