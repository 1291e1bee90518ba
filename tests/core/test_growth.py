"""What somebody gained: as measured, as they see it, and how their view of the start moved."""

from datetime import date, timedelta

import pytest

from permeate.core.growth import LEVELS, Growth, check_stage, skills_of, stage_of, words
from permeate.core.refusals import Refused

pytestmark = pytest.mark.once
LAST = date(2026, 11, 30)


def test_growth_and_response_shift() -> None:
    """Said working before; at the end practitioner, and sees the start as awareness."""
    growth = Growth(before=2, start_now=1, now=3, host=3)
    assert (growth.measured, growth.gained, growth.shift) == (1, 2, -1)
    assert growth.gained == growth.measured - growth.shift
    told = words(growth)
    assert "2 levels up" in told
    assert "one level lower" in told
    assert "The host sees you at practitioner." in told


def test_what_was_not_said_is_not_made_up() -> None:
    assert Growth(None, 2, 3, None).shift is None
    assert Growth(None, None, None, 2).gained is None
    assert words(Growth(2, None, None, None)) == "Not rated at the end yet."
    assert words(Growth(2, 2, 2, None)) == "The same level as you see it now."
    assert words(Growth(2, 3, 2, None)).startswith("One level down")
    assert "higher" in words(Growth(2, 3, 2, None))


def test_there_are_four_anchored_levels() -> None:
    assert [name for name, _ in LEVELS.values()] == [
        "Awareness",
        "Working",
        "Practitioner",
        "Expert",
    ]


@pytest.mark.parametrize(
    ("status", "days", "stage"),
    [
        ("AGREED", 100, "before"),
        ("ACTIVE", 15, "before"),
        ("ACTIVE", 14, "end"),
        ("RETURNED", -400, "end"),
        ("CANCELLED", 10, ""),
    ],
)
def test_when_which_rating_is_open(status, days, stage) -> None:
    today = LAST - timedelta(days=days)
    assert stage_of(status=status, ends_on=LAST, today=today) == stage
    for wanted in ("before", "end"):
        if wanted != stage:
            with pytest.raises(Refused):
                check_stage(wanted, status=status, ends_on=LAST, today=today)


def test_skills_in_own_words() -> None:
    assert skills_of(" Data  analysis, Chairing,,Chairing ") == ["Data analysis", "Chairing"]
    with pytest.raises(Refused, match="at most 8"):
        skills_of(",".join(str(number) for number in range(9)))
    with pytest.raises(Refused, match="too long"):
        skills_of("x" * 81)
