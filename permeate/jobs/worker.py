"""A worker: takes one job at a time from the queue, and puts there what has fallen due.

django-q2 keeps the queue, the schedule and the results. Its own cluster is not used: its
processes hand jobs to one another through pipes, and when one of them is killed outright it
can take a pipe's lock with it, so that the others wait for ever. This worker is one process
and shares nothing but the database; as many as are wanted run side by side, on any machine.
"""

import logging
import time
import traceback
from threading import Event
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone
from django_q.brokers import Broker, get_broker
from django_q.exceptions import TimeoutException
from django_q.monitor import save_task
from django_q.scheduler import scheduler
from django_q.signing import BadSignature, SignedPackage
from django_q.timeout import TimeoutHandler

from permeate.jobs.registry import run
from permeate.journal.later import RUNNER

SCHEDULE_SECONDS = 15  # between two looks at what has fallen due
TROUBLE_SECONDS = 2.0  # to wait when the database does not answer

logger = logging.getLogger(__name__)


class UnknownWorkError(Exception):
    """A row of the queue names something else than our one entry."""


def work_until(stopping: Event) -> None:
    """Do jobs until `stopping` is set; the one under way is finished first.

    A database that does not answer is waited for.
    """
    broker = get_broker()
    looked_at = float("-inf")  # seconds on the monotonic clock
    while not stopping.is_set():
        try:
            if time.monotonic() - looked_at >= SCHEDULE_SECONDS:
                looked_at = time.monotonic()
                scheduler(broker)
            work_once(broker, stopping)
        except DatabaseError:
            logger.exception("The queue does not answer; trying again")
            stopping.wait(TROUBLE_SECONDS)


def work_once(broker: Broker, stopping: Event | None = None) -> None:
    """Take what the queue has ready (it waits a moment when that is nothing) and do it.

    Each job is held for Q_CLUSTER["retry"] seconds: when its worker dies, another does it
    after that. A failed one is tried again likewise, up to "max_attempts" times.
    """
    for held, package in broker.dequeue() or []:
        if stopping and stopping.is_set():
            return  # still in the queue, for another worker
        try:
            task = SignedPackage.loads(package)
        except (TypeError, BadSignature):
            logger.exception("Dropped a job that this service did not write")
            broker.fail(held)
            continue
        _do(task | {"ack_id": held, "cluster": settings.Q_CLUSTER["name"]}, broker)


def _do(task: dict[str, Any], broker: Broker) -> None:
    task["result"], task["success"] = _outcome(task)
    task["stopped"] = timezone.now()
    save_task(task, broker)  # also takes it from the queue after its last attempt
    if task["success"]:
        broker.acknowledge(task["ack_id"])
    else:
        logger.error("The job %s failed: %s", task["name"], task["result"])


def _outcome(task: dict[str, Any]) -> tuple[Any, bool]:
    """What the job returned and True, or what went wrong and False."""
    try:
        if task["func"] != RUNNER:
            raise UnknownWorkError(f"{task['func']!r} is no job")
        with TimeoutHandler(settings.Q_CLUSTER["timeout"]):
            return run(*task["args"], **task["kwargs"]), True
    except (Exception, TimeoutException):  # noqa: BLE001 - whatever a job raises, go on
        return traceback.format_exc(), False
