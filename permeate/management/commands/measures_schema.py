"""`permeate measures-schema`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from permeate.cli.measures.dictionary import pages, schema_text
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    requires_system_checks = ()
    help = "Print the JSON Schema of an event, or draw the data dictionary in docs."
    example = "permeate measures-schema > events.schema.json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--docs", action="store_true", help="draw docs/measures.md and the schema"
        )
        parser.add_argument(
            "--check", action="store_true", help="only say whether they are in step"
        )

    def handle(self, *_: Any, docs: bool, check: bool, **options: Any) -> None:
        drawn = pages(Path(settings.BASE_DIR) / "docs")
        if check:
            old = [p.name for p, text in drawn.items() if not p.exists() or p.read_text() != text]
            if old:
                raise CommandError(
                    f"{' and '.join(old)} in docs out of step: run `measures-schema --docs`."
                )
        elif docs:
            for path, text in drawn.items():
                path.write_text(text)
        else:
            self.stdout.write(schema_text(), ending="")
