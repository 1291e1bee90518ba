"""Many people in a stable answer although rankings hold ties: Király's algorithm.

With ties stable answers differ in size, and the largest is NP-hard to find (Manlove et al.
2002). Király (2011): whoever has been turned away everywhere asks once more as *promoted*, and
wins ties against those who are not. With ties on the places' side alone at least two thirds of
the largest number are placed; here people's ties are also used, by asking first where there is
room. The answer is always stable: nobody and no place both strictly prefer each other.
"""

import numpy as np

from permeate.core.matching.rounds.compiled import compiled
from permeate.core.matching.rounds.problem import Ints, Longs, Problem
from permeate.core.matching.rounds.stable import sift_in, swap_top


def many_placed(problem: Problem) -> Longs:
    """A stable answer with ties used, in O(w log c) steps; ranks must be below 2**30."""
    return promote(
        problem.starts, problem.place, problem.person_rank, problem.place_rank, problem.most
    )


@compiled
def _roomy(
    order: Longs, at: int, end: int, place: Ints, rank: Ints, held: Ints, most: Ints
) -> None:
    """Bring a wish with room to the front of the tie that begins at ``at``, if there is one."""
    for other in range(at, end):
        if rank[order[other]] != rank[order[at]]:
            return
        one = place[order[other]]
        if held[one] < most[one]:
            order[at], order[other] = order[other], order[at]
            return


@compiled
def promote(starts: Longs, place: Ints, person_rank: Ints, place_rank: Ints, most: Ints) -> Longs:
    """Deferred acceptance with one promotion; heaps ordered by rank, then promotion."""
    wanted = np.zeros(most.size, np.int32)
    for wish in range(place.size):
        wanted[place[wish]] += 1
    first = np.zeros(most.size + 1, np.int64)
    for one in range(most.size):
        first[one + 1] = first[one] + min(most[one], wanted[one])
    worst = np.empty(first[-1], np.int32)
    whose = np.empty(first[-1], np.int32)
    held = np.zeros(most.size, np.int32)
    order = np.arange(place.size)
    following = starts[:-1].copy()
    promoted = np.zeros(starts.size - 1, np.int32)
    answer = np.full(starts.size - 1, -1, np.int64)
    for newcomer in range(starts.size - 1):
        person = newcomer
        while True:
            end = starts[person + 1]
            if following[person] == end:
                answer[person] = -1
                if promoted[person] == 1:
                    break
                promoted[person] = 1
                following[person] = starts[person]
                continue
            _roomy(order, following[person], end, place, person_rank, held, most)
            wish = order[following[person]]
            following[person] += 1
            one, mine = place[wish], 2 * place_rank[wish] + 1 - promoted[person]
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
