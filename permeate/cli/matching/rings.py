"""`permeate match rings`: cycles and chains of releases that place the most people."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from permeate.cli.matching.clock import Clock
from permeate.cli.matching.ring_answer import as_data, as_text
from permeate.cli.matching.ring_files.reading import read_rings
from permeate.cli.matching.ring_files.rows import RingFile
from permeate.core.matching.rings.control import Control
from permeate.core.matching.rings.objectives import (
    CROSS_SECTOR,
    LEFT_OUT,
    ORDER,
    ROBUSTNESS,
    WEIGHT,
    Facts,
    Stage,
    refine,
)
from permeate.core.matching.rings.portfolio import Outcome, solve
from permeate.core.matching.rings.problem import Caps
from permeate.core.refusals import Refused

HELP = "Rings: who goes where so that every organisation that releases somebody receives."
EXAMPLE = "permeate match rings arcs.csv --max-cycle 3 --max-chain 3 --json --out rings.json"
FILES = """\
FILE is one of
  .wmd    PrefLib, older or newer form; the .dat beside it marks who starts chains
  .input  vertices arcs, then from to weight, then -1 -1 -1; the .ndds beside it lists
          givers, and giver g is told as vertices + g
  .csv    from,to,weight and, as you like, probability: the chance that it falls out;
          organisations.csv beside it (or --organisations) with vertex and, as you like,
          organisation, sector, gives (yes, no), left_out (yes, no)

A cycle of k places k. A chain begins with somebody who gives without receiving, and one
that reaches L releases places L; --max-chain is about releases reached."""


def add_arguments(parser: ArgumentParser) -> None:
    """The command line of this subcommand."""
    parser.add_argument("file", type=Path, metavar="FILE", help=".wmd, .input or .csv; see below")
    parser.add_argument("--max-cycle", type=_count, default=3, help="0 for no cycles (3)")
    parser.add_argument("--max-chain", type=_count, default=3, help="0 for no chains (3)")
    parser.add_argument(
        "--time-limit", type=_seconds, metavar="S", help="end after S seconds with the best found"
    )
    parser.add_argument(
        "--objectives",
        type=_order,
        metavar="LIST",
        help=f"after placements, in this order: of {', '.join(ORDER)}, or none "
        "(all that the file has facts for, in this order)",
    )
    parser.add_argument("--seed", type=_count, default=1, help="of every random choice (1)")
    parser.add_argument("--organisations", type=Path, metavar="FILE", help="with a CSV file")
    parser.add_argument("--json", action="store_true", help="answer for a program")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the JSON answer there")
    parser.epilog = f"{FILES}\n\nExample: {EXAMPLE}"


def run(options: Mapping[str, Any], command: BaseCommand) -> None:
    """Read, solve until proven or stopped, and show."""
    clock = Clock(options["time_limit"], command.stderr)
    seed = options["seed"]
    with clock.heeding_interrupts():
        try:
            caps = Caps(options["max_cycle"], options["max_chain"])
        except Refused as refusal:
            raise CommandError(refusal.reason, returncode=2) from refusal
        file = read_rings(options["file"], options["organisations"])
        outcome, stages = _solve(file, caps, options["objectives"], clock.control(seed))
    data = as_data(file, outcome, stages, caps, seed, clock.seconds())
    if options["out"]:
        _write(options["out"], data)
    if options["json"]:
        command.stdout.write(json.dumps(data, ensure_ascii=False))
    else:
        command.stdout.write(as_text(data))


def _solve(
    file: RingFile, caps: Caps, order: tuple[str, ...] | None, control: Control
) -> tuple[Outcome, list[Stage]]:
    """Place the most, then choose among those answers by the order of objectives."""
    outcome = solve(file.graph, caps, control)
    told = _told(file)
    order = told if order is None else order
    missing = [one for one in order if one not in told]
    if missing:
        raise CommandError(f"The file has no facts for “{missing[0]}”.", returncode=2)
    if not order:
        return outcome, []
    facts = Facts(file.weights, file.failure, file.organisation, file.sector, file.left_out)
    rings, stages = refine(file.graph, caps, outcome, facts, order, control)
    return replace(outcome, rings=rings), stages


def _told(file: RingFile) -> tuple[str, ...]:
    """Objectives that can tell one answer from another."""
    tells = {
        LEFT_OUT: any(file.left_out),
        CROSS_SECTOR: len(set(file.sector)) > 1,
        WEIGHT: len(set(file.weights.tolist())) > 1,
        ROBUSTNESS: bool(file.failure.any()),
    }
    return tuple(one for one in ORDER if tells[one])


def _order(text: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in text.split(",")) if text != "none" else ()
    for name in names:
        if name not in ORDER:
            raise ArgumentTypeError(f"“{name}” is none of {', '.join(ORDER)}")
    return names


def _write(path: Path, data: dict[str, Any]) -> None:
    try:
        path.write_text(json.dumps(data, ensure_ascii=False) + "\n", "utf-8")
    except OSError as error:
        raise CommandError(f"{path} cannot be written: {error.strerror}.") from error


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"a whole number from 0, not “{text}”")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < 1e8:
        raise ArgumentTypeError(f"a number of seconds above 0, not “{text}”")
    return seconds
