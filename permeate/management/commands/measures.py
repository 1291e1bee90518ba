"""`permeate measures`."""

import json
from argparse import ArgumentParser
from typing import Any

from permeate.cli.measures.arguments import add_arguments, audience_of
from permeate.cli.measures.database import cut_now
from permeate.cli.measures.showing import as_text
from permeate.cli.program import PermeateCommand
from permeate.core.measures.disclosure import Audience


class Command(PermeateCommand):
    help = (
        "Compute every measure of what was known on a day, of the whole service, one "
        "organisation or one programme."
    )
    example = "permeate measures --at 2026-06-30 --json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        whose = parser.add_mutually_exclusive_group()
        whose.add_argument("--programme", metavar="REFERENCE", help="only this programme")
        whose.add_argument("--organisation", metavar="REFERENCE", help="only this organisation")
        add_arguments(parser, audience=Audience.INTERNAL.value)

    def handle(self, *_: Any, **options: Any) -> None:
        found = cut_now(
            programme=options["programme"],
            organisation=options["organisation"],
            at=options["at"],
            since=options["since"],
            audience=audience_of(options["audience"]),
            resample=not options["counting"],
        )
        self.stdout.write(json.dumps(found, indent=1) if options["json"] else as_text(found))
