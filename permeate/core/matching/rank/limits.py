"""What rules an opportunity out for a person, each with its reason in words.

Order of evaluation does not matter: an opportunity is possible only if nothing rules it out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from permeate.core.matching.rank.facts import NATIONALITY, NOWHERE, REMOTE, VETTING, Offer, Seeker
from permeate.core.matching.rank.rules import Rules
from permeate.core.vocabulary import LABELS, Kind, Region, Vetting


class Limit(StrEnum):
    """What may stand in the way."""

    DATES = "DATES"
    FIXED_TERM = "FIXED_TERM"
    GAP = "GAP"
    KIND = "KIND"
    VETTING = "VETTING"
    NATIONALITY = "NATIONALITY"
    PLACE = "PLACE"
    FTE = "FTE"
    EXCLUDED = "EXCLUDED"


@dataclass(frozen=True)
class Hindrance:
    """One limit that an opportunity breaks, and why, in words to the person."""

    limit: Limit
    words: str


def hindrances(seeker: Seeker, offer: Offer, rules: Rules) -> list[Hindrance]:
    """Everything that rules the offer out for the seeker; empty where it is possible."""
    return [
        *_when(seeker, offer, rules),
        *_kind(seeker, offer),
        *_vetting(seeker, offer),
        *_nationality(seeker, offer),
        *_place(seeker, offer),
        *_fte(seeker, offer),
        *_excluded(seeker, offer),
    ]


def fitting(seeker: Seeker, offer: Offer, rules: Rules) -> tuple[date, date] | None:
    """The first of the offer's slots that every limit on dates allows, or None."""
    return next((slot for slot in offer.slots if not any(_slot(seeker, *slot, rules))), None)


def earliest(seeker: Seeker, rules: Rules) -> date | None:
    """The first day a placement may start: free, and long enough after the last one."""
    rested = seeker.back_since and seeker.back_since + timedelta(days=rules.gap_days)
    return max((day for day in (seeker.free_from, rested) if day), default=None)


def latest(seeker: Seeker) -> date | None:
    """The last day a placement may end: free, and within a fixed-term contract."""
    return min((day for day in (seeker.free_to, seeker.term_ends) if day), default=None)


def _when(seeker: Seeker, offer: Offer, rules: Rules) -> list[Hindrance]:
    """What is wrong with the slot that comes nearest, if none fits."""
    faults = [list(_slot(seeker, first, last, rules)) for first, last in offer.slots]
    nearest = min(faults, key=len)
    if not nearest or len(faults) == 1:
        return nearest
    return [Hindrance(one.limit, f"None of its {len(faults)} dates fits. {one.words}")
            for one in nearest]  # fmt: skip


def _slot(seeker: Seeker, first: date, last: date, rules: Rules) -> Iterator[Hindrance]:
    if seeker.free_from and first < seeker.free_from:
        words = f"It starts on {day(first)}; you can from {day(seeker.free_from)}."
        yield Hindrance(Limit.DATES, words)
    if seeker.free_to and last > seeker.free_to:
        words = f"It ends on {day(last)}; you can until {day(seeker.free_to)}."
        yield Hindrance(Limit.DATES, words)
    if seeker.term_ends and last > seeker.term_ends:
        words = f"It ends on {day(last)}, after your contract ends on {day(seeker.term_ends)}."
        yield Hindrance(Limit.FIXED_TERM, words)
    if seeker.back_since:
        rested = seeker.back_since + timedelta(days=rules.gap_days)
        if first < rested:
            words = (
                f"It starts on {day(first)}. {rules.gap_days} days must lie between two "
                f"placements, and your last ended on {day(seeker.back_since)}."
            )
            yield Hindrance(Limit.GAP, words)


def _kind(seeker: Seeker, offer: Offer) -> Iterator[Hindrance]:
    if seeker.kinds and offer.kind not in seeker.kinds:
        wanted = either([LABELS[kind].lower() for kind in Kind if kind in seeker.kinds])
        words = f"It is a {LABELS[Kind(offer.kind)].lower()}; you look for {wanted}."
        yield Hindrance(Limit.KIND, words.replace("a shadowing", "shadowing"))


def _vetting(seeker: Seeker, offer: Offer) -> Iterator[Hindrance]:
    if VETTING[offer.vetting] > VETTING[seeker.vetting]:
        held = Vetting(seeker.vetting)
        has = "you have none" if held is Vetting.NONE else f"you hold {held}"
        yield Hindrance(Limit.VETTING, f"It needs {offer.vetting} clearance; {has}.")


def _nationality(seeker: Seeker, offer: Offer) -> Iterator[Hindrance]:
    if NATIONALITY[offer.nationality] > NATIONALITY[seeker.nationality]:
        asked = {
            "UK": "It is reserved for UK nationals",
            "CIVIL_SERVICE": "It is for those who meet the Civil Service Nationality Rules",
        }[offer.nationality]
        yield Hindrance(Limit.NATIONALITY, f"{asked}; you have not said that you are one of them.")


def _place(seeker: Seeker, offer: Offer) -> Iterator[Hindrance]:
    if not seeker.regions or offer.place in seeker.regions or offer.place == REMOTE:
        return
    where = either([LABELS[region] for region in Region if region in seeker.regions])
    if offer.place == NOWHERE:
        words = f"It does not say in which region it is; you can work in {where}."
    else:
        words = f"It is in {LABELS[Region(offer.place)]}; you can work in {where} or remotely."
    yield Hindrance(Limit.PLACE, words)


def _fte(seeker: Seeker, offer: Offer) -> Iterator[Hindrance]:
    least, most = seeker.fte
    if not least <= offer.fte <= most:
        yours = f"at most {most}%" if offer.fte > most else f"at least {least}%"
        yield Hindrance(Limit.FTE, f"It takes {offer.fte}% of full time; you can {yours}.")


def _excluded(seeker: Seeker, offer: Offer) -> Iterator[Hindrance]:
    if offer.host.key == seeker.home.key:
        yield Hindrance(Limit.EXCLUDED, "It is in your own organisation.")
    elif offer.host.key in seeker.excluded:
        name = offer.host.name or offer.host.key
        words = f"Placements from your organisation to {name} are excluded."
        yield Hindrance(Limit.EXCLUDED, words)


def day(on: date) -> str:
    """A date as people write it."""
    return f"{on.day} {on:%B %Y}"


def either(words: list[str]) -> str:
    """One, one or other, one, other or third."""
    *first, last = words
    return f"{', '.join(first)} or {last}" if first else last
