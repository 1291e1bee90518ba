"""A ring answer held against the file that it is about."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from permeate.cli.matching.ring_files.reading import read_rings
from permeate.core.matching.rings.checking import Checker, Claim, Verdict
from permeate.core.matching.rings.problem import Caps
from permeate.core.refusals import Refused


def check_rings(answer: Mapping[str, Any], file: Path, organisations: Path | None) -> Verdict:
    """Check everything that the answer claims, by the file's own arcs."""
    told = read_rings(file, organisations)
    number = {str(name): vertex for vertex, name in enumerate(told.names)}
    try:
        claim = _claim(answer, number)
        caps = Caps(answer["caps"]["cycle"], answer["caps"]["chain"])
    except (KeyError, TypeError, ValueError) as error:
        raise CommandError(f"The answer is not whole: {error!r} is missing or odd.") from error
    except Refused as refusal:
        raise CommandError(refusal.reason) from refusal
    graph = told.graph
    arcs = zip(graph.tails.tolist(), graph.heads.tolist(), strict=True)
    return Checker(graph.releases, graph.givers, arcs, caps).check(claim)


def _claim(answer: Mapping[str, Any], number: Mapping[str, int]) -> Claim:
    def vertices(names: Sequence[Any]) -> list[int]:
        return [number.get(str(name), -1) for name in names]

    def priced(pairs: Sequence[Sequence[Any]]) -> list[list[Any]]:
        return [[number.get(str(name), -1), float(price)] for name, price in pairs]

    parts = []
    for part in answer.get("certificate", ()):
        told = {**part, "vertices": vertices(part["vertices"])}
        for key in ("prices", "pass_on"):
            if key in part:
                told[key] = priced(part[key])
        told["cuts"] = [
            {"vertices": vertices(cut["vertices"]), "price": float(cut["price"])}
            for cut in part.get("cuts", ())
        ]
        parts.append(told)
    return Claim(
        [vertices(ring) for ring in answer["cycles"]],
        [vertices(ring) for ring in answer["chains"]],
        int(answer["value"]),
        int(answer["bound"]),
        bool(answer["proven"]),
        parts,
    )
