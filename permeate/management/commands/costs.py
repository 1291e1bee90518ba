"""`permeate costs`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from permeate.cli.costs.files import schedule_from
from permeate.cli.costs.showing import as_data, as_text
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    requires_system_checks = ()  # it asks nothing of the site or its database
    help = (
        "Show the schedule of a placement's costs: every line with days, pay, National "
        "Insurance, pension, levy and VAT, from terms in a JSON or TOML file."
    )
    example = "permeate costs terms.toml --json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="terms, in JSON or TOML")
        parser.add_argument("--json", action="store_true", help="answer for a program")

    def handle(self, *_: Any, file: Path, **options: Any) -> None:
        schedule = schedule_from(file)
        answer = json.dumps(as_data(schedule), indent=1) if options["json"] else as_text(schedule)
        self.stdout.write(answer)
