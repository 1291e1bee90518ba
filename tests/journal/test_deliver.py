"""The outbox against a real SMTP server on loopback and a stand-in for GOV.UK Notify's API."""

import json
import re
import socket
from datetime import timedelta
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from jinja2 import DictLoader

from permeate.core.events import Event
from permeate.journal import deliver
from permeate.journal.deliver import MAX_ATTEMPTS, send_due
from permeate.journal.notices import WORDING, notify
from permeate.journal.record import NotWriting, write
from permeate.models import Notice

NOTIFY_KEY = "trial-00000000-0000-0000-0000-000000000001-00000000-0000-0000-0000-000000000002"


@pytest.fixture(autouse=True)
def _trial_wording(monkeypatch) -> None:
    words = DictLoader({"trial.txt": "{{ subject }}\n\n{{ body }}"})
    monkeypatch.setattr(WORDING, "loader", words)


class Letterbox:
    """Keeps what the SMTP server is given; says no to ``refuses`` messages first."""

    def __init__(self) -> None:
        self.letters, self.refuses = [], 0

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.refuses:
            self.refuses -= 1
            return "451 Try again later"
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


@pytest.fixture
def letterbox(settings):
    box = Letterbox()
    with socket.socket() as finder:
        finder.bind(("127.0.0.1", 0))
        port = finder.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.MAIL_CHANNEL = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    yield box
    server.stop()


@pytest.fixture
def notice(build, now):
    person = build.person(name="Zoë Ördög", email="zoe@example.org")

    @write
    def tell() -> Notice:
        return notify(
            Event.PERSON_UPDATED,
            to=person,
            wording="trial",
            now=now,
            subject="Déjà vu",
            body="First line\n\nSecond line: £5 – “quoted”",
        )

    return tell()


def test_a_notice_arrives_whole_with_its_message_id(letterbox, notice, now) -> None:
    assert send_due(now) == 1
    (letter,) = letterbox.letters
    assert letter["To"] == "zoe@example.org"
    assert letter["Subject"] == "Déjà vu"
    assert letter["Message-ID"] == notice.message_id
    assert "Second line: £5 – “quoted”" in letter.get_content()
    assert send_due(now + timedelta(hours=1)) == 0


def test_a_server_that_says_later_gets_it_later(letterbox, notice, now) -> None:
    letterbox.refuses = 1
    assert send_due(now) == 0
    notice.refresh_from_db()
    assert "451" in notice.error
    assert send_due(now) == 0, "not before its time"
    assert send_due(now + timedelta(minutes=3)) == 1
    assert len(letterbox.letters) == 1


def test_a_crash_after_sending_sends_again_with_the_same_message_id(
    letterbox, notice, now, monkeypatch
) -> None:
    def send_and_die(notice: Notice) -> None:
        deliver.by_smtp(notice)
        raise SystemExit

    monkeypatch.setitem(deliver.CHANNELS, "dies", send_and_die)
    channel = deliver.settings.MAIL_CHANNEL
    deliver.settings.MAIL_CHANNEL = "dies"
    with pytest.raises(SystemExit):
        send_due(now)
    deliver.settings.MAIL_CHANNEL = channel

    assert send_due(now + timedelta(minutes=6)) == 1
    first, second = letterbox.letters
    assert first["Message-ID"] == second["Message-ID"] == notice.message_id


def test_after_eight_tries_it_is_given_up_with_its_error(settings, notice, now) -> None:
    settings.MAIL_CHANNEL, settings.EMAIL_HOST, settings.EMAIL_PORT = "smtp", "127.0.0.1", 9
    for _ in range(MAX_ATTEMPTS + 2):
        now += timedelta(days=1)
        send_due(now)
    notice.refresh_from_db()
    assert notice.attempts == MAX_ATTEMPTS
    assert notice.failed_at is not None
    assert notice.error


def test_one_bad_address_does_not_hold_up_the_rest(letterbox, build, notice, now) -> None:
    Notice.objects.filter(id=notice.id).update(address="not an address\r\nBcc: x@example.org")
    other = build.person(email="other@example.org")

    @write
    def tell() -> None:
        notify(Event.PERSON_UPDATED, to=other, wording="trial", now=now, subject="s", body="b")

    tell()
    send_due(now)
    assert [letter["To"] for letter in letterbox.letters] == ["other@example.org"]


def test_a_notice_is_gone_with_the_write_that_failed(build, now) -> None:
    person = build.person()

    @write
    def fails() -> None:
        notify(Event.PERSON_UPDATED, to=person, wording="trial", now=now, subject="s", body="b")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert not Notice.objects.exists()


def test_no_notice_outside_a_write(build, now) -> None:
    with pytest.raises(NotWriting):
        notify(
            Event.PERSON_UPDATED,
            to=build.person(),
            wording="trial",
            now=now,
            subject="s",
            body="b",
        )


@pytest.fixture
def notify_api(settings):
    """A stand-in for GOV.UK Notify: keeps each request, answers as the service does."""
    asked = []

    class Api(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, self.headers["Authorization"], body))
            answer = json.dumps({"id": "1", "reference": body["reference"]}).encode()
            self.send_response(201)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *words) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Api)
    Thread(target=server.serve_forever, daemon=True).start()
    settings.MAIL_CHANNEL = "notify"
    settings.NOTIFY_API_KEY = NOTIFY_KEY
    settings.NOTIFY_TEMPLATE_ID = "00000000-0000-0000-0000-00000000000a"
    settings.NOTIFY_BASE_URL = f"http://127.0.0.1:{server.server_port}"
    yield asked
    server.shutdown()


def test_notify_is_asked_field_by_field(notify_api, notice, now) -> None:
    assert send_due(now) == 1
    ((path, authorisation, body),) = notify_api
    assert path == "/v2/notifications/email"
    assert re.fullmatch(r"Bearer [\w-]+\.[\w-]+\.[\w-]+", authorisation)
    assert body == {
        "email_address": "zoe@example.org",
        "template_id": "00000000-0000-0000-0000-00000000000a",
        "personalisation": {"subject": notice.subject, "body": notice.body},
        "reference": notice.message_id,
    }
