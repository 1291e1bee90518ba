"""Work for later, by name: rows never hold a path into the code."""

from typing import Any

from django_q.tasks import async_task

RUNNER = "permeate.jobs.run"  # the one entry the queue knows


def enqueue(name: str, **arguments: Any) -> None:
    """Put a job in the queue, in the caller's transaction. Arguments are plain values."""
    async_task(RUNNER, name, task_name=name, **arguments)
