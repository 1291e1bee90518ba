"""Spread first places, so that no opportunity has them all while others have none.

Each person has a shortlist, best first. An opportunity's share of first places is
``slack × people ÷ opportunities on any shortlist``, rounded up: with a slack of 2 it may have
twice what an even spread would give. Pairs of a person and an opportunity are taken in order
of score; the first a person meets with a share left becomes their first place, if it lies at
most ``tolerance`` points below their best. Who meets none keeps their best, which then has
more than its share; so in a second pass others who have it first go to what still has a share
left for them. The rest of each list stays in order of score.

In the end whoever has an opportunity first that is over its share has nothing within the
tolerance that is under its own: least of all something that nobody has first.
After constrained greedy re-ranking, as in Celis, Straszak and Vishnoi, “Ranking with fairness
constraints”, ICALP 2018. O(people × length × log) time.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from permeate.core.matching.rank.rules import Rules
from permeate.core.matching.rank.scoring import spread, tie

Shortlist = Sequence[tuple[str, int]]  # (opportunity's key, score), best first


@dataclass(frozen=True)
class Spread:
    """How first places lie: opportunities by how many they have, the most, and the Gini index
    (0: all the same, near 1: one has all)."""

    opportunities: int
    first_places: int
    with_none: int
    most: int
    gini: float
    by_count: tuple[tuple[int, int], ...]  # (first places, opportunities that have so many)


@dataclass(frozen=True)
class Balanced:
    """Shortlists in their new order, the share, and the spread before and after."""

    shortlists: dict[str, list[tuple[str, int]]]
    share: int
    before: Spread
    after: Spread

    @property
    def moved(self) -> int:
        """How many people see another opportunity first than their highest score."""
        return sum(
            bool(one) and one[0][1] < max(points for _, points in one)
            for one in self.shortlists.values()
        )


def balance(
    shortlists: Mapping[str, Shortlist], rules: Rules, taken: Mapping[str, int] | None = None
) -> Balanced:
    """Put first places within each opportunity's share where tolerance allows.

    ``taken`` counts first places that opportunities have with people who are not here.
    """
    had = Counter(taken or {})
    keys = {key for one in shortlists.values() for key, _ in one} | set(had)
    people = sum(1 for one in shortlists.values() if one) + had.total()
    share = share_of(people, len(keys), rules.slack)
    first = _first_places(shortlists, share, rules.tolerance, had)
    lists = {person: _led_by(first.get(person), one) for person, one in shortlists.items()}
    return Balanced(lists, share, spread_of(shortlists, keys, taken), spread_of(lists, keys, taken))


def share_of(people: int, opportunities: int, slack: int) -> int:
    """How many first places one opportunity may have; at least one."""
    return max(1, -(-slack * people // opportunities)) if opportunities else 1


def _first_places(
    shortlists: Mapping[str, Shortlist], share: int, tolerance: int, had: Counter[str]
) -> dict[str, str]:
    pairs = sorted(
        (-points, tie(spread(person), spread(key)), person, key)
        for person, one in shortlists.items()
        for key, points in one
        if points >= one[0][1] - tolerance
    )
    first: dict[str, str] = {}
    for _, _, person, key in pairs:
        if person not in first and had[key] < share:
            first[person] = key
            had[key] += 1
    for person, one in shortlists.items():
        if one and person not in first:
            first[person] = one[0][0]
            had[one[0][0]] += 1
    # Counts over the share only fall and counts under it only rise, so one pass is enough.
    for _, _, person, key in pairs:
        if had[first[person]] > share > had[key]:
            had[first[person]] -= 1
            had[key] += 1
            first[person] = key
    return first


def _led_by(key: str | None, shortlist: Shortlist) -> list[tuple[str, int]]:
    """The list with that opportunity at its head, else as it is."""
    return sorted(shortlist, key=lambda one: one[0] != key) if key else list(shortlist)


def spread_of(
    shortlists: Mapping[str, Shortlist], keys: set[str], taken: Mapping[str, int] | None = None
) -> Spread:
    """How the first places of these lists lie over the opportunities ``keys``."""
    firsts = Counter(taken or {})
    firsts.update(one[0][0] for one in shortlists.values() if one)
    counts = sorted(firsts[key] for key in keys)
    return Spread(
        opportunities=len(counts),
        first_places=sum(counts),
        with_none=counts.count(0),
        most=max(counts, default=0),
        gini=gini(counts),
        by_count=tuple(sorted(Counter(counts).items())),
    )


def gini(counts: Sequence[int]) -> float:
    """The Gini index of counts in ascending order, 0 to 1."""
    total, size = sum(counts), len(counts)
    if not total:
        return 0.0
    weighted = sum(place * count for place, count in enumerate(counts, start=1))
    return 2 * weighted / (size * total) - (size + 1) / size
