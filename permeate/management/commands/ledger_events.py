"""`permeate ledger-events`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from permeate.cli.ledger.writing import write_events
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    help = (
        "Write the ledger as a file of events, one JSON object a line, people under pseudonyms. "
        "`permeate measures-from` computes every measure from it."
    )
    example = "permeate ledger-events events.jsonl"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="where to write them")
        parser.add_argument("--json", action="store_true", help="say how many as JSON")

    def handle(self, *_: Any, file: Path, **options: Any) -> None:
        count = write_events(file)
        told = json.dumps({"file": str(file), "events": count})
        self.stdout.write(told if options["json"] else f"{count:,} events in {file}")
