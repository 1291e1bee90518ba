"""`permeate work`."""

import signal
from threading import Event
from types import FrameType
from typing import Any

from permeate.cli.program import PermeateCommand
from permeate.jobs.schedule import lay_schedule
from permeate.jobs.worker import work_until
from permeate.safety import refuse_demonstration_data


class Command(PermeateCommand):
    help = (
        "Run a worker: it sends mail and does what time brings, until Ctrl-C or TERM; then it "
        "finishes what it is doing. Run as many as you like, on any machine."
    )
    example = "permeate work"

    def handle(self, *_: Any, **options: Any) -> None:
        stopping = Event()

        def stop(_number: int, _frame: FrameType | None) -> None:
            stopping.set()

        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, stop)
        refuse_demonstration_data()
        lay_schedule()
        work_until(stopping)
