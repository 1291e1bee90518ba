"""Rank: the top 20 of a million opportunities under eight limits, beside one numpy pass.

The peer filters the same columns in stages (each limit looks at what the last one left),
scores the survivors from the same columns and takes the best by argpartition; it explains
nothing. Ours does all that and explains the twenty. Both answer the same seekers in turn.
"""

import argparse
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from bench.matching.rank_peer import Peer
from bench.matching.rank_population import population, seeker
from permeate.core.matching.rank.best import BACKENDS, suggest
from permeate.core.matching.rank.facts import Seeker
from permeate.core.matching.rank.query import Index, index_of, query_of
from permeate.core.matching.rank.rules import Rules

LIMIT = 0.1  # of the numpy pass's median
SERIES = 20  # people asked one way, then the same people the next way


@dataclass(frozen=True)
class Figures:
    """Medians in seconds, and people a second on one core, explanations included."""

    ours: float
    alone: float
    staged: float
    masked: float
    fallback: float
    possible: int  # opportunities that pass the limits, median
    people_a_second: float

    @property
    def ratio(self) -> float:
        """Ours, explanation included, as a share of the faster numpy pass."""
        return self.ours / min(self.staged, self.masked)


def measure(opportunities: int, people: int, rounds: int) -> Figures:
    """Every figure, the ways in turn; AssertionError where two ways differ."""
    chance = random.Random(7)
    columns = population(opportunities)
    index, rules = index_of(columns), Rules()
    peer = Peer(columns)
    asked = [seeker(chance, number) for number in range(max(people, rounds))]
    for one in asked[:20]:
        check_same(one, index, rules, peer)
    timed: dict[str, list[float]] = {name: [] for name in ROWS}
    for first in range(0, rounds, SERIES):
        asking = [ways(one, index, rules, peer) for one in asked[first : first + SERIES]]
        for name in timed:
            if name != "fallback" or not first:
                timed[name] += [_seconds(way[name]) for way in asking]
    whole = _seconds(lambda: [suggest(one, index, rules) for one in asked[:people]])
    medians = {name: statistics.median(values) for name, values in timed.items()}
    possible = statistics.median(len(peer.staged(one, rules)) for one in asked[:50])
    return Figures(**medians, possible=int(possible), people_a_second=people / whole)


def ways(one: Seeker, index: Index, rules: Rules, peer: Peer) -> dict[str, Callable[[], object]]:
    """The same question each way; the peer's tables are made for it beforehand."""
    query = query_of(one, index, rules)
    return {
        "ours": lambda: suggest(one, index, rules),
        "alone": lambda: BACKENDS["compiled"](query_of(one, index, rules), index, 20),
        "staged": lambda: peer.best(one, query, rules),
        "masked": lambda: peer.best(one, query, rules, "masked"),
        "fallback": lambda: BACKENDS["numpy"](query, index, 20),
    }


def check_same(one: Seeker, index: Index, rules: Rules, peer: Peer) -> None:
    """AssertionError where two ways give different twenty."""
    told = [told.key for told in suggest(one, index, rules)]
    query = query_of(one, index, rules)
    for possible in ("staged", "masked"):
        rows = peer.best(one, query, rules, possible)
        assert told == [one.key for one in index.columns.offers(rows)]
    rows = BACKENDS["numpy"](query, index, 20)[0]
    assert told == [one.key for one in index.columns.offers(rows)]


def _seconds(work) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(arguments: argparse.Namespace) -> bool:
    """Print the figures; whether they are met."""
    count, people, rounds = (20_000, 50, 20) if arguments.quick else (1_000_000, 1_000, 200)
    print(f"\nRank: top 20 of {count:,} opportunities, eight limits, medians of {rounds} people")
    found = measure(count, people, rounds)
    print(f"  possible under the limits            {found.possible:>10,}")
    for name, words in ROWS.items():
        print(f"  {words:36} {getattr(found, name) * 1000:>10.3f} ms")
    met = found.ratio <= LIMIT or arguments.quick
    print(f"  ours of the faster numpy pass        {found.ratio:>10.3f}{'' if met else '  over'}")
    print(f"  {people:,} people, explained: {found.people_a_second:,.0f} people a second a core")
    return met


ROWS = {
    "ours": "ours, the twenty explained",
    "alone": "ours, without the explanation",
    "staged": "numpy, limits in stages",
    "masked": "numpy, limits as masks",
    "fallback": "ours where numba is absent",
}
