"""`permeate run`."""

import os
from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from permeate.cli.program import PermeateCommand
from permeate.cli.running import run_site

LAST_PORT = 65535


def port_number(text: str) -> int:
    """Return the port that `text` names; 0 is any free one."""
    if not text.isdecimal() or int(text) > LAST_PORT:
        raise ArgumentTypeError(f"must be a number from 0 to {LAST_PORT}, not {text!r}")
    return int(text)


class Command(PermeateCommand):
    help = "Prepare the database and run the site and its worker until Ctrl-C."
    example = "permeate run --port 8080"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--port",
            type=port_number,
            default=os.environ.get("PORT", "8000"),
            help="where to serve; 0 takes any free port (default: PORT, else 8000)",
        )

    def handle(self, *_: Any, port: int, **options: Any) -> None:
        run_site(port)
