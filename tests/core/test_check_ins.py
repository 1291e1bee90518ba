"""Who has yet to answer, and who may read what."""

import pytest

from permeate.core.check_ins import check_can_answer, may_read, missing, words
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Party

ALL = {"PARTICIPANT", "HOME", "HOST"}


def test_those_still_to_answer_are_named_in_order() -> None:
    assert missing([]) == (Party.PARTICIPANT, Party.HOME, Party.HOST)
    assert missing(["HOME"]) == (Party.PARTICIPANT, Party.HOST)
    assert missing(ALL) == ()


@pytest.mark.parametrize(
    ("reader", "answered", "reads"),
    [
        ([Party.HOST], {"PARTICIPANT"}, False),  # before one's own answer
        ([Party.HOST], {"PARTICIPANT", "HOST"}, True),
        ([Party.PARTICIPANT], {"PARTICIPANT"}, True),  # one's own
        ([], {"PARTICIPANT", "HOST"}, False),  # a coordinator, before all have
        ([], ALL, True),
    ],
)
def test_answers_are_read_after_ones_own_or_when_all_have(reader, answered, reads) -> None:
    assert may_read(party="PARTICIPANT", reader=reader, answered=answered) is reads


def answer(**change) -> None:
    given = {"asked": True, "party": "HOME", "answered": [], "going": "WELL", "text": ""}
    check_can_answer(**{**given, **change})


def test_well_needs_no_words_and_anything_else_does() -> None:
    answer()
    answer(going="HELP", text="No desk.")
    with pytest.raises(Refused) as refusal:
        answer(going="MIXED", text="  ")
    assert refusal.value.field == "text"


@pytest.mark.parametrize("change", [{"asked": False}, {"answered": ["HOME"]}])
def test_not_before_it_is_asked_and_not_twice(change) -> None:
    with pytest.raises(Refused):
        answer(**change)


def test_the_closing_one_asks_how_it_went() -> None:
    assert set(words(closing=True)) == set(words(closing=False))
    assert words(closing=True)["WELL"] != words(closing=False)["WELL"]
