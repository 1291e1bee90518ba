"""`permeate reindex`."""

import json
from argparse import ArgumentParser
from typing import Any

from permeate.actions.indexing import rebuild_index
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    help = "Make the search index of opportunities anew, while the site is in use."
    example = "permeate reindex --json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="say it for a program")

    def handle(self, *_: Any, **options: Any) -> None:
        count = rebuild_index()
        words = json.dumps({"indexed": count}) if options["json"] else f"{count:,} are indexed."
        self.stdout.write(words)
