"""Search over many opportunities: a stated mix of questions, beside the bare page."""

import random
import statistics
from dataclasses import dataclass
from urllib.parse import urlencode

from bench import wording
from bench.load import Result, burst, request
from bench.serving import Site
from permeate.core.vocabulary import PROFESSIONS, THEMES, Kind, Region, Sector

LIMIT = 3.0  # times the bare page's median
QUESTIONS = 120
# One third each of one, two and three words; half of each with one or two facets.
MIX = "1, 2 and 3 words in equal parts, half of each with one or two facets"
FACETS = {
    "region": [region.value for region in Region],
    "kind": [kind.value for kind in Kind],
    "sector": [sector.value for sector in list(Sector)[:4]],
    "theme": list(THEMES),
    "profession": list(PROFESSIONS),
}


@dataclass(frozen=True)
class Figures:
    """Seconds; ``ratio`` is of medians, each round's search over its neighbour's bare page."""

    bare: float
    median: float
    p95: float
    ratio: float
    by_words: dict[int, float]  # median by number of words
    failed: int


def questions(chance: random.Random) -> dict[int, list[str]]:
    """Query strings by number of words. Words are drawn from the texts, so common ones often."""
    made: dict[int, list[str]] = {1: [], 2: [], 3: []}
    for number in range(QUESTIONS):
        count = number % 3 + 1
        text = wording.sentences(chance, chance.choice(list(THEMES)), 2)
        words = [word.strip(".,:;") for word in text.split() if len(word) > 4]
        parameters = [("q", " ".join(chance.sample(words, count)))]
        if number % 6 >= 3:
            chosen = chance.sample(list(FACETS), chance.choice([1, 2]))
            parameters += [(facet, chance.choice(FACETS[facet])) for facet in chosen]
        made[count].append(urlencode(parameters))
    return made


def compare(site: Site, *, rounds: int) -> Figures:
    """Every question once a round, one after another as a person asks, the bare page between."""
    asked = {
        count: [request(f"/opportunities/?{query}", site.cookie) for query in queries]
        for count, queries in questions(random.Random(11)).items()
    }
    bare_page = [request(site.pages["bare"])]
    everything = [message for messages in asked.values() for message in messages]
    burst(site.port, bare_page, at_once=2, count=20)
    burst(site.port, everything, at_once=2, count=len(everything))
    bares, searches = [], {count: [] for count in asked}
    ratios = []
    for _ in range(rounds):
        bare = burst(site.port, bare_page, at_once=1, count=60)
        results = {
            count: burst(site.port, messages, at_once=1, count=len(messages))
            for count, messages in asked.items()
        }
        whole = _together(results.values())
        bares.append(bare)
        for count, result in results.items():
            searches[count].append(result)
        ratios.append(whole.percentile(0.5) / bare.percentile(0.5))
    whole = _together(result for results in searches.values() for result in results)
    return Figures(
        bare=_together(bares).percentile(0.5),
        median=whole.percentile(0.5),
        p95=whole.percentile(0.95),
        ratio=statistics.median(ratios),
        by_words={count: _together(results).percentile(0.5) for count, results in searches.items()},
        failed=whole.failed,
    )


def _together(results) -> Result:
    whole = Result()
    for result in results:
        whole.latencies += result.latencies
        whole.failed += result.failed
    return whole
