"""`permeate match check`: is an answer true? Checked from the inputs, without solving."""

import json
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from permeate.cli.matching.checking_rings import check_rings

HELP = "Check an answer against its inputs: feasible, as large as it says, its bound proven."
EXAMPLE = "permeate match check rings.json --rings arcs.csv"


def add_arguments(parser: ArgumentParser) -> None:
    """The command line of this subcommand."""
    parser.add_argument("answer", type=Path, metavar="ANSWER", help="the JSON of an answer")
    parser.add_argument("--rings", type=Path, metavar="FILE", help="what the rings were made from")
    parser.add_argument("--organisations", type=Path, metavar="FILE", help="with a CSV file")
    parser.add_argument("--json", action="store_true", help="answer for a program")
    parser.epilog = f"Exit status 1 when something is wrong.\n\nExample: {EXAMPLE}"


def run(options: Mapping[str, Any], command: BaseCommand) -> None:
    """Say what is wrong and what was taken on trust; status 1 when something is wrong."""
    answer = _read(options["answer"])
    if "cycles" not in answer:
        raise CommandError("The answer has no “cycles”: it is not about rings.", returncode=2)
    if not options["rings"]:
        raise CommandError("Name the file the rings were made from with --rings.", returncode=2)
    verdict = check_rings(answer, options["rings"], options["organisations"])
    if options["json"]:
        told = {"fine": verdict.fine, "faults": verdict.faults, "unproven": verdict.unproven}
        command.stdout.write(json.dumps(told, ensure_ascii=False))
    elif verdict.fine:
        bound = "" if verdict.unproven else ", and the bound is proven"
        command.stdout.write("\n".join([f"All is as it says{bound}.", *verdict.unproven]))
    if not verdict.fine:
        raise CommandError("\n".join(verdict.faults))


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
