"""Whether a result holds, from the inputs alone.

Written apart from what finds results, in dictionaries of names: what it confirms does not rest
on the arrays, the loops or the solvers that made the result.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from permeate.core.matching.rounds.asked import Asked, Exclusion, Side, Target

Ranks = dict[str, dict[str, int]]


@dataclass(eq=False)
class Names:
    """The inputs by name: mutual wishes that nothing excludes, and each side’s ranks."""

    asked: Asked
    person_ranks: Ranks = field(default_factory=dict)
    place_ranks: Ranks = field(default_factory=dict)

    def __post_init__(self) -> None:
        people, places = self.asked.people, self.asked.places
        ours = _written(people, places, self.asked.by_people)
        theirs = _written(places, people, self.asked.by_places)
        organisation = _column(people, "organisation")
        host = _column(places, "organisation")
        excluded = {_key(one) for one in self.asked.exclusions}
        self.person_ranks = {person: {} for person in people.names}
        self.place_ranks = {place: {} for place in places.names}
        for person, wishes in ours.items():
            for place, rank in wishes.items():
                if person not in theirs.get(place, {}):
                    continue
                ends = ((person, ""), ("", organisation[person])), ((place, ""), ("", host[place]))
                if any((*one, *other) in excluded for one in ends[0] for other in ends[1]):
                    continue
                self.person_ranks[person][place] = rank
                self.place_ranks[place][person] = theirs[place][person]

    @cached_property
    def least(self) -> dict[str, int]:
        """Minimum of each place."""
        return dict(zip(self.asked.places.names, map(int, self.asked.least), strict=True))

    @cached_property
    def most(self) -> dict[str, int]:
        """Maximum of each place."""
        return dict(zip(self.asked.places.names, map(int, self.asked.most), strict=True))

    def counted(self, target: Target, person: str, place: str) -> bool:
        """Whether a match counts for the target."""
        return _has(self.asked.people, person, target.person_column, target.person_value) and _has(
            self.asked.places, place, target.place_column, target.place_value
        )


def _key(one: Exclusion) -> tuple[str, str, str, str]:
    return (one.person, one.organisation, one.place, one.host)


def _written(side: Side, other: Side, rankings: Any) -> Ranks:
    ranks: Ranks = {}
    for who, whom, rank in zip(rankings.who, rankings.whom, rankings.rank, strict=True):
        ranks.setdefault(side.names[who], {})[other.names[whom]] = int(rank)
    return ranks


def _column(side: Side, column: str) -> dict[str, str]:
    values = side.columns.get(column) or ("",) * len(side.names)
    return dict(zip(side.names, values, strict=True))


def _has(side: Side, name: str, column: str, value: str) -> bool:
    return not column or side.columns[column][side.numbers[name]] == value


def matches_of(data: Mapping[str, Any]) -> tuple[dict[str, str], list[str]]:
    """Place by person, and what is wrong with the list of matches."""
    goes: dict[str, str] = {}
    faults = []
    for entry in data["matches"]:
        person, place = str(entry["person"]), str(entry["place"])
        if person in goes:
            faults.append(f"{person} is matched twice.")
        goes[person] = place
    return goes, faults


def feasibility(names: Names, goes: Mapping[str, str], data: Mapping[str, Any]) -> Iterator[str]:
    """What breaks the inputs’ limits."""
    known = set(names.asked.people.names)
    for person, place in goes.items():
        if person not in known or place not in names.most:
            yield f"{person} at {place}: one of them is not in the inputs."
        elif place not in names.person_ranks[person]:
            yield f"{person} at {place}: not ranked by both, or an excluded pair."
    unplaced = [person for person in names.asked.people.names if person not in goes]
    if sorted(data["unplaced"]) != sorted(unplaced):
        yield "“unplaced” is not everybody without a match."
    yield from _limits(names, {one: two for one, two in goes.items() if one in known})


def _limits(names: Names, goes: Mapping[str, str]) -> Iterator[str]:
    held = Counter(goes.values())
    for place, most in names.most.items():
        if held[place] > most:
            yield f"{place} holds {held[place]}, at most {most}."
        if held[place] < names.least[place]:
            yield f"{place} holds {held[place]}, at least {names.least[place]}."
    for target in names.asked.targets:
        count = sum(
            names.counted(target, person, place)
            for person, place in goes.items()
            if place in names.most
        )
        if count < target.least or (target.most is not None and count > target.most):
            yield f"{target.label}: {count} misses the limit."
    for pair in names.asked.together:
        one, other = (names.asked.people.names[each] for each in pair)
        if goes.get(one) != goes.get(other):
            yield f"{one} and {other} asked to go together and do not."


def blocking_pairs(
    names: Names, goes: Mapping[str, str], person_ranks: Ranks, place_ranks: Ranks
) -> list[tuple[str, str]]:
    """Pairs that strictly prefer each other. Colleagues who go together block as two."""
    held: dict[str, list[str]] = {place: [] for place in names.most}
    for person, place in goes.items():
        held[place].append(person)
    partner = _partners(names)
    worst = {
        place: max((place_ranks[place][person] for person in inside), default=-1)
        for place, inside in held.items()
    }
    found = []
    for person, wishes in person_ranks.items():
        if person in partner:
            continue
        own = goes.get(person)
        for place, rank in wishes.items():
            better = own is None or rank < wishes[own]
            if better and _gains(names, held, worst, place_ranks, partner, person, place):
                found.append((person, place))
    return found + list(_blocking_colleagues(names, goes, held, person_ranks, place_ranks))


def _partners(names: Names) -> dict[str, str]:
    pairs = [[names.asked.people.names[each] for each in pair] for pair in names.asked.together]
    return {one: other for pair in pairs for one, other in (pair, pair[::-1])}


def _gains(
    names: Names,
    held: Mapping[str, list[str]],
    worst: Mapping[str, int],
    ranks: Ranks,
    partner: Mapping[str, str],
    person: str,
    place: str,
) -> bool:
    """Whether the place would rather have the person too."""
    if len(held[place]) < names.most[place]:
        return True
    if not names.most[place] or ranks[place][person] >= worst[place]:
        return False
    return not partner or any(
        _rank(ranks, partner, place, other) > ranks[place][person] for other in held[place]
    )


def _rank(ranks: Ranks, partner: Mapping[str, str], place: str, person: str) -> int:
    other = partner.get(person)
    return max(ranks[place][person], ranks[place][other] if other else -1)


def _blocking_colleagues(
    names: Names,
    goes: Mapping[str, str],
    held: Mapping[str, list[str]],
    person_ranks: Ranks,
    place_ranks: Ranks,
) -> Iterator[tuple[str, str]]:
    partner = _partners(names)
    for pair in names.asked.together:
        one, other = (names.asked.people.names[each] for each in pair)
        shared = set(person_ranks[one]) & set(person_ranks[other])

        def joint(place: str, one: str = one, other: str = other) -> tuple[int, int, int]:
            ranks = sorted((person_ranks[one][place], person_ranks[other][place]))
            return (ranks[1], sum(ranks), person_ranks[one][place])

        for place in sorted(shared):
            own = goes.get(one)
            if own is not None and joint(place) >= joint(own):
                continue
            mine = _rank(place_ranks, partner, place, one)
            lower = sum(_rank(place_ranks, partner, place, each) > mine for each in held[place])
            if names.most[place] - len(held[place]) + lower >= 2:
                yield f"{one} and {other}", place


def drawn(names: Names, seed: int) -> tuple[Ranks, Ranks]:
    """Both sides’ ranks after the lottery, strict."""

    def turn(side: str, name: str) -> bytes:
        return sha256(f"{seed}|{side}|{name}".encode()).digest()

    people = {name: turn("person", name) for name in names.person_ranks}
    places = {name: turn("place", name) for name in names.place_ranks}
    return _strict(names.person_ranks, places), _strict(names.place_ranks, people)


def _strict(ranks: Ranks, turns: Mapping[str, bytes]) -> Ranks:
    return {
        name: {
            other: at
            for at, other in enumerate(sorted(own, key=lambda one: (own[one], turns[one])))
        }
        for name, own in ranks.items()
    }
