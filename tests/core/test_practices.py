"""Rules of practices, topics and likeness."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.likeness import counted, likeness, weights, why
from permeate.core.practices import check_can_write, check_is_new, status_reached
from permeate.core.refusals import Refused, SeveralRefused
from permeate.core.topics import TOPICS, topic_value, topic_words, topics_of, topics_text

TEXTS = st.text(alphabet=st.characters(codec="utf-8"), max_size=200)


def test_a_practice_must_say_where_it_does_not_apply() -> None:
    with pytest.raises(Refused) as no:
        check_can_write(claim="Ring first", what="By telephone", applies="Housing", not_applies=" ")
    assert no.value.field == "not_applies"
    with pytest.raises(SeveralRefused) as no:
        check_can_write(claim="", what="", applies="", not_applies="")
    assert len(no.value.refusals) == 4


def test_what_is_very_near_must_say_how_it_differs() -> None:
    check_is_new(nearest=0.59, claim="Ring first", differs="")
    check_is_new(nearest=0.9, claim="Ring first", differs="Ours is for repairs.")
    with pytest.raises(Refused, match="Ring first"):
        check_is_new(nearest=0.6, claim="Ring first", differs=" ")


@pytest.mark.parametrize(
    ("facts", "status"),
    [
        ((False, False, False), "IDENTIFIED"),
        ((True, False, False), "ACCEPTED"),
        ((False, True, False), "IMPLEMENTED"),
        ((True, True, True), "VALIDATED"),
    ],
)
def test_only_validated_is_learned(facts, status) -> None:
    accepted, implemented, validated = facts
    assert status_reached(accepted=accepted, implemented=implemented, validated=validated) == status


def test_the_vocabulary_has_the_services_and_the_professions() -> None:
    services = [code for code in TOPICS if code.startswith("LGSL-")]
    professions = [code for code in TOPICS if code.startswith("PROF-")]
    assert (len(services), len(professions)) == (117, 29)
    assert not any("," in name or ";" in name for name in TOPICS.values())
    assert len({name.casefold() for name in TOPICS.values()}) >= len(TOPICS) - 2


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("homelessness", ["LGSL-112"]),
        ("Blue badge, LEGAL", ["LGSL-279", "PROF-LEGAL"]),
        ("potholes; Pothole", ["LGSL-557"]),
        ("morning huddles,,", ["morning huddles"]),
        ("", []),
    ],
)
def test_topics_are_found_by_their_words_or_are_ones_own(typed, stored) -> None:
    assert topics_of(typed) == stored


@pytest.mark.parametrize("name", sorted(set(TOPICS.values())))
def test_every_topic_comes_back_from_its_own_words(name) -> None:
    assert topic_words(topic_value(name)) == name
    assert topics_of(topics_text(topics_of(name))) == topics_of(name)


def test_too_many_topics_and_too_long_ones_are_refused() -> None:
    with pytest.raises(Refused, match="at most 5"):
        topics_of("a, b, c, d, e, f")
    with pytest.raises(Refused, match="at most 60"):
        topics_of("x" * 61)


def like(one: str, other: str):
    df = counted(f"{' '.join(set(counted(one)))} {' '.join(set(counted(other)))}")
    return likeness(weights(counted(one), df, 10), weights(counted(other), df, 10))


def test_endings_do_not_part_texts_and_reasons_are_told_in_the_askers_words() -> None:
    near = like("Ring families before visiting", "A family is rung; ring before each visit")
    assert near.score > 0.5
    assert why(near.shared, "Ring families before visiting", ["Homelessness"]) in (
        "both speak of “families”, “ring”, “before” and “visiting”; both are about “Homelessness”",
        "both speak of “before”, “families”, “ring” and “visiting”; both are about “Homelessness”",
        "both speak of “before”, “families”, “visiting” and “ring”; both are about “Homelessness”",
    )
    assert like("Ring families", "Grit the roads").score == 0.0


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_likeness_is_between_0_and_1_symmetric_and_1_with_itself(one, other) -> None:
    score = like(one, other).score
    assert 0.0 <= score <= 1.0
    assert score == pytest.approx(like(other, one).score)
    if counted(one):
        assert like(one, one).score == pytest.approx(1.0)
