"""`permeate match check`: is an answer true? Checked from the inputs, apart from solvers."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from permeate.cli.matching.checking_rings import check_rings
from permeate.cli.matching.checking_rounds import check_round
from permeate.cli.matching.round_files.reading import add_files

HELP = "Check an answer against its inputs: feasible, as good as it says, its bounds proven."
EXAMPLES = """\
  permeate match check rings.json --rings arcs.csv
  permeate match check result.json --people people.csv --places places.csv \\
      --rankings rankings.csv"""


def add_arguments(parser: ArgumentParser) -> None:
    """The command line of this subcommand."""
    parser.add_argument("answer", type=Path, metavar="ANSWER", help="the JSON of an answer")
    parser.add_argument("--rings", type=Path, metavar="FILE", help="what the rings were made from")
    parser.add_argument("--organisations", type=Path, metavar="FILE", help="with a CSV file")
    add_files(parser, required=False)
    parser.add_argument(
        "--time-limit", type=float, default=60.0, metavar="S", help="for a round’s bounds (60)"
    )
    parser.add_argument("--json", action="store_true", help="answer for a program")
    parser.epilog = f"Exit status 1 when something is wrong.\n\nExamples:\n{EXAMPLES}"


def run(options: Mapping[str, Any], command: BaseCommand) -> None:
    """Say what is wrong and what was taken on trust; status 1 when something is wrong."""
    answer = _read(options["answer"])
    faults, unproven = _judged(answer, options)
    if options["json"]:
        told = {"fine": not faults, "faults": faults, "unproven": unproven}
        command.stdout.write(json.dumps(told, ensure_ascii=False))
    elif not faults:
        bound = "" if unproven else ", and the bound is proven"
        command.stdout.write("\n".join([f"All is as it says{bound}.", *unproven]))
    if faults:
        raise CommandError("\n".join(faults))


def _judged(answer: dict[str, Any], options: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """What is wrong, and what is left unproven."""
    if "matches" in answer:
        missing = [name for name in ("people", "places", "rankings") if not options[name]]
        if missing:
            raise CommandError(f"Name the inputs with --{', --'.join(missing)}.", returncode=2)
        return check_round(answer, options), []
    if "cycles" not in answer:
        raise CommandError("The answer has neither “cycles” nor “matches”.", returncode=2)
    if not options["rings"]:
        raise CommandError("Name the file the rings were made from with --rings.", returncode=2)
    verdict = check_rings(answer, options["rings"], options["organisations"])
    return list(verdict.faults), list(verdict.unproven)


def _read(path: Path) -> dict[str, Any]:
    try:
        answer = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise CommandError(f"{path} cannot be read: {error.strerror}.", returncode=2) from error
    except ValueError as error:
        raise CommandError(f"{path} is not JSON: {error}.", returncode=2) from error
    if not isinstance(answer, dict):
        raise CommandError(f"{path} is not an answer: an object is expected.", returncode=2)
    return answer
