"""Whether everything a result claims holds."""

from collections.abc import Iterator, Mapping
from typing import Any

from permeate.core.matching.rounds.asked import Asked
from permeate.core.matching.rounds.bounding import unproven, value_of
from permeate.core.matching.rounds.checking import (
    Names,
    Ranks,
    blocking_pairs,
    drawn,
    feasibility,
    matches_of,
)
from permeate.core.matching.rounds.reference import places_proposing, proposing

DRAWN = ("stable", "host-stable")
STABLE = (*DRAWN, "largest-stable")


def faults_of(asked: Asked, data: Mapping[str, Any], seconds: float = 60.0) -> list[str]:
    """Every claim that does not hold, in words; empty if the result holds."""
    goes, faults = matches_of(data)
    names = Names(asked)
    faults += feasibility(names, goes, data)
    if faults:
        return faults
    claims = data["certificate"]
    if not claims["feasible"]:
        return ["The result says itself that limits are missed, yet it keeps them."]
    faults += _stability(names, goes, data)
    faults += _values(names, goes, claims)
    if not faults:
        faults += _bounds(names, data, seconds)
    return faults


def _stability(names: Names, goes: dict[str, str], data: Mapping[str, Any]) -> Iterator[str]:
    method, together = data["method"], names.asked.together
    weak = blocking_pairs(names, goes, names.person_ranks, names.place_ranks)
    claimed = data["certificate"]["blocking_pairs"]
    if not together and len(weak) != claimed:
        yield f"{len(weak)} pairs block, not {claimed}{_first(weak)}."
    if method in STABLE and not together and weak:
        yield f"The result is not stable{_first(weak)}."
    if method not in DRAWN:
        return
    people, places = drawn(names, int(data["seed"]))
    strict = blocking_pairs(names, goes, people, places)
    if strict:
        yield f"After the lottery of seed {data['seed']} pairs block{_first(strict)}."
    elif not together and _again(names, method, people, places) != goes:
        yield f"It is stable, but not the result of the method {method}."


def _first(pairs: list[tuple[str, str]]) -> str:
    return f": first {pairs[0][0]} and {pairs[0][1]}" if pairs else ""


def _again(names: Names, method: str, people: Ranks, places: Ranks) -> dict[str, str]:
    if method == "stable":
        return proposing({one: list(ranks) for one, ranks in people.items()}, places, names.most)
    return places_proposing({one: list(ranks) for one, ranks in places.items()}, people, names.most)


def _values(names: Names, goes: dict[str, str], claims: Mapping[str, Any]) -> Iterator[str]:
    if claims["placed"]["value"] != len(goes):
        yield f"{len(goes)} are placed, not {claims['placed']['value']}."
    for claim in claims["objectives"]:
        value = value_of(names, claim["name"], goes)
        if value != claim["value"]:
            yield f"{claim['name']}: {value}, not {claim['value']}."
        if claim["proven"] is not None and claim["proven"] != (claim["value"] == claim["bound"]):
            yield f"{claim['name']}: “proven” is not value equal to bound."


def _bounds(names: Names, data: Mapping[str, Any], seconds: float) -> Iterator[str]:
    claims = data["certificate"]
    placed = {"name": "placed", **claims["placed"]}
    bounded = [claim for claim in claims["objectives"] if claim["bound"] is not None]
    yield from unproven(names, bounded, seconds)
    if data["method"] == "largest-stable":
        yield from unproven(names, [placed], seconds, stable=True)
    elif data["method"] == "fair" or _drawn(names):
        yield from unproven(names, [placed], seconds, bare=True)
    elif placed["bound"] != placed["value"]:  # every stable result places as many
        yield "With strict rankings the number placed is its own bound."


def _drawn(names: Names) -> bool:
    """Whether ties or colleagues let stable results differ in size."""
    sides = (names.person_ranks, names.place_ranks)
    tied = any(len(set(own.values())) < len(own) for side in sides for own in side.values())
    return tied or bool(names.asked.together)
