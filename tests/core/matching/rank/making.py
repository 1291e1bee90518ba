"""Hypothesis' seekers, offers and rules, small enough that everything meets."""

from datetime import date, timedelta

from hypothesis import strategies as st

from permeate.core.matching.rank.facts import (
    BAND,
    KINDS,
    NATIONALITY,
    PLACES,
    REGIONS,
    VETTING,
    Host,
    Offer,
    Seeker,
)
from permeate.core.matching.rank.rules import PARTS, Rules

DAY = date(2027, 1, 1)
HOSTS = [
    Host("A", "Ashby", "LOCAL_GOVERNMENT", "District"),
    Host("B", "Bram", "LOCAL_GOVERNMENT", "County"),
    Host("C", "Carl", "NHS", ""),
    Host("D", "Dun", "", "District"),
    Host("E", "Elm", "CENTRAL_GOVERNMENT", "Ministry"),
]
TOPICS = ["HOUSING", "HEALTH", "DIGITAL", "CASEWORK", "EVALUATION", "Bees", "Own words"]
TERMS = ["carer", "bus", "flood", "hous", "tax"]

days = st.integers(0, 200).map(lambda n: DAY + timedelta(days=n))
maybe_day = st.none() | days
bands = st.sampled_from(["", *BAND])
topics = st.frozensets(st.sampled_from(TOPICS), max_size=5)
terms = st.frozensets(st.sampled_from(TERMS), max_size=5)
professions = st.sampled_from(["", "LEGAL", "FINANCE"])
slots = st.tuples(days, st.integers(0, 60)).map(lambda one: (one[0], one[0] + timedelta(one[1])))


@st.composite
def offers(draw, most=40):
    keys = draw(st.lists(st.integers(0, 999), max_size=most, unique=True))
    return [draw(offer(f"O{key}")) for key in keys]


@st.composite
def offer(draw, key):
    return Offer(
        key=key,
        host=draw(st.sampled_from(HOSTS)),
        slots=tuple(draw(st.lists(slots, min_size=1, max_size=3))),
        kind=draw(st.sampled_from(KINDS)),
        place=draw(st.sampled_from(PLACES[:3] + PLACES[-2:])),
        vetting=draw(st.sampled_from(list(VETTING))),
        nationality=draw(st.sampled_from(list(NATIONALITY))),
        fte=draw(st.integers(1, 100)),
        profession=draw(professions),
        band=draw(bands),
        gives=draw(topics),
        wants=draw(topics),
        terms=draw(terms),
    )


@st.composite
def seekers(draw):
    low, high = sorted((draw(st.integers(1, 100)), draw(st.integers(1, 100))))
    return Seeker(
        key=f"P{draw(st.integers(0, 99))}",
        home=draw(st.sampled_from(HOSTS[:4])),
        region=draw(st.sampled_from(["", *REGIONS[:4]])),
        profession=draw(professions),
        band=draw(bands),
        learn=draw(topics),
        brings=draw(topics),
        terms={term: f"{term}s" for term in draw(terms)},
        kinds=draw(st.frozensets(st.sampled_from(KINDS))),
        regions=draw(st.frozensets(st.sampled_from(PLACES[:3]))),
        free_from=draw(st.none() | st.just(DAY) | days),
        free_to=draw(st.none() | days.map(lambda on: on + timedelta(days=120))),
        vetting=draw(st.sampled_from(list(VETTING))),
        nationality=draw(st.sampled_from(list(NATIONALITY))),
        fte=draw(st.sampled_from([(1, 100), (low, high)])),
        excluded=draw(st.frozensets(st.sampled_from("ABCDEX"), max_size=2)),
        term_ends=draw(st.none() | days.map(lambda on: on + timedelta(days=150))),
        back_since=draw(st.none() | days.map(lambda on: on - timedelta(days=200))),
        had=draw(st.dictionaries(st.sampled_from("ABCDEX"), st.integers(0, 5), max_size=3)),
    )


rules = st.builds(
    lambda weights, gap, share: Rules(weights, gap_days=gap, pair_share=share),
    st.fixed_dictionaries({name: st.integers(0, 9) for name in PARTS}),
    st.sampled_from([0, 30, 182]),
    st.integers(1, 4),
)
