"""A ring answer as it is written: for a program in JSON, for a person in words."""

from collections.abc import Iterator, Sequence
from typing import Any

from permeate.cli.matching.ring_files.rows import RingFile
from permeate.core.matching.rings.certificate import certificate
from permeate.core.matching.rings.explanation import explained
from permeate.core.matching.rings.objectives import Stage
from permeate.core.matching.rings.portfolio import Outcome
from permeate.core.matching.rings.problem import Caps

SHOWN = 20  # rings written out for a person


def as_data(
    file: RingFile,
    outcome: Outcome,
    stages: Sequence[Stage],
    caps: Caps,
    seed: int,
    seconds: float,
) -> dict[str, Any]:
    """Everything; vertices by the file's own names."""
    value, bound = outcome.rings.value, outcome.bound
    return {
        "value": value,
        "bound": bound,
        "proven": outcome.proven,
        "gap": round((bound - value) / bound, 6) if bound else 0.0,
        "cycles": [_named(file, ring) for ring in outcome.rings.cycles],
        "chains": [_named(file, ring) for ring in outcome.rings.chains],
        "seconds": round(seconds, 3),
        "seed": seed,
        "caps": {"cycle": caps.cycle, "chain": caps.chain},
        "price_of_the_caps": {
            "any_length_value": outcome.any_length,
            "any_length_bound": outcome.any_length,
            "placements": outcome.any_length - value,
        },
        "objectives": [
            {
                "objective": stage.objective,
                "value": stage.value,
                "bound": stage.bound,
                "proven": stage.proven,
            }
            for stage in stages
        ],
        "explanation": list(explained(outcome, caps, file.graph.releases)),
        "certificate": [_renamed(file, part) for part in certificate(outcome)],
    }


def _named(file: RingFile, ring: Sequence[int]) -> list[str | int]:
    return [file.names[vertex] for vertex in ring]


def _renamed(file: RingFile, part: dict[str, Any]) -> dict[str, Any]:
    """A part of the certificate by the file's own names."""
    told = {**part, "vertices": _named(file, part["vertices"])}
    for key in ("prices", "pass_on"):
        if key in part:
            told[key] = [[file.names[vertex], price] for vertex, price in part[key]]
    if "cuts" in part:
        told["cuts"] = [{**cut, "vertices": _named(file, cut["vertices"])} for cut in part["cuts"]]
    return told


def as_text(data: dict[str, Any]) -> str:
    """The same for a person: what it means, then the rings."""
    return "\n".join([*data["explanation"], *_objectives(data), *_rings(data)])


def _objectives(data: dict[str, Any]) -> Iterator[str]:
    for stage in data["objectives"]:
        sure = "the most there is" if stage["proven"] else "perhaps not the most"
        yield f"Then {stage['objective']}: {stage['value']:g}, {sure}."


def _rings(data: dict[str, Any]) -> Iterator[str]:
    for kind in ("cycles", "chains"):
        rings = data[kind]
        if rings:
            yield f"\n{kind.capitalize()}:"
        for ring in rings[:SHOWN]:
            back = [ring[0]] if kind == "cycles" else []
            yield "  " + " → ".join(map(str, [*ring, *back]))
        if len(rings) > SHOWN:
            yield f"  and {len(rings) - SHOWN} more (--json or --out lists them all)"
