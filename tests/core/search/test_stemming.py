"""Stems: the examples of the published algorithm, and SQLite's own as a second opinion."""

import sqlite3

import pytest

from permeate.core.search.stemming import stem
from permeate.core.vocabulary import LABELS, PROFESSIONS, SKILLS, THEMES

EXAMPLES = """
caresses caress  ponies poni  ties ti  cats cat  feed feed  agreed agre  plastered plaster
bled bled  motoring motor  sing sing  conflated conflat  troubled troubl  sized size  hopping hop
tanned tan  falling fall  hissing hiss  fizzed fizz  failing fail  filing file  happy happi  sky sky
relational relat  conditional condit  rational ration  valenci valenc  digitizer digit
radicalli radic  differentli differ  vietnamization vietnam  predication predic  operator oper
feudalism feudal  decisiveness decis  hopefulness hope  callousness callous  formaliti formal
sensitiviti sensit  sensibiliti sensibl  triplicate triplic  formative form  formalize formal
electrical electr  hopeful hope  goodness good  revival reviv  allowance allow  inference infer
airliner airlin  adjustable adjust  defensible defens  irritant irrit  replacement replac
adjustment adjust  dependent depend  adoption adopt  communism commun  activate activ
effective effect  probate probat  rate rate  cease ceas  controll control  roll roll
"""


@pytest.mark.parametrize(
    ("word", "expected"),
    [pair.split() for pair in EXAMPLES.replace("\n", "  ").split("  ") if pair],
)
def test_examples_of_the_published_algorithm(word, expected) -> None:
    assert stem(word) == expected


def test_it_agrees_with_sqlites_stemmer_on_our_own_words() -> None:
    vocabulary = " ".join(
        [*LABELS.values(), *PROFESSIONS.values(), *THEMES.values(), *SKILLS.values()]
    )
    ours = {word for word in vocabulary.lower().split() if word.isalpha() and word.isascii()}
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE one USING fts5(word, tokenize='porter ascii')")
    database.execute("CREATE VIRTUAL TABLE terms USING fts5vocab(one, 'row')")
    for word in ours:
        database.execute("DELETE FROM one")
        database.execute("INSERT INTO one VALUES (?)", (word,))
        assert database.execute("SELECT term FROM terms").fetchone() == (stem(word),)


@pytest.mark.parametrize("word", ["", "is", "2027", "ward7", "môn", "日本語"])
def test_what_is_no_english_word_stays(word) -> None:
    assert stem(word) == word
