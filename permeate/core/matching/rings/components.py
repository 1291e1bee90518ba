"""Parts of the graph that have nothing to do with one another, each solved alone."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from permeate.core.matching.rings.problem import Caps, Flags, Graph, Ints, Rings, make_graph


@dataclass(frozen=True, eq=False)
class Part:
    """A connected part; ``names[i]`` is what vertex ``i`` is called in the whole."""

    graph: Graph
    names: Ints

    def named(self, rings: Rings) -> Rings:
        """The part's answer in the whole's numbers."""
        return Rings(
            tuple(tuple(int(self.names[v]) for v in ring) for ring in rings.cycles),
            tuple(tuple(int(self.names[v]) for v in ring) for ring in rings.chains),
        )


def useful(graph: Graph, caps: Caps) -> Flags:
    """Which arcs can be in any ring: within a strong component, or reached from a giver.

    Breadth first from the givers, chain cap many steps; O(arcs × chain cap).
    """
    size = graph.size
    links = coo_matrix((np.ones(len(graph.tails)), (graph.tails, graph.heads)), (size, size))
    _, strong = connected_components(links, directed=True, connection="strong")
    keep = strong[graph.tails] == strong[graph.heads]
    if not caps.cycle:
        keep[:] = False
    reached = np.arange(size) >= graph.releases
    for _ in range(caps.chain):
        step = reached[graph.tails]
        keep |= step
        reached = reached.copy()
        reached[graph.heads[step]] = True
    return np.asarray(keep)


def parts(graph: Graph, caps: Caps) -> Iterator[Part]:
    """Each connected part with at least one arc that can be used, largest first."""
    keep = useful(graph, caps)
    tails, heads = graph.tails[keep], graph.heads[keep]
    links = coo_matrix((np.ones(len(tails)), (tails, heads)), (graph.size, graph.size))
    count, label = connected_components(links, directed=False)
    sizes = np.bincount(label, minlength=count)
    order = np.argsort(label, kind="stable")
    ends = np.cumsum(sizes)
    by_label = np.argsort(label[tails], kind="stable")
    arc_ends = np.cumsum(np.bincount(label[tails], minlength=count))
    number = np.zeros(graph.size, np.int64)
    for one in np.argsort(-sizes, kind="stable"):
        if sizes[one] < 2:
            return
        names = order[ends[one] - sizes[one] : ends[one]]
        number[names] = np.arange(len(names))
        first = arc_ends[one - 1] if one else 0
        chosen = by_label[first : arc_ends[one]]
        releases = int((names < graph.releases).sum())
        pairs = np.column_stack([number[tails[chosen]], number[heads[chosen]]])
        yield Part(make_graph(releases, len(names) - releases, pairs), names)
