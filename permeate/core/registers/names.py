"""Names of organisations: how they are compared, and how capitals become a name."""

import re

SMALL = frozenset({"and", "of", "the", "for", "in", "on", "upon", "with"})
KEPT = frozenset({"NHS", "UK", "HSC"})


def name_key(name: str) -> str:
    """What two spellings of one name have in common: letters and digits, “and” for “&”."""
    text = name.casefold().replace("&", " and ").replace("’", "").replace("'", "")
    words = re.sub(r"\W+", " ", text).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def name_from_capitals(name: str) -> str:
    """``KING'S COLLEGE NHS TRUST`` as ``King's College NHS Trust``; mixed case stays."""
    if name != name.upper():
        return name
    words = name.split()
    return " ".join(_word(word, first=not index) for index, word in enumerate(words))


def _word(word: str, *, first: bool) -> str:
    if word.strip("(),.") in KEPT:
        return word
    if not first and word.lower() in SMALL:
        return word.lower()
    return "-".join(
        part.lower() if index and part.lower() in SMALL else _capital(part)
        for index, part in enumerate(word.split("-"))
    )


def _capital(part: str) -> str:
    """The first letter large, the rest small, whatever brackets come before it."""
    return re.sub(r"[^\W\d_]", lambda found: found.group().upper(), part.lower(), count=1)
