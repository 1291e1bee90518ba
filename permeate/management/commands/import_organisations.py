"""`permeate import-organisations`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from permeate.cli.organisations import Files, as_json, as_text, run_import
from permeate.cli.program import PermeateCommand
from permeate.core.registers import plain
from permeate.core.registers.parsing import Format


class Command(PermeateCommand):
    requires_system_checks = ()  # looking through every page takes longer than the import
    help = (
        "Bring organisations from a public register up to date. Every row is created, updated, "
        "unchanged or rejected with its line and the reason; nothing is ever deleted, and a "
        "body that is not in the file is left as it is. Importing a file again changes nothing."
    )
    example = (
        "permeate import-organisations --format mysociety uk_local_authorities.csv "
        "--regions la_to_region.csv --rural-urban la_rural_urban.csv"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="CSV in UTF-8 with a heading")
        parser.add_argument(
            "--format",
            required=True,
            choices=[form.value for form in Format],
            help=f"whose file it is; csv is a list of your own with the columns "
            f"{', '.join(plain.COLUMNS)} and, as you like, {', '.join(plain.OPTIONAL)}",
        )
        parser.add_argument("--regions", type=Path, help="council code to region (mysociety)")
        parser.add_argument("--rural-urban", type=Path, help="rural or urban class (mysociety)")
        parser.add_argument("--websites", type=Path, help="councils’ websites (mysociety)")
        parser.add_argument(
            "--as-listed",
            action="store_true",
            help="leave known faults of the register as they are, such as bodies that merged",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what it would do, only")
        parser.add_argument("--json", action="store_true", help="answer for a program")

    def handle(self, *_: Any, **options: Any) -> None:
        form = Format(options["format"])
        beside = [name for name in ("regions", "rural_urban", "websites") if options[name]]
        if beside and form is not Format.MYSOCIETY:
            name = beside[0].replace("_", "-")
            raise CommandError(f"--{name} goes with --format mysociety only.", returncode=2)
        dry_run = options["dry_run"]
        parsed, plan = run_import(
            form,
            Files(options["file"], **{name: options[name] for name in beside}),
            now=timezone.now(),
            dry_run=dry_run,
            as_listed=options["as_listed"],
        )
        answer = as_json if options["json"] else as_text
        self.stdout.write(answer(parsed, plan, dry_run=dry_run))
