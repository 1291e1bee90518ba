"""Who is most like whom, and how often one may ask."""

import pytest

from permeate.core.equivalents import ASKS_A_DAY, Post, check_can_ask, likeness, telling
from permeate.core.refusals import Refused


def post(title="Housing officer", profession="HOUSING", team="", sector="NHS", region="WALES"):
    return Post(profession, telling(title), telling(team), sector, region)


MINE = post(team="Homelessness", sector="LOCAL_GOVERNMENT")


def test_rank_words_do_not_make_posts_alike() -> None:
    assert telling("Senior Housing Officer") == telling("Head of housing") == {"hous"}
    assert telling("Senior officer") == frozenset()


def test_profession_goes_before_everything_else_together() -> None:
    profession_only = likeness(MINE, post(title="Planner", region="LONDON", sector=MINE.sector))
    all_else = likeness(MINE, post(profession="LEGAL", team="Homelessness"))

    assert profession_only.score > all_else.score


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (post(), post(title="Estates officer")),
        (post(), post(title="Housing, planning and parks officer")),
        (post(team="Homelessness"), post(team="Repairs")),
        (post(sector="NHS"), post(sector="LOCAL_GOVERNMENT")),
        (post(region="WALES"), post(region="LONDON")),
        (post(sector="NHS", region="LONDON"), post(sector="LOCAL_GOVERNMENT")),
    ],
)
def test_who_is_more_alike(better, worse) -> None:
    assert likeness(MINE, better).score > likeness(MINE, worse).score


def test_reasons_are_given_in_words() -> None:
    assert likeness(MINE, post()).reasons == (
        "same profession", "similar job title", "another sector", "your region",
    )  # fmt: skip
    unknown = Post("", frozenset(), frozenset(), "NHS", "")
    assert likeness(unknown, unknown).reasons == ()


def test_asking_needs_words() -> None:
    with pytest.raises(Refused) as refusal:
        check_can_ask(asked_today=0, days_since=[], message=" ")
    assert refusal.value.field == "message"


@pytest.mark.parametrize(
    ("asked_today", "days_since", "words"),
    [
        (0, [0], "today"),
        (0, [40, 1], "yesterday"),
        (0, [29], "29 days ago"),
        (ASKS_A_DAY, [], "tomorrow"),
    ],
)
def test_nobody_is_pestered(asked_today, days_since, words) -> None:
    with pytest.raises(Refused, match=words):
        check_can_ask(asked_today=asked_today, days_since=days_since, message="May I?")


def test_after_a_while_one_may_ask_again() -> None:
    check_can_ask(asked_today=ASKS_A_DAY - 1, days_since=[30, 60], message="May I?")
