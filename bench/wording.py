"""Seeded text that reads like opportunities: common words are common, rare ones rare."""

import random
from collections.abc import Mapping, Sequence

from permeate.core.vocabulary import THEMES

SUBJECTS: Mapping[str, Sequence[str]] = {
    "ADULT_SOCIAL_CARE": ["home care", "reablement", "care homes", "carers", "assessment"],
    "CHILDREN": ["fostering", "early help", "family hubs", "adoption", "safeguarding"],
    "CLIMATE": ["retrofit", "flood defence", "net zero", "biodiversity", "air quality"],
    "COMMUNITY_SAFETY": ["neighbourhood policing", "probation", "domestic abuse", "hate crime"],
    "CULTURE": ["libraries", "museums", "leisure centres", "archives", "heritage"],
    "DIGITAL": ["open data", "identity", "legacy systems", "service standards", "forms"],
    "ECONOMY": ["town centres", "business rates", "inward investment", "growth plans"],
    "EDUCATION": ["school places", "special needs", "apprenticeships", "attendance"],
    "ELECTIONS": ["electoral registration", "scrutiny", "member services", "polling"],
    "FINANCE": ["budget monitoring", "capital programme", "council tax", "treasury", "grants"],
    "HEALTH": ["hospital discharge", "mental health", "vaccination", "health visiting"],
    "HOUSING": ["homelessness", "allocations", "housing benefit", "repairs", "supported housing"],
    "MIGRATION": ["resettlement", "asylum dispersal", "language classes", "settled status"],
    "PLANNING": ["local plan", "enforcement", "building control", "section 106", "design codes"],
    "PROCUREMENT": ["frameworks", "contract management", "social value", "supplier resilience"],
    "REGULATION": ["food hygiene", "taxi licensing", "trading standards", "noise"],
    "RESILIENCE": ["emergency planning", "business continuity", "exercises", "recovery"],
    "TRANSPORT": ["bus franchising", "road safety", "parking", "cycling", "potholes"],
    "WASTE": ["recycling rates", "food waste", "street cleansing", "fly-tipping"],
    "WELFARE": ["universal credit", "debt advice", "crisis support", "pension credit"],
    "WORKFORCE": ["recruitment", "job evaluation", "sickness absence", "succession"],
}
VERBS = [
    "review", "redesign", "map", "compare", "brief ministers on", "write guidance for", "pilot",
    "measure", "commission", "cost", "explain", "join up", "simplify", "evaluate", "inspect",
]  # fmt: skip
AUDIENCES = [
    "residents", "officers", "members", "tenants", "families", "suppliers", "partners", "inspectors",
    "young people", "older people", "small firms", "volunteers", "district councils", "trusts",
]  # fmt: skip
TURNS = [
    "You will {verb} {subject} with {audience}, and see how decisions are really made.",
    "We want to {verb} {subject} before the next spending round.",
    "Sit with the team that looks after {subject} and meet {audience}.",
    "The work is about {subject}: what works elsewhere, what it costs, who gains.",
    "You bring practice from {subject}; we bring data about {audience}.",
    "Spend time in {place} and in the {place2} office, with a desk in each.",
    "There is a weekly meeting with {audience} where {subject} is discussed.",
    "By the end there is a short report on {subject} that {audience} can use.",
    "Our last attempt to {verb} {subject} stopped when money ran out.",
]
ONSETS = ["Ash", "Bram", "Carl", "Dun", "Elm", "Fen", "Gart", "Hol", "Ing", "Kirk", "Lang", "Mer",
          "Nor", "Oak", "Pen", "Quar", "Ros", "Stan", "Thorn", "Ul", "Wal", "Yar"]  # fmt: skip
MIDDLES = ["", "en", "er", "ing", "ley", "ming", "o", "ston", "wick"]
ENDINGS = ["bourne", "bury", "by", "combe", "dale", "field", "ford", "ham", "hurst", "mere", "minster",
           "port", "shaw", "stead", "thwaite", "ton", "wade", "worth"]  # fmt: skip
PLACES = [first + middle + last for first in ONSETS for middle in MIDDLES for last in ENDINGS]
OTHER_SUBJECTS = [subject for subjects in SUBJECTS.values() for subject in subjects]


def place(chance: random.Random) -> str:
    """A made-up place; the first in the list are named often, the last seldom."""
    return PLACES[int(len(PLACES) * chance.random() ** 2.5)]


def subject(chance: random.Random, theme: str) -> str:
    """Mostly something of the theme, sometimes of another."""
    return chance.choice(SUBJECTS[theme] if chance.random() < 0.8 else OTHER_SUBJECTS)


def sentences(chance: random.Random, theme: str, count: int) -> str:
    """So many sentences about a theme."""
    return " ".join(
        chance.choice(TURNS).format(
            verb=chance.choice(VERBS),
            subject=subject(chance, theme),
            audience=chance.choice(AUDIENCES),
            place=place(chance),
            place2=place(chance),
        )
        for _ in range(count)
    )


def title(chance: random.Random, theme: str) -> str:
    """A title, such as “Compare council tax in Fenbury”."""
    verb = chance.choice(VERBS).capitalize()
    return f"{verb} {subject(chance, theme)} in {place(chance)}"


assert set(SUBJECTS) == set(THEMES)
