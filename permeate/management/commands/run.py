"""`permeate run`."""

import os
from argparse import ArgumentParser
from typing import Any

from permeate.cli.program import PermeateCommand
from permeate.cli.running import run_site


class Command(PermeateCommand):
    help = "Prepare the database and run the site and its worker until Ctrl-C."
    example = "permeate run --port 8080"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            type=int,
            default=os.environ.get("PORT", "8000"),
            help="where to serve; 0 takes any free port (default: PORT, else 8000)",
        )

    def handle(self, *_: Any, port: int, **options: Any) -> None:
        run_site(port)
