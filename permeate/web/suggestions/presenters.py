"""A score's parts as rows of a table, and a verdict as a page shows it."""

from collections.abc import Iterable, Sequence
from typing import Any

from permeate.core.matching.rank.explaining import Verdict
from permeate.core.matching.rank.rules import PARTS

LABELS = {name: part.label for name, part in PARTS.items()} | {
    "learn": "What you want to learn",
    "bring": "What you bring",
}


def parts_of(parts: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    """Stored parts, those with most points first; a part that is no longer known is left out."""
    rows = [
        {"label": LABELS[name], "points": points, "most": most, "words": words}
        for name, points, most, words in parts
        if name in PARTS
    ]
    return sorted(rows, key=lambda row: -row["points"])


def verdict_of(verdict: Verdict) -> dict[str, Any]:
    """What stands in the way, what the score is made of, and the conclusion."""
    return {
        "words": verdict.words,
        "limits": [one.words for one in verdict.hindrances],
        "score": verdict.suggestion.score,
        "parts": parts_of(verdict.suggestion.lines),
    }
