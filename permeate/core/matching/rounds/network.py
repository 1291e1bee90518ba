"""A fair plan as a flow: from the source through groups of people to people, along wishes to
places, and through groups of places to the sink.

It fits where the groups of each side are nested or apart (a family of sets that is laminar),
as organisations within regions are. Then every plan is a flow in whole numbers.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from permeate.core.matching.rounds.problem import Longs
from permeate.core.matching.rounds.wanted import Wanted


@dataclass(frozen=True, eq=False)
class Network:
    """Arcs as int64 arrays; the first w are the wishes. ``worth`` is int64[objectives, arcs].

    Node 0 is the source, node 1 the sink, ``supply`` units go from one to the other.
    """

    nodes: int
    supply: int
    tail: Longs
    head: Longs
    least: Longs
    most: Longs
    worth: NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class _Node:
    """A group of one side's members (bool), its limits and the objectives it adds one to."""

    members: NDArray[np.bool_]
    least: int
    most: int
    adds_to: int | None


class _Arcs:
    """Arcs as they are collected."""

    def __init__(self, objectives: int) -> None:
        self.objectives = objectives
        self.parts: list[tuple[Longs, ...]] = []
        self.worth: list[NDArray[np.int64]] = []

    def add(self, tail: Longs, head: Longs, least: Longs, most: Longs) -> NDArray[np.int64]:
        """Add arcs of one length; returns their worth, to be written to."""
        self.parts.append((tail, head, least, most))
        self.worth.append(np.zeros((self.objectives, len(tail)), dtype=np.int64))
        return self.worth[-1]


def network_of(wanted: Wanted) -> Network | None:
    """The network of the wanted plan, or None where its limits do not nest. O(w + groups)."""
    sides = _sides(wanted)
    if wanted.together or sides is None:
        return None
    problem = wanted.problem
    people_at = 2
    places_at = people_at + problem.people
    groups_at = places_at + problem.places
    above_people = nested([node.members for node in sides[0]], problem.people)
    above_places = nested([node.members for node in sides[1]], problem.places)
    if above_people is None or above_places is None:
        return None
    arcs = _Arcs(len(wanted.order))
    worth = arcs.add(
        problem.person().astype(np.int64) + people_at,
        problem.place.astype(np.int64) + places_at,
        np.zeros(len(problem.place), dtype=np.int64),
        np.ones(len(problem.place), dtype=np.int64),
    )
    for number, objective in enumerate(wanted.order):
        worth[number] = objective.worth
    leaves, above = above_people
    everyone = np.arange(problem.people) + people_at
    zeros, ones = np.zeros_like(everyone), np.ones_like(everyone)
    arcs.add(np.where(leaves < 0, 0, leaves + groups_at), everyone, zeros, ones)
    _climb(arcs, sides[0], above, groups_at, root=0, upward=False)
    groups_at += len(sides[0])
    leaves, above = above_places
    everywhere = np.arange(problem.places) + places_at
    most = np.minimum(problem.most, problem.people).astype(np.int64)
    least = problem.least.astype(np.int64)
    arcs.add(everywhere, np.where(leaves < 0, 1, leaves + groups_at), least, most)
    _climb(arcs, sides[1], above, groups_at, root=1, upward=True)
    single = np.ones(1, dtype=np.int64)
    arcs.add(0 * single, single, 0 * single, single * problem.people)  # those not placed
    tail, head, least, most = (np.concatenate(part) for part in zip(*arcs.parts, strict=True))
    return Network(
        nodes=groups_at + len(sides[1]),
        supply=problem.people,
        tail=tail,
        head=head,
        least=least,
        most=most,
        worth=np.concatenate(arcs.worth, axis=1),
    )


def _sides(wanted: Wanted) -> tuple[list[_Node], list[_Node]] | None:
    """The groups of people and of places; None where a limit is about both."""
    sides: tuple[list[_Node], list[_Node]] = ([], [])
    asked = [(limit.group, limit.least, limit.most, None) for limit in wanted.limits] + [
        (group, 0, None, number)
        for number, objective in enumerate(wanted.order)
        for group in objective.once
    ]
    problem = wanted.problem
    for group, least, most, adds_to in asked:
        if group.people is not None and group.places is not None:
            return None
        side, members = 1, group.places
        if group.people is not None:
            side, members = 0, group.people
        if members is None:
            members = np.ones(problem.places, dtype=bool)
        whole = problem.people if most is None else min(most, problem.people)
        sides[side].append(_Node(members, least, whole, adds_to))
    for side_ in sides:
        side_.sort(key=lambda node: int(node.members.sum()))
    return sides


def nested(groups: list[NDArray[np.bool_]], size: int) -> tuple[Longs, Longs] | None:
    """The smallest group above each member and above each group, -1 for none.

    ``groups`` from small to large. None unless any two are nested or apart.
    """
    leaves = np.full(size, -1, dtype=np.int64)
    above = np.full(len(groups), -1, dtype=np.int64)
    top = np.full(size, -1, dtype=np.int64)  # the largest group so far that holds a member
    sizes = [int(members.sum()) for members in groups]
    for number, members in enumerate(groups):
        inside = np.flatnonzero(members)
        for lower in np.unique(top[inside]):
            if lower >= 0:
                if int((top[inside] == lower).sum()) != sizes[lower]:
                    return None
                above[lower] = number
        fresh = inside[leaves[inside] < 0]
        leaves[fresh] = number
        top[inside] = number
    return leaves, above


def _climb(
    arcs: _Arcs, nodes: list[_Node], above: Longs, at: int, *, root: int, upward: bool
) -> None:
    """Add the arcs between groups: with a first unit of worth where an objective counts it."""
    for number, node in enumerate(nodes):
        parent = root if above[number] < 0 else int(above[number]) + at
        ends = (number + at, parent) if upward else (parent, number + at)
        limits = [(node.least, node.most)]
        if node.adds_to is not None:
            limits = [(0, 1), (0, node.most)]
        tail, head = (np.full(len(limits), end, dtype=np.int64) for end in ends)
        least, most = (np.array(side, dtype=np.int64) for side in zip(*limits, strict=True))
        worth = arcs.add(tail, head, least, most)
        if node.adds_to is not None:
            worth[node.adds_to, 0] = 1
