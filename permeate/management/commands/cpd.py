"""`permeate cpd`."""

from argparse import ArgumentParser
from typing import Any

from permeate.cli.cpd.commands import SUBCOMMANDS
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    requires_system_checks = ()  # it asks nothing of the site or its database
    help = (
        "Professional bodies’ rules on CPD: list them, check a file of your own, and judge a "
        "log of activities. Each verdict is met, not met with what is short, or unknown with why."
    )
    example = "permeate cpd assess --scheme acca --activities log.csv --json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parts = parser.add_subparsers(dest="part", required=True, metavar="PART")
        for name, (add, _, words) in SUBCOMMANDS.items():
            add(parts.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}."))

    def handle(self, *_: Any, part: str, **options: Any) -> None:
        self.stdout.write(SUBCOMMANDS[part][1](options))
