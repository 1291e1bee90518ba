"""Stable answers by deferred acceptance, for strict rankings.

Gale and Shapley (1962), with places that hold several. An answer is stable when no person and
place would rather have each other. With people proposing every person does at least as well as
in any other stable answer, and an honest ranking is best for them (Roth 1982); with places
proposing the same holds for places, except honesty. Every stable answer places the same people
and fills each place to the same number (rural hospitals theorem, Roth 1986).
"""

import numpy as np

from permeate.core.matching.rounds.compiled import compiled
from permeate.core.matching.rounds.problem import Ints, Longs, Problem


def best_for_people(problem: Problem) -> Longs:
    """The answer best for every person. O(w log c) steps, c the largest capacity held.

    ``problem`` must be strict. Memory: 8 bytes a person, 8 a seat that can be filled.
    """
    return people_propose(problem.starts, problem.place, problem.place_rank, problem.most)


def best_for_places(problem: Problem) -> Longs:
    """The stable answer best for every place, in O(w). ``problem`` must be strict.

    ``place_rank`` must be 0, 1, … within each place, as ``lottery.strict`` leaves it.
    """
    return places_propose(problem.starts, problem.place, problem.place_rank, problem.most)


@compiled
def sift_in(worst: Ints, whose: Ints, top: int, size: int, rank: int, person: int) -> None:
    """Put somebody into the heap of ``size`` that starts at ``top``."""
    at = size
    while at > 0:
        above = (at - 1) >> 1
        if worst[top + above] >= rank:
            break
        worst[top + at] = worst[top + above]
        whose[top + at] = whose[top + above]
        at = above
    worst[top + at] = rank
    whose[top + at] = person


@compiled
def swap_top(worst: Ints, whose: Ints, top: int, size: int, rank: int, person: int) -> None:
    """Put somebody into a full heap in place of the one on top."""
    at = 0
    while True:
        below = 2 * at + 1
        if below >= size:
            break
        if below + 1 < size and worst[top + below + 1] > worst[top + below]:
            below += 1
        if worst[top + below] <= rank:
            break
        worst[top + at] = worst[top + below]
        whose[top + at] = whose[top + below]
        at = below
    worst[top + at] = rank
    whose[top + at] = person


@compiled
def people_propose(starts: Longs, place: Ints, rank: Ints, most: Ints) -> Longs:
    """Each place keeps its people in a heap with the one it ranks last on top.

    A person who is turned away or put out asks at their next wish at once.
    """
    wanted = np.zeros(most.size, np.int32)
    for wish in range(place.size):
        wanted[place[wish]] += 1
    first = np.zeros(most.size + 1, np.int64)
    for one in range(most.size):
        first[one + 1] = first[one] + min(most[one], wanted[one])
    worst = np.empty(first[-1], np.int32)  # ranks, heaps side by side
    whose = np.empty(first[-1], np.int32)
    held = np.zeros(most.size, np.int32)
    following = starts[:-1].copy()
    answer = np.full(starts.size - 1, -1, np.int64)
    for newcomer in range(starts.size - 1):
        person = newcomer
        while True:
            wish = following[person]
            if wish == starts[person + 1]:
                answer[person] = -1
                break
            following[person] = wish + 1
            one, mine = place[wish], rank[wish]
            top, size = first[one], held[one]
            if size < most[one]:
                held[one] = size + 1
                sift_in(worst, whose, top, size, mine, person)
                answer[person] = wish
                break
            if size > 0 and mine < worst[top]:
                out = whose[top]
                swap_top(worst, whose, top, size, mine, person)
                answer[person] = wish
                person = out
    return answer


@compiled
def places_propose(starts: Longs, place: Ints, rank: Ints, most: Ints) -> Longs:
    """Each place asks down its ranking while it has room; a person keeps the best offer."""
    first = np.zeros(most.size + 1, np.int64)
    for wish in range(place.size):
        first[place[wish] + 1] += 1
    for one in range(most.size):
        first[one + 1] += first[one]
    asked = np.empty(place.size, np.int64)  # wishes by place and rank
    person = np.empty(place.size, np.int32)
    for who in range(starts.size - 1):
        for wish in range(starts[who], starts[who + 1]):
            asked[first[place[wish]] + rank[wish]] = wish
            person[wish] = who
    following = first[:-1].copy()
    room = most.copy()
    answer = np.full(starts.size - 1, -1, np.int64)
    waiting = np.arange(most.size)
    count = most.size
    while count > 0:
        count -= 1
        one = waiting[count]
        while room[one] > 0 and following[one] < first[one + 1]:
            wish = asked[following[one]]
            following[one] += 1
            who = person[wish]
            before = answer[who]
            if before == -1 or wish < before:
                answer[who] = wish
                room[one] -= 1
                if before != -1:
                    left = place[before]
                    room[left] += 1
                    if room[left] == 1 and left != one:
                        waiting[count] = left
                        count += 1
    return answer
