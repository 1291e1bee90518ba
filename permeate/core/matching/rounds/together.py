"""Stable answers in which colleagues who ask to go together are never split.

A pair counts as one asker of two seats. It ranks the places both wish, by the worse of its two
ranks, then their sum; a place ranks it as it ranks the lower of the two. An asker blocks with
a place it prefers if the place has, or can free by letting go of those it ranks lower, the
seats. With pairs a stable answer may not exist (Ronn 1990): from the stable answer of the
others, blocking askers are satisfied one after another (Roth and Vande Vate 1990); either
nobody blocks in the end or it is said that none was found.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from permeate.core.matching.rounds.problem import NOBODY, Longs, Problem, without
from permeate.core.matching.rounds.stable import best_for_people
from permeate.core.refusals import Refused

PATIENCE = 60  # moves for each asker before giving up


@dataclass(frozen=True)
class Offer:
    """A place an asker wishes: its rank of the asker (small is good) and the wishes it means."""

    place: int
    rank: int
    wishes: tuple[int, ...]


@dataclass(eq=False)
class Asker:
    """One person or two colleagues; offers best first; ``at`` is where they are in them."""

    people: tuple[int, ...]
    offers: list[Offer]
    at: int | None = None

    @property
    def seats(self) -> int:
        """How many seats they need."""
        return len(self.people)


@dataclass
class _Search:
    askers: list[Asker]
    most: list[int]
    held: dict[int, list[int]] = field(default_factory=dict)
    wishing: dict[int, list[int]] = field(default_factory=dict)  # askers by place

    def __post_init__(self) -> None:
        for number, asker in enumerate(self.askers):
            for offer in asker.offers:
                self.wishing.setdefault(offer.place, []).append(number)

    def gain(self, number: int) -> int | None:
        """The best offer above the asker's own that would take it."""
        asker = self.askers[number]
        end = len(asker.offers) if asker.at is None else asker.at
        for at in range(end):
            offer = asker.offers[at]
            if self.room(offer) >= asker.seats:
                return at
        return None

    def room(self, offer: Offer) -> int:
        """Seats that are free or held by askers ranked below the offer’s."""
        room = self.most[offer.place]
        for other in self.held.get(offer.place, ()):
            if self.rank(other) < offer.rank:
                room -= self.askers[other].seats
        return room

    def rank(self, number: int) -> int:
        """How its place ranks the asker."""
        asker = self.askers[number]
        return asker.offers[asker.at or 0].rank

    def move(self, number: int, at: int) -> list[int]:
        """Give the asker its offer; returns whose chances this changed."""
        asker = self.askers[number]
        offer = asker.offers[at]
        left = []
        if asker.at is not None:
            before = asker.offers[asker.at].place
            self.held[before].remove(number)
            left.append(before)
        inside = self.held.setdefault(offer.place, [])
        free = self.most[offer.place] - sum(self.askers[other].seats for other in inside)
        out = []
        while free < asker.seats:
            last = max(inside, key=self.rank)
            inside.remove(last)
            free += self.askers[last].seats
            out.append(last)
        if free > asker.seats:
            left.append(offer.place)
        asker.at = at
        inside.append(number)
        for other in out:
            self.askers[other].at = None
        return out + [other for place in left for other in self.wishing[place]]

    def begin(self, problem: Problem) -> None:
        """Give single people the stable answer they have without the pairs."""
        paired = np.zeros(problem.people, dtype=bool)
        for asker in self.askers:
            paired[list(asker.people)] = asker.seats > 1
        alone = without(problem, np.repeat(paired, np.diff(problem.starts)))
        answer = best_for_people(alone)
        for number, asker in enumerate(self.askers):
            wish = answer[asker.people[0]]
            if asker.seats == 1 and wish >= 0:
                asker.at = int(wish - alone.starts[asker.people[0]])
                self.held.setdefault(asker.offers[asker.at].place, []).append(number)


def stable_together(problem: Problem, pairs: tuple[tuple[int, int], ...]) -> Longs:
    """A stable answer of a strict problem; Refused where none was found."""
    search = _Search(list(askers(problem, pairs)), problem.most.tolist())
    search.begin(problem)
    waiting = deque(number for number, asker in enumerate(search.askers) if asker.at is None)
    moves = PATIENCE * len(search.askers)
    while waiting:
        number = waiting.popleft()
        at = search.gain(number)
        if at is None:
            continue
        moves -= 1
        if moves < 0:
            raise Refused(
                "No stable result was found that keeps colleagues together; there may be none. "
                "Use the fair plan, or ask a pair to rank apart."
            )
        waiting.extend(search.move(number, at))
    answer = np.full(problem.people, NOBODY, dtype=np.int64)
    person = problem.person()
    for asker in search.askers:
        if asker.at is not None:
            wishes = list(asker.offers[asker.at].wishes)
            answer[person[wishes]] = wishes
    return answer


def askers(problem: Problem, pairs: tuple[tuple[int, int], ...]) -> Iterator[Asker]:
    """Single people in order, then pairs in order."""
    paired = {person for pair in pairs for person in pair}
    for person in range(problem.people):
        if person not in paired:
            wishes = range(int(problem.starts[person]), int(problem.starts[person + 1]))
            yield Asker((person,), [_offer(problem, wish) for wish in wishes])
    for one, other in pairs:
        yield Asker((one, other), _shared(problem, one, other))


def _offer(problem: Problem, *wishes: int) -> Offer:
    ranks = [int(problem.place_rank[wish]) for wish in wishes]
    return Offer(int(problem.place[wishes[0]]), max(ranks), wishes)


def _shared(problem: Problem, one: int, other: int) -> list[Offer]:
    theirs = {
        int(problem.place[wish]): wish
        for wish in range(problem.starts[other], problem.starts[other + 1])
    }
    shared = []
    for wish in range(problem.starts[one], problem.starts[one + 1]):
        second = theirs.get(int(problem.place[wish]))
        if second is not None:
            ranks = sorted(int(problem.person_rank[each]) for each in (wish, second))
            shared.append(((ranks[1], sum(ranks), wish), _offer(problem, wish, second)))
    return [offer for _, offer in sorted(shared, key=lambda entry: entry[0])]
