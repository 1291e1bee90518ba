"""`permeate match round`: who goes where in a round of two rankings."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from permeate.cli.matching.round_files.reading import FILES, add_files, read_round
from permeate.core.matching.rounds.asked import Asked
from permeate.core.matching.rounds.objectives import DEFAULT_ORDER, WORDS
from permeate.core.matching.rounds.reporting import as_data
from permeate.core.matching.rounds.result import METHOD_WORDS, Method
from permeate.core.matching.rounds.solving import Way, solve
from permeate.core.refusals import Refused

HELP = "A round: people and places rank each other; who goes where, with a certificate."
EXAMPLE = (
    "permeate match round --people people.csv --places places.csv --rankings rankings.csv "
    "--method fair --targets targets.csv --json"
)
MOST_SEED = 2**63 - 1


def add_arguments(parser: ArgumentParser) -> None:
    """The command line of this subcommand."""
    add_files(parser, required=True)
    parser.add_argument("--method", type=Method, choices=list(Method), default=Method.STABLE)
    parser.add_argument("--seed", type=_seed, default=0, help="of the lottery between ties (0)")
    parser.add_argument(
        "--order",
        default=",".join(DEFAULT_ORDER),
        metavar="NAMES",
        help=f"objectives of the fair plan, first to last ({','.join(DEFAULT_ORDER)})",
    )
    parser.add_argument(
        "--time-limit", type=_seconds, default=60.0, metavar="S", help="seconds at most (60)"
    )
    parser.add_argument(
        "--allow-short", action="store_true", help="tell a stable result that misses limits"
    )
    parser.add_argument("--json", action="store_true", help="answer for a program")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the JSON answer there")
    methods = "\n".join(
        f"  {method.value}\n      {words}" for method, words in METHOD_WORDS.items()
    )
    order = "\n".join(f"  {name:13} {words}" for name, words in WORDS.items())
    parser.epilog = f"{FILES}\n\nMethods\n{methods}\n\nObjectives\n{order}\n\nExample: {EXAMPLE}"


def run(options: Mapping[str, Any], command: BaseCommand) -> None:
    """Read, solve and show; CommandError where rows are bad or limits contradict."""
    asked = read_round(options)
    way = Way(
        method=options["method"],
        seed=options["seed"],
        order=tuple(name.strip() for name in options["order"].split(",") if name.strip()),
        time_limit=options["time_limit"],
        allow_short=options["allow_short"],
    )
    try:
        data = as_data(asked, solve(asked, way))
    except Refused as refusal:
        raise CommandError(refusal.reason) from refusal
    text = json.dumps(data, ensure_ascii=False, indent=1)
    if options["out"]:
        try:
            options["out"].write_text(text + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{options['out']}: {error.strerror}.", returncode=2) from error
    command.stdout.write(text if options["json"] else as_text(asked, data))


def as_text(asked: Asked, data: Mapping[str, Any]) -> str:
    """The result for a terminal."""
    certificate = data["certificate"]
    placed = certificate["placed"]
    lines = [
        *(f"{match['person']}  →  {match['place']}" for match in data["matches"]),
        "",
        f"{placed['value']} of {len(asked.people.names)} people placed, at most {placed['bound']}.",
        f"{certificate['blocking_pairs']} pairs would rather have each other.",
    ]
    for claim in certificate["objectives"]:
        bound = "" if claim["bound"] is None else f" (at most {claim['bound']})"
        lines.append(f"  {claim['name']}: {claim['value']}{bound}")
    for limit in certificate["limits"]:
        most = "" if limit["most"] is None else f", at most {limit['most']}"
        missed = "" if limit["kept"] else "  MISSED"
        lines.append(
            f"  {limit['limit']}: {limit['value']} (at least {limit['least']}{most}){missed}"
        )
    for price in data["prices"]:
        gains = ", ".join(f"{name} {gain:+}" for name, gain in price["gains"].items())
        lines.append(
            f"  Without “{price['limit']}”: {gains}; {price['people_better_off']} people better off"
        )
    return "\n".join(lines)


def _seed(words: str) -> int:
    if not (words.isascii() and words.isdigit() and int(words) <= MOST_SEED):
        raise ArgumentTypeError(f"“{words}” is not a whole number from 0 on.")
    return int(words)


def _seconds(words: str) -> float:
    try:
        seconds = float(words)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < 1e9:
        raise ArgumentTypeError(f"“{words}” is not a number of seconds above 0.")
    return seconds
