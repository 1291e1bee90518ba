"""Deferred acceptance once more, short and slow, in dictionaries and heaps of plain Python.

It shares nothing with the compiled loops: the checker compares their answers.
"""

import heapq
from collections.abc import Mapping, Sequence

Lists = Mapping[str, Sequence[str]]


def proposing(
    askers: Lists, ranks: Mapping[str, Mapping[str, int]], most: Mapping[str, int]
) -> dict[str, str]:
    """Who gets whom when ``askers`` propose: each to one, the asked hold ``most`` of them.

    ``ranks[asked][asker]`` is strict. Returns the asked by asker.
    """
    held: dict[str, list[tuple[int, str]]] = {asked: [] for asked in most}
    waiting = [(asker, iter(wishes)) for asker, wishes in askers.items()]
    rest = dict(waiting)
    names = list(rest)
    while names:
        asker = names.pop()
        for asked in rest[asker]:
            entry = (-ranks[asked][asker], asker)
            if len(held[asked]) < most[asked]:
                heapq.heappush(held[asked], entry)
                break
            if most[asked] and entry > held[asked][0]:
                names.append(heapq.heapreplace(held[asked], entry)[1])
                break
    return {asker: asked for asked, entries in held.items() for _, asker in entries}


def places_proposing(
    places: Lists, ranks: Mapping[str, Mapping[str, int]], most: Mapping[str, int]
) -> dict[str, str]:
    """Who goes where when places ask down their lists; ``ranks[person][place]`` is strict."""
    kept: dict[str, str] = {}
    room = dict(most)
    rest = {place: iter(people) for place, people in places.items()}
    waiting = list(places)
    while waiting:
        place = waiting.pop()
        while room[place] > 0:
            person = next(rest[place], None)
            if person is None:
                break
            before = kept.get(person)
            if before is None or ranks[person][place] < ranks[person][before]:
                kept[person] = place
                room[place] -= 1
                if before is not None:
                    room[before] += 1
                    waiting.append(before)
    return kept
