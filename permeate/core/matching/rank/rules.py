"""What counts how much: the weights and spacings that a programme owns."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from types import MappingProxyType
from typing import Any, Self

from permeate.core.refusals import Refused, refuse_all

MOST_WEIGHT = 100
MOST_GAP_DAYS = 1827  # five years
MOST_SHARE = 100
ENOUGH = 3  # things in common that count in full


@dataclass(frozen=True)
class Part:
    """One thing a score is made of: its weight unless a programme says otherwise, and words."""

    weight: int
    label: str
    about: str


PARTS: Mapping[str, Part] = MappingProxyType(
    {
        "learn": Part(
            28, "What the person wants to learn", "Themes and skills that the host gives."
        ),
        "bring": Part(18, "What the person brings", "Skills and themes that the host wants."),
        "equivalent": Part(12, "The same function elsewhere", "The same profession at the host."),
        "contrast": Part(
            12, "Another perspective", "Another sector; half for another type of organisation."
        ),
        "distance": Part(
            8, "Distance", "In the person’s region or remote; half for a neighbouring region."
        ),
        "grade": Part(7, "Grade", "The same grade band; half for the next one."),
        "share": Part(
            8, "New pairs of organisations", "Less, the more placements the two had of late."
        ),
        "words": Part(7, "Words in common", "Words of the person’s own text in the opportunity’s."),
    }
)


@dataclass(frozen=True)
class Rules:
    """Weights in points, in the order of ``PARTS``, and spacings.

    ``gap_days`` lie between two placements. After ``pair_share`` placements of one pair of
    organisations in two years their newness counts nothing.
    ``tolerance`` is how many points a first suggestion may lie below a person's best, so that
    first places are spread; ``slack`` how many times its even share an opportunity may have.
    """

    weights: Mapping[str, int] = field(
        default_factory=lambda: MappingProxyType({name: one.weight for name, one in PARTS.items()})
    )
    gap_days: int = 182
    pair_share: int = 3
    tolerance: int = 15
    slack: int = 2

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Self:
        """From plain values: weights by their names, and the other numbers; the rest as usual.

        Refused, with every fault, for an unknown name, no whole number, or one out of range.
        """
        spacings = {one.name: one.default for one in fields(cls) if one.name != "weights"}
        known = [*PARTS, *spacings]
        faults = [fault for key, value in data.items() if (fault := _fault(key, value, known))]
        refuse_all(faults)
        weights = {name: data.get(name, part.weight) for name, part in PARTS.items()}
        rest = {name: data.get(name, usual) for name, usual in spacings.items()}
        rules = cls(MappingProxyType(weights), **rest)
        rules.check()
        return rules

    def check(self) -> None:
        """Refused where nothing counts, or prose more than what is learned or brought."""
        if not any(self.weights.values()):
            raise Refused("Give at least one weight above 0.", field="learn")
        least = min(self.weights["learn"], self.weights["bring"])
        if self.weights["words"] > least:
            raise Refused(
                f"Words in common may count {least} at most, no more than what is learned and "
                "brought: facts weigh more than prose.",
                field="words",
            )

    def data(self) -> dict[str, int]:
        """The plain values that ``read`` takes."""
        rest = {name: getattr(self, name) for name in RANGES if name not in PARTS}
        return {**self.weights, **rest}


RANGES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        **dict.fromkeys(PARTS, (0, MOST_WEIGHT)),
        "gap_days": (0, MOST_GAP_DAYS),
        "pair_share": (1, MOST_SHARE),
        "tolerance": (0, MOST_WEIGHT),
        "slack": (1, MOST_SHARE),
    }
)


def _fault(key: str, value: Any, known: list[str]) -> Refused | None:
    if key not in known:
        near = get_close_matches(str(key), known, 1)
        hint = f"Did you mean “{near[0]}”?" if near else f"Known are {', '.join(known)}."
        return Refused(f"“{key}” is not a weight. {hint}", field=str(key))
    low, high = RANGES[key]
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        return Refused(f"“{key}” must be a whole number from {low} to {high:,}.", field=key)
    return None
