"""Whether something published can be subtracted from something else published.

Two numbers of people over nearly the same group show the few between them. So cuts are
quarterly, grade, organisation and topic are never crossed freely, and each published
number is held against all before it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from permeate.core.measures.disclosure import quarter_end, round_half_up
from permeate.core.refusals import Refused

THRESHOLD = 5
NEVER_TOGETHER = frozenset({"grade", "organisation", "topic"})


@dataclass(frozen=True)
class Published:
    """A number of people, of whom (groups that do not overlap), and up to which day."""

    groups: frozenset[str]
    count: int
    at: date


@dataclass(frozen=True)
class Leak:
    """Two publications whose difference is a small number of people."""

    smaller: Published
    larger: Published
    shows: int


@dataclass
class QueryLog:
    """What has been published so far; ``publish`` refuses what would show too few."""

    threshold: int = THRESHOLD
    published: list[Published] = field(default_factory=list)

    def publish(self, groups: Collection[str], count: int, at: date) -> int:
        """Log it and return the number as published: rounded half up to 5."""
        if quarter_end(at) != at:
            raise Refused(
                f"Numbers are published for whole quarters: ask for {quarter_end(at)}, not {at}."
            )
        new = Published(frozenset(groups), count, at)
        found = leaks([*self.published, new], self.threshold)
        if any(leak.smaller.at == leak.larger.at for leak in found):
            raise Refused(
                "Together with a number published before, this would show a group of fewer than "
                f"{self.threshold} people. Ask for the same groups as before, or for larger ones."
            )
        self.published.append(new)
        return int(round_half_up(count))


def leaks(published: Iterable[Published], threshold: int = THRESHOLD) -> list[Leak]:
    """Pairs whose exact numbers differ by a small number of people.

    One group inside another at the same cut, or the same group at two cuts.
    """
    rows = list(published)
    found = []
    for one in rows:
        for other in rows:
            nested = one.at == other.at and one.groups < other.groups
            later = one.groups == other.groups and one.at < other.at
            if (nested or later) and 0 < other.count - one.count < threshold:
                found.append(Leak(one, other, other.count - one.count))
    return found


def check_filters(filters: Collection[str]) -> None:
    """Refuse a free crossing of grade, organisation and topic."""
    if set(filters) >= NEVER_TOGETHER:
        raise Refused(
            "Grade, organisation and topic together could show who somebody is. Leave one out."
        )
