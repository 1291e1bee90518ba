"""Skills in the service's words and one's own."""

import pytest

from permeate.core.profiles import all_skills
from permeate.core.refusals import Refused


def test_own_words_join_the_vocabulary_each_once() -> None:
    assert all_skills(["CASEWORK"], "  Pest  control\ncasework\nNegotiation\n\npest control") == [
        "CASEWORK",
        "Pest control",
        "NEGOTIATION",
    ]


@pytest.mark.parametrize(
    ("own", "reason"),
    [("\n".join(f"s{n}" for n in range(21)), "at most 20"), ("x" * 81, "longer than 80")],
)
def test_too_many_or_too_long_is_refused(own, reason) -> None:
    with pytest.raises(Refused, match=reason) as refusal:
        all_skills([], own)
    assert refusal.value.field == "own_skills"
