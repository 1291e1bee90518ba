"""How near two texts are, and why: cosine of TF-IDF weights over stems.

Source: G. Salton, C. Buckley, “Term-weighting approaches in automatic text retrieval”,
Information Processing & Management 24(5), 1988; weights (1 + ln tf) · ln(1 + N / df).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log, sqrt

from permeate.core.search.stemming import stem
from permeate.core.search.words import FUNCTION_WORDS, words

MOST_REASONS = 4


@dataclass(frozen=True)
class Likeness:
    """``score`` from 0 to 1; ``shared`` are the stems that both have, weightiest first."""

    score: float
    shared: tuple[str, ...]


def telling(text: str) -> list[str]:
    """The stems of a text without the words that every text has."""
    return [stem(word) for word in words(text) if word not in FUNCTION_WORDS]


def weights(stems: Mapping[str, int], df: Mapping[str, int], texts: int) -> dict[str, float]:
    """Stem → weight of a text given as stem → count; ``df`` counts texts with the stem."""
    return {
        one: (1 + log(count)) * log(1 + texts / max(1, df.get(one, 1)))
        for one, count in stems.items()
        if count > 0
    }


def likeness(one: Mapping[str, float], other: Mapping[str, float]) -> Likeness:
    """Cosine of two weighted texts; 0 where either is empty."""
    parts = {word: weight * other[word] for word, weight in one.items() if word in other}
    lengths = _length(one) * _length(other)
    if not parts or lengths == 0:
        return Likeness(0.0, ())
    shared = sorted(parts, key=lambda word: (-parts[word], word))
    return Likeness(min(1.0, sum(parts.values()) / lengths), tuple(shared))


def _length(weighted: Mapping[str, float]) -> float:
    return sqrt(sum(weight * weight for weight in weighted.values()))


def counted(text: str) -> Counter[str]:
    """Stem → how often it stands in the text."""
    return Counter(telling(text))


def why(shared: Sequence[str], text: str, topics: Sequence[str]) -> str:
    """Why two texts are near, in words: from ``text`` the words that have a shared stem."""
    spelled: dict[str, str] = {}
    for word in words(text):
        spelled.setdefault(stem(word), word)
    both = [spelled[one] for one in shared if one in spelled][:MOST_REASONS]
    parts = [f"both speak of {_listed(both)}"] if both else []
    parts += [f"both are about {_listed(list(topics))}"] if topics else []
    return "; ".join(parts)


def _listed(parts: Sequence[str]) -> str:
    quoted = [f"“{part}”" for part in parts]
    return " and ".join([", ".join(quoted[:-1]), quoted[-1]] if len(quoted) > 1 else quoted)
