"""What things are about: services of local government, professions, and own words.

A topic is stored as a code (``LGSL-112`` a service, ``PROF-LEGAL`` a profession) or, where
the vocabulary has no word for it, as the words that somebody typed.
"""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from permeate.core.refusals import Refused
from permeate.core.search.words import lexemes
from permeate.core.vocabulary import PROFESSIONS

MOST_TOPICS = 5  # on one entry or practice
LONGEST_TOPIC = 60  # characters
SPLIT = re.compile(r"[,;\n]")
SERVICES = Path(__file__).parent / "services.txt"


def _services() -> dict[str, str]:
    lines = SERVICES.read_text("utf-8").splitlines()
    pairs = (line.split(" ", 1) for line in lines if line and not line.startswith("#"))
    return {f"LGSL-{code}": name for code, name in pairs}


TOPICS: Mapping[str, str] = {
    **_services(),
    **{f"PROF-{code}": name for code, name in PROFESSIONS.items() if code != "OTHER"},
    "PROF-DIGITAL_DATA": "Digital and data",  # a comma parts two topics
}
# A service comes before a profession of the same name.
_BY_STEMS: dict[str, str] = {
    " ".join(lexemes(name)): code for code, name in reversed(list(TOPICS.items()))
}


def topic_words(value: str) -> str:
    """What people read for a stored topic."""
    return TOPICS.get(value, value)


def topic_value(words: str) -> str:
    """The code that these words name, whatever their endings; else the words themselves."""
    plain = " ".join(words.split())
    return _BY_STEMS.get(" ".join(lexemes(plain)), plain)


def topics_of(text: str) -> list[str]:
    """Stored topics of a text with commas between them, each once and in order.

    Refused where there are more than ``MOST_TOPICS`` or one is too long.
    """
    typed = [" ".join(part.split()) for part in SPLIT.split(text)]
    values = list(dict.fromkeys(topic_value(part) for part in typed if part))
    if len(values) > MOST_TOPICS:
        raise Refused(f"Give at most {MOST_TOPICS} topics: the main ones.", field="topics")
    if any(len(value) > LONGEST_TOPIC for value in values):
        raise Refused(
            f"A topic has at most {LONGEST_TOPIC} characters. Put commas between topics.",
            field="topics",
        )
    return values


def topics_text(values: Iterable[str]) -> str:
    """Stored topics as somebody would type them."""
    return ", ".join(topic_words(value) for value in values)
