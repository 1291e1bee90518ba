"""A national year of opportunities as columns, and people who look for one."""

import random
from datetime import date, timedelta

import numpy as np

from permeate.core.matching.rank.bitmaps import packed
from permeate.core.matching.rank.columns import Columns, pack
from permeate.core.matching.rank.facts import (
    BAND,
    KINDS,
    NATIONALITY,
    REGIONS,
    VETTING,
    Host,
    Seeker,
)
from permeate.core.vocabulary import PROFESSIONS, SKILLS, THEMES, Sector

TODAY = date(2027, 1, 4)
TOPICS = [*THEMES, *SKILLS]
TYPES = ["County", "District", "London borough", "Ministry", "Executive agency", "NHS trust"]
HOSTS, TERMS = 1_350, 20_000
DAYS = [0, 1, 4, 27, 90, 181, 364, 729]  # from first to last


def population(count: int, seed: int = 3) -> Columns:
    """So many opportunities, one slot each, spread as national ones might be."""
    made = np.random.default_rng(seed)
    starts = TODAY.toordinal() + made.integers(1, 730, count)
    place = made.choice(len(REGIONS) + 1, count, p=[0.075] * 12 + [0.1])
    order = np.lexsort((starts, place))  # as rows are kept
    starts, place = starts[order], place[order]
    lengths = made.choice(DAYS, count, p=[0.3] + [0.1] * 7)
    hosts = [
        Host(f"H{at:04}", f"Host {at}", list(Sector)[at % 6].value, TYPES[at % 7 % 6])
        for at in range(HOSTS)
    ]
    counts = made.integers(8, 24, count)
    keys = [f"O{at:07}" for at in range(count)]
    terms = np.minimum(made.zipf(1.3, int(counts.sum())), TERMS) - 1
    pairs = np.unique(np.repeat(np.arange(count), counts) * TERMS + terms)
    term_ids, counts = (
        (pairs % TERMS).astype(np.int32),
        np.bincount(pairs // TERMS, minlength=count),
    )
    return pack(
        keys=keys,
        spreads=made.integers(0, 2**32, count, dtype=np.uint64),
        hosts=hosts,
        professions=["", *PROFESSIONS],
        topics=TOPICS,
        terms=[f"term{at}" for at in range(TERMS)],
        term_counts=counts.astype(np.int64),
        term_ids=term_ids,
        gives=_topics(made, count),
        wants=_topics(made, count),
        opportunity=made.permutation(count),
        host=made.integers(0, HOSTS, count),
        profession=made.integers(0, len(PROFESSIONS) + 1, count).astype(np.int16),
        band=made.integers(0, len(BAND) + 1, count).astype(np.int8),
        starts=starts.astype(np.int32),
        ends=(starts + lengths).astype(np.int32),
        kind=made.integers(0, len(KINDS), count).astype(np.int8),
        place=place.astype(np.int8),
        vetting=made.choice(5, count, p=[0.6, 0.2, 0.05, 0.1, 0.05]).astype(np.int8),
        nationality=made.choice(3, count, p=[0.7, 0.2, 0.1]).astype(np.int8),
        fte=made.choice([20, 40, 60, 80, 100], count).astype(np.int16),
    )


def _topics(made: np.random.Generator, count: int) -> np.ndarray:
    """Three topics each (some twice the same), as bits."""
    chosen = made.integers(0, len(TOPICS), (3, count))
    return np.stack([packed((chosen == at).any(axis=0)) for at in range(len(TOPICS))])


def seeker(chance: random.Random, number: int) -> Seeker:
    """Somebody with all eight limits set."""
    free = TODAY + timedelta(days=chance.randrange(30, 200))
    return Seeker(
        key=f"P{number}",
        home=Host(
            f"H{chance.randrange(HOSTS):04}", "", chance.choice(list(Sector)).value, "County"
        ),
        region=chance.choice(REGIONS),
        profession=chance.choice(list(PROFESSIONS)),
        band=chance.choice(list(BAND)),
        learn=frozenset(chance.sample(TOPICS, 4)),
        brings=frozenset(chance.sample(TOPICS, 4)),
        terms={f"term{at}": f"word{at}" for at in chance.sample(range(5, 500), 6)},
        regions=frozenset(chance.sample(REGIONS, 3)),
        free_from=free,
        free_to=free + timedelta(days=400),
        vetting=chance.choice(list(VETTING)[:4]),
        nationality=chance.choice(list(NATIONALITY)),
        fte=(20, chance.choice([60, 80, 100])),
        excluded=frozenset(f"H{chance.randrange(HOSTS):04}" for _ in range(3)),
        term_ends=free + timedelta(days=500),
        back_since=TODAY - timedelta(days=chance.randrange(50, 400)),
        had={f"H{chance.randrange(HOSTS):04}": 2},
    )
