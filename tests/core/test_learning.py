"""When something learned may be recorded, shared, acknowledged, decided on."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core import learning
from permeate.core.refusals import Refused, SeveralRefused
from permeate.core.vocabulary import PromptAnswer, Receipt, Verdict

TODAY = date(2027, 3, 1)


def test_something_needs_words_and_a_direction() -> None:
    with pytest.raises(SeveralRefused) as both:
        learning.check_can_answer(
            answered="", answer=PromptAnswer.SOMETHING, what=" ", direction=""
        )
    assert {refusal.field for refusal in both.value.refusals} == {"what", "direction"}


@pytest.mark.parametrize("answer", [PromptAnswer.NOTHING, PromptAnswer.LATER])
def test_nothing_and_later_need_no_words(answer) -> None:
    learning.check_can_answer(answered="", answer=answer, what="", direction="")


@pytest.mark.parametrize("before", [PromptAnswer.NOTHING, PromptAnswer.SOMETHING])
def test_an_answer_stands_but_later_does_not(before) -> None:
    learning.check_can_answer(
        answered=PromptAnswer.LATER, answer=PromptAnswer.NOTHING, what="", direction=""
    )
    with pytest.raises(Refused, match="already answered"):
        learning.check_can_answer(
            answered=before, answer=PromptAnswer.NOTHING, what="", direction=""
        )


def test_authors_never_acknowledge_or_decide_on_their_own() -> None:
    with pytest.raises(Refused, match="somebody else"):
        learning.check_can_acknowledge(is_author=True, receipt=Receipt.READ, reason="")
    with pytest.raises(Refused, match="somebody else"):
        decide(is_author=True)


def test_cannot_use_says_why() -> None:
    with pytest.raises(Refused) as refusal:
        learning.check_can_acknowledge(is_author=False, receipt=Receipt.CANNOT_USE, reason=" ")
    assert refusal.value.field == "reason"


def decide(**changed) -> None:
    learning.check_can_decide(
        **{
            "is_author": False,
            "verdict": Verdict.ADOPT,
            "reason": "It saves a week.",
            "deferred_until": None,
            "standing_verdict": "",
            "today": TODAY,
            **changed,
        }
    )


@pytest.mark.parametrize("standing", [Verdict.ADOPT, Verdict.ADAPT, Verdict.REJECT])
def test_a_decision_stands(standing) -> None:
    with pytest.raises(Refused, match="already decided"):
        decide(standing_verdict=standing)


def test_after_a_deferral_there_is_another_decision() -> None:
    decide(standing_verdict=Verdict.DEFER)


@pytest.mark.parametrize("until", [None, TODAY, TODAY - timedelta(days=1)])
def test_a_deferral_needs_a_date_to_come(until) -> None:
    with pytest.raises(Refused) as refusal:
        decide(verdict=Verdict.DEFER, deferred_until=until)
    assert refusal.value.field == "deferred_until"


days = st.dates(date(2026, 1, 1), date(2028, 12, 31))


@given(days, st.integers(0, 700), st.integers(0, 6), st.integers(-10, 720))
def test_each_week_of_a_placement_has_at_most_one_prompt(start, length, weekday, offset) -> None:
    end, today = start + timedelta(days=length), start + timedelta(days=offset)
    due = learning.prompt_due(start, end, weekday, today)
    if due is None:
        return
    assert start < due <= end
    assert due.weekday() == weekday
    assert 0 <= (today - due).days < 7


@given(days, st.integers(20, 300), st.integers(0, 6))
def test_day_by_day_each_prompt_comes_once_and_none_is_left_out(start, length, weekday) -> None:
    end = start + timedelta(days=length)
    seen = [
        due
        for offset in range(length + 1)
        if (due := learning.prompt_due(start, end, weekday, start + timedelta(days=offset)))
    ]
    distinct = sorted(set(seen))
    assert seen == sorted(seen)
    assert len(distinct) >= length // 7
    assert all((b - a).days == 7 for a, b in itertools.pairwise(distinct))


def test_a_day_or_two_is_not_prompted() -> None:
    assert (
        learning.prompt_due(TODAY, TODAY + timedelta(days=4), 3, TODAY + timedelta(days=3)) is None
    )
