"""`permeate measures-from`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from permeate.cli.measures.arguments import EXACT, add_arguments, audience_of
from permeate.cli.measures.files import cut_from
from permeate.cli.measures.showing import as_text
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    requires_system_checks = ()  # it asks nothing of the site or its database
    help = (
        "Compute every measure from a file of events, one JSON object a line, without a "
        "database. `permeate measures-schema` prints what a line may hold."
    )
    example = "permeate measures-from events.jsonl --at 2026-06-30 --json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="events, in JSON Lines")
        add_arguments(parser, audience=EXACT)

    def handle(self, *_: Any, file: Path, **options: Any) -> None:
        found = cut_from(
            file,
            at=options["at"],
            since=options["since"],
            audience=audience_of(options["audience"]),
            resample=not options["counting"],
        )
        self.stdout.write(json.dumps(found, indent=1) if options["json"] else as_text(found))
