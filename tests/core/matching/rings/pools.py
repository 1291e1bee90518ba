"""Small pools for ring tests, and their optimum by trying everything."""

from functools import cache
from itertools import permutations

from hypothesis import strategies as st

from permeate.core.matching.rings.problem import Caps, Graph, make_graph


@st.composite
def pools(draw) -> Graph:
    """Up to seven releases and two givers."""
    releases, givers = draw(st.integers(1, 7)), draw(st.integers(0, 2))
    pairs = [(u, v) for u in range(releases + givers) for v in range(releases) if u != v]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    return make_graph(releases, givers, chosen)


caps = st.builds(Caps, st.sampled_from([0, 2, 3, 4]), st.integers(0, 4))


def all_rings(graph: Graph, caps: Caps) -> dict[frozenset[int], int]:
    """Each set of vertices that a ring can have, with how many it places."""
    arcs = set(zip(graph.tails.tolist(), graph.heads.tolist(), strict=True))
    found: dict[frozenset[int], int] = {}
    for length in range(2, caps.cycle + 1):
        for ring in permutations(range(graph.releases), length):
            if all(arc in arcs for arc in zip(ring, [*ring[1:], ring[0]], strict=True)):
                found[frozenset(ring)] = length
    for length in range(1, caps.chain + 1):
        for giver in range(graph.releases, graph.size):
            for reached in permutations(range(graph.releases), length):
                if all(arc in arcs for arc in zip((giver, *reached), reached, strict=False)):
                    found[frozenset((giver, *reached))] = length
    return found


def most(graph: Graph, caps: Caps) -> int:
    """The most placements, by trying every choice."""
    rings = all_rings(graph, caps)

    @cache
    def best(free: frozenset[int]) -> int:
        if not free:
            return 0
        first = min(free)
        ways = [value + best(free - ring) for ring, value in rings.items() if first in ring <= free]
        return max([best(free - {first}), *ways])

    return best(frozenset(range(graph.size)))
