"""What somebody typed, understood."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.search.asking import MOST_TERMS, Ask, understand
from permeate.core.search.words import words


def terms(*words: str) -> tuple:
    return tuple(((word,),) for word in words)


@pytest.mark.parametrize(
    ("typed", "groups", "without"),
    [
        ("housing benefit", terms("hous", "benefit"), ()),
        ("the state of housing", terms("state", "hous"), ()),
        ("who", terms("who"), ()),
        ("housing housing", terms("hous"), ()),
        ('"local plan" review', ((("local", "plan"),), (("review",),)), ()),
        ('"who" cares', terms("who", "care"), ()),
        ("“local plan”", ((("local", "plan"),),), ()),
        ('"" plan', terms("plan"), ()),
        ("plan -local", terms("plan"), (("local",),)),
        ('plan -"green belt"', terms("plan"), (("green", "belt"),)),
        ("-local", (), (("local",),)),
        ("well-being", terms("well", "be"), ()),
        ("tax OR audit law", ((("tax",), ("audit",)), (("law",),)), ()),
        ("OR tax", terms("tax"), ()),
        ("tax OR", terms("tax"), ()),
        ("tax or audit", terms("tax", "audit"), ()),
        ("-OR", (), (("or",),)),
        ("", (), ()),
        ("!?", (), ()),
    ],
)
def test_understanding(typed, groups, without) -> None:
    assert understand(typed) == Ask(groups, without)


def test_a_long_question_is_cut_and_says_so() -> None:
    ask = understand(" ".join(f"word{number}" for number in range(MOST_TERMS + 5)))

    assert ask.cut
    assert len(ask.groups) == MOST_TERMS


@settings(deadline=None)
@given(st.text())
def test_whatever_is_typed_only_letters_and_digits_reach_a_database(typed) -> None:
    ask = understand(typed)

    for term in [*(term for group in ask.groups for term in group), *ask.without]:
        assert term
        assert all(stem.isalnum() for stem in term)


@settings(deadline=None)
@given(st.text())
def test_words_are_words_of_themselves(text) -> None:
    found = words(text)

    assert words(" ".join(found)) == found
