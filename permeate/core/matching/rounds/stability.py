"""Whether an answer is stable: no pair would rather have each other."""

import numpy as np

from permeate.core.matching.rounds.compiled import compiled
from permeate.core.matching.rounds.problem import Flags, Ints, Longs, Problem


def blocking(problem: Problem, answer: Longs, *, ties_block: bool = False) -> Longs:
    """The wishes that block: each side strictly prefers the other to what it has. O(w).

    A place prefers a person to what it has when it has room, or ranks the person above
    somebody it holds. With ``ties_block`` one side may be indifferent as long as the other
    strictly gains (strong stability); an answer by lottery need not stand up to that.
    """
    flags = block_flags(
        problem.starts,
        problem.place,
        problem.person_rank,
        problem.place_rank,
        problem.most,
        answer,
        ties_block,
    )
    return np.flatnonzero(flags)


@compiled
def block_flags(
    starts: Longs,
    place: Ints,
    person_rank: Ints,
    place_rank: Ints,
    most: Ints,
    answer: Longs,
    ties_block: bool,
) -> Flags:
    """bool[w]; two passes over the wishes, one over the people."""
    held = np.zeros(most.size, np.int64)
    worst = np.full(most.size, -1, np.int64)
    for person in range(starts.size - 1):
        wish = answer[person]
        if wish >= 0:
            held[place[wish]] += 1
            worst[place[wish]] = max(worst[place[wish]], place_rank[wish])
    flags = np.zeros(place.size, np.bool_)
    for person in range(starts.size - 1):
        own = answer[person]
        for wish in range(starts[person], starts[person + 1]):
            one = place[wish]
            if most[one] == 0 or wish == own:
                continue
            better = own < 0 or person_rank[wish] < person_rank[own]
            gains = held[one] < most[one] or place_rank[wish] < worst[one]
            if better and gains:
                flags[wish] = True
            elif ties_block and own >= 0 and one != place[own]:
                alike = person_rank[wish] == person_rank[own]
                level = held[one] >= most[one] and place_rank[wish] == worst[one]
                flags[wish] = (better and level) or (alike and gains)
            elif ties_block and better:
                flags[wish] = held[one] >= most[one] and place_rank[wish] == worst[one]
    return flags
