"""`permeate verify`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from permeate.cli.credentials.verifying import as_json, as_words, verify
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    requires_system_checks = ()
    help = (
        "Check an evidence pack (PDF), a credential (JSON) or a badge (PNG or SVG). Intact: form "
        "and signature are good and nothing is left out of them. Issuer: known only where --trust "
        "holds its DID document. Revoked: asked of the status list. Status 0 only where all of it "
        "is in order."
    )
    example = "permeate verify evidence.pdf --offline --trust trusted --json"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="PDF, JSON, PNG or SVG")
        parser.add_argument("--offline", action="store_true", help="fetch nothing")
        parser.add_argument(
            "--trust",
            type=Path,
            metavar="DIR",
            help="folder with DID documents and status lists that you trust, as JSON files of any "
            "name, also in folders in it",
        )
        parser.add_argument("--json", action="store_true", help="answer for a program")

    def handle(self, *_: Any, **options: Any) -> None:
        verdict = verify(
            options["file"],
            folder=options["trust"],
            offline=options["offline"],
            now=timezone.now(),
        )
        self.stdout.write((as_json if options["json"] else as_words)(verdict))
        if not verdict.valid:
            raise CommandError("It is not valid, or not all of it could be checked.", returncode=1)
