"""The worker does each job at least once, and one bad job does not keep it from the next."""

import time
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.db import OperationalError
from django.utils import timezone
from django_q.brokers import get_broker
from django_q.models import OrmQ, Schedule, Task
from django_q.tasks import async_task

from permeate.jobs import registry, worker
from permeate.journal.later import RUNNER, enqueue

pytestmark = pytest.mark.django_db


@pytest.fixture
def done(monkeypatch) -> list[Any]:
    """What the job `note` was given; the job `fail` always fails and `sleep` takes 5 s."""
    seen: list[Any] = []

    def fail() -> None:
        raise ValueError("no such thing")

    jobs = {
        "note": lambda **given: seen.append(given),
        "fail": fail,
        "sleep": lambda: time.sleep(5),
    }
    monkeypatch.setattr(registry, "JOBS", jobs)
    return seen


@pytest.fixture(autouse=True)
def broker(monkeypatch):
    """The queue, which neither waits nor closes the connection that the test's rows are in."""
    monkeypatch.setattr("django_q.brokers.orm.sleep", lambda _: None)
    for module in ("monitor", "scheduler"):
        monkeypatch.setattr(f"django_q.{module}.close_old_django_connections", lambda: None)
    return get_broker()


def test_a_job_is_done_once_and_taken_from_the_queue(broker, done) -> None:
    enqueue("note", number=1)
    worker.work_once(broker)
    worker.work_once(broker)
    assert done == [{"number": 1}]
    assert not OrmQ.objects.exists()
    assert Task.objects.get().success


def test_a_job_whose_worker_died_is_done_by_another_after_a_while(broker, done) -> None:
    enqueue("note", number=1)
    assert broker.dequeue()  # taken, and then never heard of again
    worker.work_once(broker)
    assert done == []
    OrmQ.objects.update(lock=timezone.now() - timedelta(seconds=1))
    worker.work_once(broker)
    assert done == [{"number": 1}]


def test_a_failing_job_is_tried_again_and_given_up_in_the_end(broker, done, settings) -> None:
    enqueue("fail")
    enqueue("note", number=2)
    rounds = 0
    while OrmQ.objects.exists():
        worker.work_once(broker)
        OrmQ.objects.update(lock=timezone.now() - timedelta(seconds=1))
        rounds += 1
        assert rounds < 20
    assert done == [{"number": 2}]
    failed = Task.objects.get(success=False)
    assert "no such thing" in failed.result
    assert failed.attempt_count == settings.Q_CLUSTER["max_attempts"]


def test_a_job_that_takes_too_long_is_stopped(broker, done, monkeypatch, settings) -> None:
    monkeypatch.setitem(settings.Q_CLUSTER, "timeout", 1)
    enqueue("sleep")
    worker.work_once(broker)
    assert "maximum timeout" in Task.objects.get(success=False).result


def test_a_row_that_was_not_written_by_us_is_dropped(broker, done) -> None:
    OrmQ.objects.create(key=broker.list_key, payload="forged", lock=timezone.now())
    enqueue("note", number=1)
    worker.work_once(broker)
    worker.work_once(broker)
    assert done == [{"number": 1}]
    assert not OrmQ.objects.exists()


def test_nothing_but_our_own_jobs_is_run(broker, done) -> None:
    async_task("os.getcwd")
    worker.work_once(broker)
    assert "is no job" in Task.objects.get(success=False).result


def test_what_has_fallen_due_is_done(broker, done) -> None:
    Schedule.objects.create(
        name="note",
        func=RUNNER,
        args="('note',)",
        schedule_type=Schedule.MINUTES,
        minutes=5,
        repeats=-1,
        next_run=timezone.now() - timedelta(minutes=1),
    )
    stopping = StopAfter(3)
    worker.work_until(stopping)
    assert done == [{}]
    assert Schedule.objects.get().next_run > timezone.now()


def test_told_to_stop_it_leaves_the_rest_in_the_queue(broker, done) -> None:
    enqueue("note", number=1)
    stopping = Event()
    stopping.set()
    worker.work_until(stopping)
    worker.work_once(broker, stopping)
    assert done == []
    assert OrmQ.objects.count() == 1


def test_a_database_that_does_not_answer_is_waited_for(done, monkeypatch) -> None:
    enqueue("note", number=1)
    real, calls = worker.work_once, []

    def sometimes(*given: Any) -> None:
        calls.append(given)
        if len(calls) == 1:
            raise OperationalError("the server closed the connection")
        real(*given)

    monkeypatch.setattr(worker, "work_once", sometimes)
    monkeypatch.setattr(worker, "TROUBLE_SECONDS", 0)
    worker.work_until(StopAfter(3))
    assert done == [{"number": 1}]


class StopAfter(Event):
    """Says stop the given number of rounds later."""

    def __init__(self, rounds: int) -> None:
        super().__init__()
        self.left = rounds

    def is_set(self) -> bool:
        self.left -= 1
        return self.left < 0
