"""`permeate work`."""

from typing import Any

from django.core.management import call_command
from django.db import connections

from permeate.cli.program import PermeateCommand
from permeate.jobs.schedule import lay_schedule


class Command(PermeateCommand):
    help = "Run the worker alone: it sends mail and does what time brings, until told to stop."
    example = "permeate work"

    def handle(self, *_: Any, **options: Any) -> None:
        lay_schedule()
        connections.close_all()  # the worker's processes open their own
        call_command("qcluster")
