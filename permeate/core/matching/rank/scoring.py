"""What speaks for an opportunity, in whole points, so that everybody can add them up.

A score is the sum of its parts; each part is between 0 and its weight. With the usual weights
100 is everything one could wish for. Equal scores are put in an order drawn from both keys:
always the same for one person, different from person to person, so that no opportunity comes
first for all because of its name.
"""

import zlib
from typing import NamedTuple

from permeate.core.matching.rank.facts import BAND, Offer, Seeker, nearness
from permeate.core.matching.rank.rules import ENOUGH, Rules

MASK = 0xFFFFFFFF
MIX = 0x9E3779B1  # odd, so that multiplying by it is one-to-one on 32 bits


class Common(NamedTuple):
    """What a seeker and an offer have in common; a score is made of nothing else."""

    learn: frozenset[str]
    bring: frozenset[str]
    profession: bool
    contrast: int  # 2 another sector, 1 another type of organisation, 0 alike or not known
    near: int  # 2 same region or remote, 1 next to it
    grade: int  # 2 same band, 1 the next, 0 further or not known
    had: int  # placements of this pair of organisations
    terms: frozenset[str]


def common(seeker: Seeker, offer: Offer) -> Common:
    """Compare one seeker with one offer."""
    return Common(
        learn=seeker.learn & offer.gives,
        bring=seeker.brings & offer.wants,
        profession=bool(seeker.profession) and seeker.profession == offer.profession,
        contrast=contrast(
            (seeker.home.sector, seeker.home.organisation_type),
            (offer.host.sector, offer.host.organisation_type),
        ),
        near=nearness(seeker.region, offer.place),
        grade=likeness_of_grades(seeker.band, offer.band),
        had=seeker.had.get(offer.host.key, 0),
        terms=frozenset(seeker.terms.keys() & offer.terms),
    )


def contrast(mine: tuple[str, str], theirs: tuple[str, str]) -> int:
    """Of (sector, type) of two organisations; what is not known is no contrast."""
    (sector, kind), (other_sector, other_kind) = mine, theirs
    if sector and other_sector and sector != other_sector:
        return 2
    return int(bool(kind and other_kind and kind != other_kind))


def likeness_of_grades(mine: str, theirs: str) -> int:
    """2 for the same band, 1 for the next; 0 further away or where one is not known."""
    if not mine or not theirs:
        return 0
    return max(0, 2 - abs(BAND[mine] - BAND[theirs]))


def points(seeker: Seeker, seen: Common, rules: Rules) -> dict[str, int]:
    """Points by part, 0 to the part's weight each."""
    weights = rules.weights
    return {
        "learn": part(weights["learn"], len(seen.learn), len(seeker.learn)),
        "bring": part(weights["bring"], len(seen.bring), len(seeker.brings)),
        "equivalent": weights["equivalent"] * seen.profession,
        "contrast": weights["contrast"] * seen.contrast // 2,
        "distance": weights["distance"] * seen.near // 2,
        "grade": weights["grade"] * seen.grade // 2,
        "share": fresh(weights["share"], seen.had, rules.pair_share),
        "words": part(weights["words"], len(seen.terms), len(seeker.terms)),
    }


def part(weight: int, matched: int, of: int) -> int:
    """The share of the weight for ``matched`` things in common; three are enough."""
    enough = min(of, ENOUGH)
    return weight * min(matched, enough) // enough if enough else 0


def fresh(weight: int, had: int, pair_share: int) -> int:
    """The whole weight for a new pair of organisations, nothing once it had its share."""
    return weight * max(0, pair_share - had) // pair_share


def score(seeker: Seeker, offer: Offer, rules: Rules) -> int:
    """The sum of all points."""
    return sum(points(seeker, common(seeker, offer), rules).values())


def spread(key: str) -> int:
    """A key as 32 bits, for the order of equal scores."""
    return zlib.crc32(key.encode())


def tie(seeker_bits: int, offer_bits: int) -> int:
    """Where an offer stands among equal scores of one seeker; lower first."""
    return ((seeker_bits ^ offer_bits) * MIX) & MASK
