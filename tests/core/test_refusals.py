"""A no carries words for a person; several at once are all told."""

import pytest

from permeate.core.refusals import Refused, SeveralRefused, refuse_all


def test_nothing_to_refuse_says_nothing() -> None:
    refuse_all([])


def test_one_refusal_is_raised_as_it_is() -> None:
    refusal = Refused("Say why.", field="reason")
    with pytest.raises(Refused) as caught:
        refuse_all([refusal])
    assert caught.value is refusal


def test_several_are_raised_together_and_each_keeps_its_field() -> None:
    both = [Refused("Say why.", field="reason"), Refused("Choose a date.", field="starts_on")]
    with pytest.raises(SeveralRefused) as caught:
        refuse_all(both)
    assert [it.field for it in caught.value.refusals] == ["reason", "starts_on"]
    assert caught.value.reason == "Say why. Choose a date."
