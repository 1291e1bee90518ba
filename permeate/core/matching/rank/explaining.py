"""A score in words, part by part: what counted, how much, and what could have counted more."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from permeate.core.matching.rank.facts import REMOTE, Offer, Seeker, ordered
from permeate.core.matching.rank.limits import Hindrance, hindrances
from permeate.core.matching.rank.rules import PARTS, Rules
from permeate.core.matching.rank.scoring import Common, common, points
from permeate.core.vocabulary import LABELS, PROFESSIONS, SKILLS, THEMES, GradeBand, Region, Sector

TOPICS: Mapping[str, str] = {**THEMES, **SKILLS}
SECTORS = {sector.value: LABELS[sector] for sector in Sector}
REGIONS = {region.value: LABELS[region] for region in Region}
BANDS = {band.value: LABELS[band].lower() for band in GradeBand}
ONE_LINE = ("learn", "bring", "equivalent", "contrast", "words", "distance")


class Line(NamedTuple):
    """One part of a score: its points, the most it could have had, and why in words."""

    part: str
    points: int
    most: int
    words: str


class Suggestion(NamedTuple):
    """An opportunity with its score and every part of it; points add up to the score.

    ``points``, ``most`` and ``words`` have one value for each of ``PARTS``.
    """

    key: str
    score: int
    points: tuple[int, ...]
    most: tuple[int, ...]
    words: tuple[str, ...]

    @property
    def lines(self) -> list[Line]:
        """The parts one by one."""
        return [Line(*one) for one in zip(PARTS, self.points, self.most, self.words, strict=True)]

    @property
    def reason(self) -> str:
        """The one or two things that say most, in one line."""
        told = [line for line in self.lines if line.points and line.part in ONE_LINE]
        told.sort(key=lambda line: (-line.points, ONE_LINE.index(line.part)))
        return " ".join(line.words for line in told[:2])


def explain(seeker: Seeker, offer: Offer, rules: Rules) -> Suggestion:
    """Why this opportunity has its score; limits are not looked at."""
    seen = common(seeker, offer)
    counted = points(seeker, seen, rules)
    return Suggestion(
        offer.key,
        sum(counted.values()),
        tuple(counted.values()),
        tuple([rules.weights[part] for part in PARTS]),
        _words(seeker, offer, seen, rules),
    )


@dataclass(frozen=True)
class Verdict:
    """Why an opportunity is not among those suggested: limits, or others that came before."""

    hindrances: tuple[Hindrance, ...]
    suggestion: Suggestion
    words: str


def why_not(
    seeker: Seeker, offer: Offer, rules: Rules, *, least: int | None, place: int | None = None
) -> Verdict:
    """``least`` is the lowest score suggested, ``place`` where this one stands if it does."""
    found, told = tuple(hindrances(seeker, offer, rules)), explain(seeker, offer, rules)
    if place is not None:
        words = f"It is suggested, in place {place}."
    elif found:
        words = "It is ruled out, whatever speaks for it."
    elif least is None or told.score > least:
        words = "Nothing rules it out: it was not there yet when suggestions were computed."
    else:
        words = f"Nothing rules it out. Others had {least} points or more; it has {told.score}."
    return Verdict(found, told, words)


def _words(seeker: Seeker, offer: Offer, seen: Common, rules: Rules) -> tuple[str, ...]:
    """One for each of ``PARTS``, in their order."""
    return (
        _learn(seeker, seen),
        _bring(seeker, seen),
        _equivalent(seeker, offer, seen),
        _contrast(offer, seen),
        _distance(seeker, offer, seen),
        _grade(seeker, offer, seen),
        _share(seen, rules),
        _text(seeker, seen),
    )


def _learn(seeker: Seeker, seen: Common) -> str:
    if seen.learn:
        return f"You want to learn about {topics(seen.learn)}."
    return (
        "Nothing you want to learn is among its themes and skills."
        if seeker.learn
        else "You have not said what you want to learn."
    )


def _bring(seeker: Seeker, seen: Common) -> str:
    if seen.bring:
        return f"They want what you bring: {topics(seen.bring)}."
    return (
        "Nothing you bring is among what they ask for."
        if seeker.brings
        else "You have not said what you bring."
    )


def _equivalent(seeker: Seeker, offer: Offer, seen: Common) -> str:
    if seen.profession:
        name = PROFESSIONS.get(offer.profession, offer.profession)
        return f"It is your profession elsewhere: {name}."
    if not seeker.profession:
        return "You have not said your profession."
    return "It is another profession." if offer.profession else "It names no profession."


def _contrast(offer: Offer, seen: Common) -> str:
    if seen.contrast == 2:
        return f"Another sector: {SECTORS.get(offer.host.sector, offer.host.sector)}."
    if seen.contrast:
        return f"Another type of organisation: {offer.host.organisation_type}."
    return "An organisation like your own, or one whose sector is not known."


def _distance(seeker: Seeker, offer: Offer, seen: Common) -> str:
    if offer.place == REMOTE:
        return "You can do it from where you are."
    if seen.near == 2:
        return "It is in your region."
    if seen.near:
        return f"It is in a neighbouring region: {REGIONS[offer.place]}."
    return "It is far away." if seeker.region and offer.place else "The distance is not known."


def _grade(seeker: Seeker, offer: Offer, seen: Common) -> str:
    if seen.grade == 2:
        return "It is for your grade band."
    if seen.grade:
        return f"It is for the next grade band: {BANDS[offer.band]}."
    known = seeker.band and offer.band
    return "It is for another grade band." if known else "The grade is not known."


def _share(seen: Common, rules: Rules) -> str:
    if not seen.had:
        return "Nobody from your organisation went there in the last two years."
    times = "once" if seen.had == 1 else f"{seen.had} times"
    if seen.had < rules.pair_share:
        return f"Your organisation sent somebody there {times} in the last two years."
    return f"Your organisation sent somebody there {times} in two years: it had its share."


def _text(seeker: Seeker, seen: Common) -> str:
    if seen.terms:
        spelt = ", ".join([seeker.terms[term] for term in ordered(seen.terms)])
        return f"Your words in its text: {spelt}."
    return "None of your words is in its text." if seeker.terms else "You wrote nothing to compare."


@lru_cache(maxsize=10_000)
def topics(codes: frozenset[str]) -> str:
    """Themes and skills as people read them, in one order."""
    *first, last = sorted(TOPICS.get(code, code).lower() for code in codes)
    return f"{', '.join(first)} and {last}" if first else last
