"""`permeate load-demonstration`."""

from typing import Any

from django.conf import settings
from django.utils import timezone

from permeate.cli.demonstration.load import load
from permeate.cli.program import PermeateCommand


class Command(PermeateCommand):
    help = (
        "Fill the database with fictional people, named by their role, and with what they do, "
        "dated relative to today. Once: a second run changes nothing."
    )
    example = "permeate load-demonstration"

    def handle(self, *_: Any, verbosity: int, **options: Any) -> None:
        loaded = load(timezone.now())
        if verbosity:
            self.stdout.write(
                f"Loaded. Everybody’s password is “{settings.DEMONSTRATION_PASSWORD}”."
                if loaded
                else "The demonstration is there already; nothing was changed."
            )
