"""From text to the words that are indexed and looked for: the same on every database."""

import re
import unicodedata

from permeate.core.search.stemming import stem

LONGEST = 64  # characters of a word that count
APOSTROPHES = re.compile(r"['’ʼ]")
RUNS = re.compile(r"[^\W_]+")

# Left out of a question unless it consists of nothing else or quotes them.
FUNCTION_WORDS = frozenset(
    re.findall(
        r"\w+",
        "a about an and any are as at be but by can do for from has have how i if in into is it "
        "its me my no not of on or our so some that the their them there these they this to us "
        "was we were what when where which who will with you your",
    )
)


def fold(text: str) -> str:
    """Lower case without accents or apostrophes: ``Café’s`` → ``cafes``."""
    split = unicodedata.normalize("NFKD", APOSTROPHES.sub("", text))
    bare = "".join(letter for letter in split if not unicodedata.combining(letter))
    return bare.casefold()


def words(text: str) -> list[str]:
    """The folded words of a text, in order."""
    folded = text.lower() if text.isascii() and "'" not in text else fold(text)
    return [word[:LONGEST] for word in RUNS.findall(folded)]


def lexemes(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [stem(word) for word in words(text)]
