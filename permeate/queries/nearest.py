"""The practices nearest to a text, and why: full text first, then likeness of the few."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count

from permeate.core.likeness import Likeness, counted, likeness, weights, why
from permeate.core.topics import topic_words
from permeate.models import Person, Practice, PracticeStem
from permeate.queries.practices import visible

RAREST = 25  # stems of the text that are looked up
COMPARED = 200  # practices whose whole texts are compared
SHOWN = 5
LEAST = 0.05
TOPIC_SHARE = 0.15  # what each topic in common adds


@dataclass(frozen=True)
class Near:
    """A practice, how near it is (0 to 1), and why in words."""

    practice: Practice
    score: float
    why: str


def nearest(person: Person, text: str, topics: Collection[str] = ()) -> list[Near]:
    """At most ``SHOWN`` practices that stand, the nearest first; five queries, whatever the rows.

    The rarest stems of the text find the candidates; the cosine of all their weighted
    stems, and topics in common, put them in order.
    """
    mine = counted(text)
    df = dict(
        PracticeStem.objects.filter(stem__in=list(mine), practice__merged_into=None)
        .values_list("stem")
        .annotate(Count("id"))
    )
    candidates = _candidates(df)
    if not candidates:
        return []
    texts = Practice.objects.standing().count()
    rows = visible(person).filter(id__in=candidates).prefetch_related("topics")
    practices = {one.id: one for one in rows}
    stems = _stems(practices)
    df = {**_df(stems), **df}
    weighted = weights(mine, df, texts)
    found = [
        _near(one, likeness(weighted, weights(stems[key], df, texts)), text, topics)
        for key, one in practices.items()
    ]
    found = [one for one in found if one.score >= LEAST]
    return sorted(found, key=lambda one: (-one.score, one.practice.id))[:SHOWN]


def _candidates(df: dict[str, int]) -> list[int]:
    """Ids of practices with the rarest stems, those with most of them first."""
    rarest = sorted(df, key=lambda stem: (df[stem], stem))[:RAREST]
    rows = (
        PracticeStem.objects.filter(stem__in=rarest, practice__merged_into=None)
        .values_list("practice_id")
        .annotate(held=Count("id"))
        .order_by("-held", "practice_id")
    )
    return [practice for practice, _ in rows[:COMPARED]]


def _stems(practices: Collection[int]) -> dict[int, dict[str, int]]:
    held: dict[int, dict[str, int]] = defaultdict(dict)
    rows = PracticeStem.objects.filter(practice_id__in=list(practices))
    for practice, stem, count in rows.values_list("practice_id", "stem", "count"):
        held[practice][stem] = count
    return held


def _df(stems: dict[int, dict[str, int]]) -> dict[str, int]:
    """Of stems that the text does not have: how many of the compared have them."""
    found: dict[str, int] = defaultdict(int)
    for held in stems.values():
        for stem in held:
            found[stem] += 1
    return found


def _near(practice: Practice, like: Likeness, text: str, topics: Collection[str]) -> Near:
    both: Sequence[str] = [
        topic_words(one.topic) for one in practice.topics.all() if one.topic in topics
    ]
    score = min(1.0, like.score + TOPIC_SHARE * len(both))
    return Near(practice, score, why(like.shared, text, both))
