"""`permeate export-trust`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from permeate.cli.credentials.exporting import export_trust
from permeate.cli.program import PermeateCommand
from permeate.core.refusals import Refused


class Command(PermeateCommand):
    requires_system_checks = ()
    help = (
        "Write the DID document and status lists of every issuer of this service into a folder, "
        "for those who check evidence offline with `permeate verify --trust`. What was there of "
        "an earlier export is replaced."
    )
    example = "permeate export-trust trusted"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", help="made where it is missing")

    def handle(self, *_: Any, folder: Path, **options: Any) -> None:
        try:
            count = export_trust(folder, now=timezone.now())
        except OSError as error:
            raise CommandError(f"{folder}: {error.strerror}.", returncode=2) from error
        except Refused as refusal:
            raise CommandError(refusal.reason, returncode=1) from refusal
        self.stdout.write(f"{count} files in {folder}.")
