"""A result as JSON values: matches, what is claimed, what it cost, and why."""

from hashlib import sha256
from typing import Any

import numpy as np

from permeate.core.matching.rounds.asked import Asked
from permeate.core.matching.rounds.explaining import Explainer
from permeate.core.matching.rounds.result import METHOD_WORDS, Method, Result

STABILITY = (
    "No person and place both strictly prefer each other to what they have; a place prefers a "
    "person where it has room or holds somebody it ranks lower (weak stability)."
)
LOTTERY = (
    "Equal ranks are ordered by SHA-256 of “seed|person|name” and “seed|place|name”, smallest "
    "first; after that order too no pair blocks."
)


def as_data(asked: Asked, result: Result, *, explain: bool = True) -> dict[str, Any]:
    """The whole result, people in the input’s order."""
    people, places = asked.people.names, asked.places.names
    problem = asked.problem
    data: dict[str, Any] = {
        "matches": [
            {"person": people[person], "place": places[problem.place[wish]]}
            for person, wish in enumerate(result.answer)
            if wish >= 0
        ],
        "unplaced": [people[person] for person in np.flatnonzero(result.answer < 0)],
        "method": result.method.value,
        "seed": result.seed,
        "about": METHOD_WORDS[result.method],
        "certificate": certificate(asked, result),
        "prices": [
            {
                "limit": price.label,
                "gains": dict(price.gains),
                "people_better_off": price.people_gaining,
                "people": list(price.people),
            }
            for price in result.prices
        ],
        "beside_stable": dict(result.beside),
    }
    if explain:
        data["explanations"] = explanations(asked, result)
    return data


def certificate(asked: Asked, result: Result) -> dict[str, Any]:
    """What is claimed, for a checker that has the inputs."""
    placed = int((result.answer >= 0).sum())
    return {
        "inputs": fingerprint(asked),
        "feasible": result.kept,
        "limits": [
            {
                "limit": one.label,
                "least": one.least,
                "most": one.most,
                "value": one.value,
                "kept": one.kept,
                "binding": one.binding,
            }
            for one in result.reached
        ],
        "stable": result.blocking == 0,
        "blocking_pairs": result.blocking,
        "stability": STABILITY,
        "lottery": LOTTERY if result.ties and _draws(result) else None,
        "placed": {
            "value": placed,
            "bound": result.placed_bound,
            "proven": placed == result.placed_bound,
        },
        "objectives": [
            {
                "name": stage.name,
                "value": stage.value,
                "bound": stage.bound if result.bounded else None,
                "proven": stage.proven if result.bounded else None,
            }
            for stage in result.stages
        ],
        "found_by": result.found_by,
    }


def _draws(result: Result) -> bool:
    return result.method in (Method.STABLE, Method.HOST_STABLE)


def explanations(asked: Asked, result: Result) -> list[dict[str, Any]]:
    """Each person’s explanation, in the input’s order."""
    explainer = Explainer(asked, result)
    return [
        {
            "person": one.person,
            "place": one.place,
            "rank": one.rank,
            "missed": [
                {"place": missed.place, "rank": missed.rank, "why": missed.why}
                for missed in one.missed
            ],
            "says": one.says,
        }
        for one in map(explainer.of, range(len(asked.people.names)))
    ]


def fingerprint(asked: Asked) -> str:
    """SHA-256 of everything the result follows from, whatever the order of rows."""
    digest = sha256()
    for side, limits in ((asked.people, None), (asked.places, (asked.least, asked.most))):
        columns = sorted(side.columns)
        rows = [
            [name, *(side.columns[column][at] for column in columns)]
            + ([str(limits[0][at]), str(limits[1][at])] if limits else [])
            + ([str(side.left_out[at])] if side.left_out else [])
            for at, name in enumerate(side.names)
        ]
        digest.update(repr((columns, sorted(rows))).encode())
    for rankings in (asked.by_people, asked.by_places):
        table = np.stack([rankings.who, rankings.whom, rankings.rank])
        one, other = (asked.people, asked.places)
        if rankings is asked.by_places:
            one, other = other, one
        named = sorted(
            (one.names[who], other.names[whom], int(rank)) for who, whom, rank in table.T
        )
        digest.update(repr(named).encode())
    digest.update(repr(sorted(map(repr, asked.exclusions))).encode())
    digest.update(repr(sorted(map(repr, asked.targets))).encode())
    pairs = sorted(sorted(asked.people.names[each] for each in pair) for pair in asked.together)
    digest.update(repr(pairs).encode())
    return digest.hexdigest()
