"""`permeate lifecycles`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from permeate.cli.lifecycles import document
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    help = "Draw docs/lifecycles.md from the tables of statuses and moves."
    example = "permeate lifecycles --check"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="only say whether it is in step")

    def handle(self, *_: Any, check: bool, **options: Any) -> None:
        page = Path(settings.BASE_DIR) / "docs" / "lifecycles.md"
        drawn = document()
        if not check:
            page.write_text(drawn)
            return
        if not page.exists() or page.read_text() != drawn:
            raise CommandError("docs/lifecycles.md is out of step: run `permeate lifecycles`.")
