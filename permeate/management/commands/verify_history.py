"""`permeate verify-history`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from permeate.cli.program import PermeateCommand
from permeate.journal.verify import NoHead, verify_history


class Command(PermeateCommand):
    help = "Find any event of the history that was changed, removed, moved or cut off."
    example = "permeate verify-history --json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--head", type=Path, help="the file with the history's kept end")
        parser.add_argument("--json", action="store_true", help="print the result as JSON")

    def handle(self, *_: Any, head: Path | None, json: bool, **options: Any) -> None:
        try:
            count, faults = verify_history(head)
        except NoHead as missing:
            raise CommandError(str(missing), returncode=2) from None
        except ValueError:
            raise CommandError(f"{head} does not hold a history's end.", returncode=2) from None
        self.stdout.write(_as_json(count, faults) if json else _as_words(count, faults))
        if faults:
            raise CommandError("The history is not whole.", returncode=1)


def _as_json(count: int, faults: list) -> str:
    return json.dumps(
        {"events": count, "whole": not faults, "faults": [f.__dict__ for f in faults]}
    )


def _as_words(count: int, faults: list) -> str:
    lines = [f"Event {fault.sequence} {fault.what}." for fault in faults]
    return "\n".join([*lines, f"{count:,} events read."])
