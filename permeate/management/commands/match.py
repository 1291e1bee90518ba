"""`permeate match`: rank, rounds and rings, each a module of `permeate/cli/matching`."""

from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import Any

from permeate.cli.matching import checking, ranking, rings, rounds
from permeate.cli.program import PermeateCommand

SUBJECTS = {"check": checking, "rank": ranking, "rings": rings, "round": rounds}


class Command(PermeateCommand):
    requires_system_checks = ()  # it asks nothing of the site or its database
    help = "Matching on files, without a database. Each subcommand has its own --help."
    example = "permeate match rings arcs.csv --json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        subjects = parser.add_subparsers(dest="subject", required=True, metavar="SUBJECT")
        for name, subject in SUBJECTS.items():
            under = subjects.add_parser(
                name,
                help=subject.HELP,
                description=subject.HELP,
                formatter_class=RawDescriptionHelpFormatter,
            )
            subject.add_arguments(under)

    def handle(self, *_: Any, subject: str, **options: Any) -> None:
        SUBJECTS[subject].run(options, self)
