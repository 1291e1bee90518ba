"""Why each person has the place they have, in words they can check against their ranking."""

from dataclasses import dataclass

import numpy as np

from permeate.core.matching.rounds.asked import Asked
from permeate.core.matching.rounds.lottery import lots
from permeate.core.matching.rounds.problem import Ints, Longs, Problem
from permeate.core.matching.rounds.result import Method, Result

ABOVE, DRAWN, TIED, EQUAL = "above", "drawn", "tied", "equal"
PLAN, ROOM, ONE_SIDED = "plan", "room", "one-sided"
WORDS = {
    ABOVE: "The last place at {place} went to someone {place} ranked above you",
    DRAWN: "The last place at {place} went to someone {place} ranked the same as you, who was "
    "drawn before you in the lottery",
    TIED: "The last place at {place} went to someone {place} ranked the same as you, so that more "
    "people have a place",
    PLAN: "The last place at {place} went to someone else, because the plan puts its objectives "
    "and limits before single rankings",
    ROOM: "{place} had room, but the plan needed you elsewhere for its objectives and limits",
    ONE_SIDED: "{place} did not rank you, or the two of you are an excluded pair",
    EQUAL: "{place}, which you ranked the same, has others",
}


@dataclass(frozen=True)
class Missed:
    """A place the person ranked at least as well as what they have, and why it is not theirs."""

    place: str
    rank: int
    why: str


@dataclass(frozen=True)
class Explanation:
    """One person's answer: the place (None without one), its rank, what was missed, in words."""

    person: str
    place: str | None
    rank: int | None
    missed: tuple[Missed, ...]
    says: str


class Explainer:
    """Explains one result; made once, asked for each person. O(w log w), then O(own wishes)."""

    def __init__(self, asked: Asked, result: Result) -> None:
        self.asked, self.result = asked, result
        self.problem: Problem = asked.problem
        self.lots: Ints = lots(result.seed, "person", asked.people.names)
        self.held = self.problem.held(result.answer)
        self.worst, self.latest = self._last_in()
        rankings = asked.by_people
        self.order: Longs = np.lexsort((rankings.rank, rankings.who))
        counts = np.bincount(rankings.who, minlength=self.problem.people)
        self.first = np.concatenate([[0], np.cumsum(counts)])

    def _last_in(self) -> tuple[Longs, Longs]:
        """By place: the rank of the one it ranks last of those it holds, and that one's lot."""
        worst = np.full(self.problem.places, -1, dtype=np.int64)
        latest = np.full(self.problem.places, -1, dtype=np.int64)
        for person in np.flatnonzero(self.result.answer >= 0):
            wish = self.result.answer[person]
            place, rank = self.problem.place[wish], self.problem.place_rank[wish]
            if rank > worst[place]:
                worst[place], latest[place] = rank, self.lots[person]
            elif rank == worst[place]:
                latest[place] = max(latest[place], self.lots[person])
        return worst, latest

    def of(self, person: int) -> Explanation:
        """The explanation of that person's answer."""
        wish = int(self.result.answer[person])
        place = int(self.problem.place[wish]) if wish >= 0 else None
        rank = int(self.problem.person_rank[wish]) if wish >= 0 else None
        missed = tuple(self._missed(person, place, rank))
        name = self.asked.places.names[place] if place is not None else None
        return Explanation(
            self.asked.people.names[person], name, rank, missed, _says(name, rank, missed)
        )

    def _missed(self, person: int, place: int | None, rank: int | None):  # type: ignore[no-untyped-def]
        start, end = self.problem.starts[person : person + 2]
        mutual = {int(self.problem.place[wish]): wish for wish in range(start, end)}
        rankings = self.asked.by_people
        for at in self.order[self.first[person] : self.first[person + 1]]:
            other, own = int(rankings.whom[at]), int(rankings.rank[at])
            if other == place or (rank is not None and own > rank):
                continue
            why = ONE_SIDED if other not in mutual else self._why(person, int(mutual[other]))
            if own == rank and why != ONE_SIDED:
                why = EQUAL
            yield Missed(self.asked.places.names[other], own, why)

    def _why(self, person: int, wish: int) -> str:
        place, rank = self.problem.place[wish], self.problem.place_rank[wish]
        if self.held[place] < self.problem.most[place]:
            return ROOM
        if rank > self.worst[place]:
            return ABOVE
        drawn = self.result.method in (Method.STABLE, Method.HOST_STABLE)
        if rank == self.worst[place] and drawn and self.lots[person] > self.latest[place]:
            return DRAWN
        if rank == self.worst[place] and self.result.method is Method.LARGEST:
            return TIED
        return PLAN


def _says(place: str | None, rank: int | None, missed: tuple[Missed, ...]) -> str:
    if place is not None and not missed:
        return f"You go to {place}, your first choice."
    if not missed:
        return "You have no place: you ranked none."
    shown = missed[-3:]
    reasons = ". ".join(WORDS[one.why].format(place=one.place) for one in shown)
    if place is not None:
        return f"You go to {place}, which you ranked {rank}. {reasons}; your next was {place}."
    return f"You have no place. {reasons}. You ranked no further place."
