"""Killed at any moment, the site loses nothing it acknowledged and its history stays whole.

People report concerns while `kill -9` strikes the site's and the worker's processes. Each
concern is a row, an event of the history and a notice to the operator, in one transaction;
the notices go to a mail server of ours.
"""

import asyncio
import contextlib
import json
import os
import random
import re
import signal
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from email import message_from_bytes
from pathlib import Path

import psycopg
import pytest
import requests
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from ops.postgres import free_port
from tests.running_site import Site

SEED = 20261103
KILLS, KILLS_IN_FULL = 8, 200
WRITERS = 2
PAUSE_SECONDS = 0.1  # between two concerns of one writer
MAIL_SECONDS = 0.05  # taken by the mail server: time to be killed in
STEADY = 0.8  # of the blows fall when everything is under way, the others while it starts
LIMIT_SECONDS = 300
OPERATOR = "operator@example.org"

ADD_OPERATOR = f"""
from django.utils import timezone
from permeate.models import Person
Person.objects.create_user(
    email="{OPERATOR}", password=None, name="Operator", created_at=timezone.now(), is_operator=True)
"""
# What a mail server that was slow to answer leaves for later is due a quarter of an hour on.
SEND_THE_REST = """
from datetime import timedelta
from django.utils import timezone
from permeate.journal.deliver import send_due
while send_due(timezone.now() + timedelta(minutes=15)):
    pass
"""
EVERYTHING = """
import json
from permeate.models import AuditEvent, Concern, Notice
print(json.dumps({
    "concerns": list(Concern.objects.values_list("reference", "body")),
    "events": list(AuditEvent.objects.filter(event="CONCERN_REPORTED").values_list(
        "subject", flat=True)),
    "notices": list(Notice.objects.values_list("message_id", flat=True)),
    "unsent": Notice.objects.filter(sent_at=None).count(),
}))
"""


class Mailbox:
    """A mail server that counts what arrives by its Message-ID."""

    def __init__(self) -> None:
        self.received: Counter[str] = Counter()
        self.port = free_port()
        self.server = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        await asyncio.sleep(MAIL_SECONDS)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.received[message_from_bytes(envelope.content)["Message-ID"]] += 1
        return "250 OK"


class Writer(threading.Thread):
    """Somebody who reports one concern after the other and remembers which were accepted."""

    def __init__(self, name: str, address: str) -> None:
        super().__init__(name=name, daemon=True)
        self.form = f"{address}/pages/report-a-concern/"
        self.acknowledged: list[str] = []
        self.other: list[int] = []  # answers that are neither yes nor a fault of the server
        self.enough = threading.Event()

    def run(self) -> None:
        browser = requests.Session()
        number = 0
        while not self.enough.wait(PAUSE_SECONDS):
            number += 1
            with contextlib.suppress(requests.RequestException):
                self.report(browser, f"{self.name}-{number}")

    def report(self, browser: requests.Session, body: str) -> None:
        page = browser.get(self.form, timeout=30)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        if not token:
            return
        answers = {"csrfmiddlewaretoken": token.group(1), "body": body, "reply_to": ""}
        answer = browser.post(self.form, data=answers, timeout=30, allow_redirects=False)
        if answer.status_code == 302:
            self.acknowledged.append(body)
        elif answer.status_code < 500:
            self.other.append(answer.status_code)


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    box = Mailbox()
    box.server.start()
    yield box
    box.server.stop()


@pytest.fixture
def database() -> Iterator[dict[str, str]]:
    """DATABASE_URL of a database for the site alone, on PostgreSQL; nothing on SQLite."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        yield {}
        return
    name = f"kills_{os.getpid()}"
    with psycopg.connect(url, autocommit=True) as server:
        server.execute(f"create database {name}")
        yield {"DATABASE_URL": f"{url.rsplit('/', 1)[0]}/{name}"}
        server.execute(f"drop database {name} with (force)")


@pytest.fixture
def site(folder: Path, mailbox: Mailbox, database: dict[str, str]) -> Site:
    mail = {"PERMEATE_MAIL": "smtp", "PERMEATE_SMTP_HOST": "127.0.0.1"}
    site = Site(folder, **mail, PERMEATE_SMTP_PORT=str(mailbox.port), **database)
    site.url = site.address()
    site.permeate("shell", "-v0", "-c", ADD_OPERATOR)
    return site


@pytest.mark.soak
def test_nothing_acknowledged_is_lost(
    site: Site, mailbox: Mailbox, rounds: Callable[[int, int], int]
) -> None:
    writers = [Writer(f"writer{number}", site.url) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    chance = random.Random(SEED)
    for _ in range(rounds(KILLS, KILLS_IN_FULL)):
        until(someone_is_heard(writers))
        if chance.random() < STEADY:
            until(something_arrives(mailbox))
        time.sleep(chance.uniform(0, 1))
        strike(site, chance)
    until(someone_is_heard(writers))
    for writer in writers:
        writer.enough.set()
        writer.join()
    assert site.process.poll() is None
    assert [writer.other for writer in writers] == [[]] * WRITERS

    the_worker_still_sends(site, mailbox)
    assert site.stop() == 0
    assert site.processes() == set()
    site.permeate("shell", "-v0", "-c", SEND_THE_REST)
    kept = json.loads(site.permeate("shell", "-v0", "-c", EVERYTHING))

    bodies = Counter(body for _, body in kept["concerns"])
    acknowledged = {body for writer in writers for body in writer.acknowledged}
    assert acknowledged - bodies.keys() == set()
    assert {body for body, times in bodies.items() if times > 1} == set()
    assert sorted(kept["events"]) == sorted(reference for reference, _ in kept["concerns"])
    assert len(kept["notices"]) == len(kept["concerns"])
    assert kept["unsent"] == 0
    assert set(mailbox.received) == set(kept["notices"])
    history = json.loads(site.permeate("verify-history", "--json"))
    assert history["whole"]


def strike(site: Site, chance: random.Random) -> None:
    """Kill one process of the site or the worker, or all of one, or all of both."""
    web, worker = processes_by_service(site)
    both = web | worker
    victims = chance.choice(
        [worker, web, both, {chance.choice(sorted(both))}, {chance.choice(sorted(web or both))}]
    )
    for number in victims:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)


def processes_by_service(site: Site) -> tuple[set[int], set[int]]:
    until(lambda: len(site.processes()) > 1)
    web, worker = set(), set()
    for number in site.processes() - {site.process.pid}:
        with contextlib.suppress(OSError):
            command = Path(f"/proc/{number}/cmdline").read_bytes()
            (web if b"gunicorn" in command else worker).add(number)
    return web, worker


def someone_is_heard(writers: list[Writer]) -> Callable[[], bool]:
    """Whether a concern was accepted since this was asked first."""
    before = sum(len(writer.acknowledged) for writer in writers)
    return lambda: sum(len(writer.acknowledged) for writer in writers) > before


def something_arrives(mailbox: Mailbox) -> Callable[[], bool]:
    """Whether a notice was sent since this was asked first."""
    before = mailbox.received.total()
    return lambda: mailbox.received.total() > before


def the_worker_still_sends(site: Site, mailbox: Mailbox) -> None:
    """After all that, one more concern reaches the operator without any help."""
    last = Writer("last", site.url)
    last.start()
    until(lambda: last.acknowledged)
    last.enough.set()
    last.join()
    until(something_arrives(mailbox))


def until(holds: Callable[[], object]) -> None:
    limit = time.monotonic() + LIMIT_SECONDS
    while not holds():
        assert time.monotonic() < limit
        time.sleep(0.05)
