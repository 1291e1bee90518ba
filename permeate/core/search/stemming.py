"""The stem of an English word, so that “housed”, “houses” and “housing” find one another.

Source: M. F. Porter, “An algorithm for suffix stripping”, Program 14(3), 1980, with the
author's two later changes (``-bli`` and ``-logi`` in step 2).
"""

import functools
import re

STEP_2 = {
    "ational": "ate",
    "tional": "tion",
    "enci": "ence",
    "anci": "ance",
    "izer": "ize",
    "bli": "ble",
    "alli": "al",
    "entli": "ent",
    "eli": "e",
    "ousli": "ous",
    "ization": "ize",
    "ation": "ate",
    "ator": "ate",
    "alism": "al",
    "iveness": "ive",
    "fulness": "ful",
    "ousness": "ous",
    "aliti": "al",
    "iviti": "ive",
    "biliti": "ble",
    "logi": "log",
}
STEP_3 = {
    "icate": "ic",
    "ative": "",
    "alize": "al",
    "iciti": "ic",
    "ical": "ic",
    "ful": "",
    "ness": "",
}
STEP_4 = dict.fromkeys(
    re.findall(
        "[a-z]+", "al ance ence er ic able ible ant ement ment ent ou ism ate iti ous ive ize ion"
    ),
    "",
)


@functools.lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a lower-case word; words with anything but a to z stay as they are."""
    if len(word) < 3 or not word.isascii() or not word.isalpha():
        return word
    word = _plural(word)
    word = _past_and_participle(word)
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _swap(word, STEP_2, least=0)
    word = _swap(word, STEP_3, least=0)
    word = _swap(word, STEP_4, least=1)
    return _final(word)


def _shape(text: str) -> str:
    """The word with v for each vowel and c for each consonant."""
    shape = ""
    for letter in text:
        vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if vowel else "c"
    return shape


def _measure(text: str) -> int:
    """How often a vowel is followed by a consonant."""
    return len(re.findall("v+c+", _shape(text)))


def _has_vowel(text: str) -> bool:
    return "v" in _shape(text)


def _doubled(text: str) -> bool:
    return len(text) > 1 and text[-1] == text[-2] and _shape(text)[-1] == "c"


def _short(text: str) -> bool:
    """Whether it ends consonant, vowel, consonant, the last not w, x or y."""
    return _shape(text).endswith("cvc") and text[-1] not in "wxy"


def _plural(word: str) -> str:
    for ending, instead in (("sses", "ss"), ("ies", "i"), ("ss", "ss"), ("s", "")):
        if word.endswith(ending):
            return word[: -len(ending)] + instead
    return word


def _past_and_participle(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        if word.endswith(ending) and _has_vowel(word[: -len(ending)]):
            return _mended(word[: -len(ending)])
    return word


def _mended(word: str) -> str:
    """What is left once -ed or -ing is off, made a word again: hopp → hop, fil → file."""
    if word.endswith(("at", "bl", "iz")):
        return word + "e"
    if _doubled(word) and word[-1] not in "lsz":
        return word[:-1]
    if _measure(word) == 1 and _short(word):
        return word + "e"
    return word


def _swap(word: str, endings: dict[str, str], *, least: int) -> str:
    """Swap the longest matching ending where what stands before it measures over ``least``."""
    found = [ending for ending in endings if word.endswith(ending)]
    if not found:
        return word
    ending = max(found, key=len)
    before = word[: -len(ending)]
    if _measure(before) <= least or (ending == "ion" and not before.endswith(("s", "t"))):
        return word
    return before + endings[ending]


def _final(word: str) -> str:
    if word.endswith("e"):
        before = word[:-1]
        measure = _measure(before)
        if measure > 1 or (measure == 1 and not _short(before)):
            word = before
    if word.endswith("ll") and _measure(word[:-1]) > 1:
        return word[:-1]
    return word
