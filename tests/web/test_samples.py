"""What an auditor sees through a link, and what the person reads about it."""

import io
import re
from datetime import timedelta

import pypdf
import pytest
import time_machine
from django.urls import reverse

from permeate.core.roles import Role
from permeate.models import AuditEvent, Notice, Sample, SampleLook
from tests.booking_steps import LINES, attended, booked, day_after, reflected


@pytest.fixture
def pack(build, now):
    home = build.organisation("Barton Council")
    person = build.person(home, manager=build.person(home, Role.MANAGER), name="Ann Officer")
    booking = booked(build.date(), person, now)
    attended(booking, name="Cas Host")
    return reflected(booking)


@pytest.fixture
def at(pack):
    with time_machine.travel(day_after(pack.booking), tick=False) as traveller:
        yield traveller


def make(client, pack, *shows: str, days: int = 7, **change):
    until = (day_after(pack.booking) + timedelta(days=days)).date()
    data = {
        "for_whom": "CIPFA, audit",
        "shows": list(shows),
        "expires_on-day": until.day,
        "expires_on-month": until.month,
        "expires_on-year": until.year,
        **change,
    }
    return client.post(reverse("samples", args=[pack.reference]), data, follow=True)


def link_on(page) -> str:
    return re.search(r"https?://\S+?(/evidence/sample/[^<\s]+/)", page.content.decode()).group(1)


def main_of(answer) -> str:
    text = answer.content.decode().partition("<main")[2].partition("</main")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", text).split())


def test_a_look_writes_nothing_until_the_button_is_pressed(pack, at, sign_in, client) -> None:
    link = link_on(make(sign_in(pack.person), pack))
    cover = client.get(link)
    assert "For CIPFA, audit" in main_of(cover)
    assert "Cas Host" not in main_of(cover)
    assert not SampleLook.objects.exists()
    opened = main_of(client.post(link))
    assert "Cas Host" in opened
    assert SampleLook.objects.get().what == "OPENED"


def test_it_shows_exactly_what_was_agreed(pack, at, sign_in, client) -> None:
    person = sign_in(pack.person)
    little = main_of(client.post(link_on(make(person, pack))))
    assert "7 hours" in little
    assert LINES["what"] not in little
    assert "PDF" not in little
    more = main_of(client.post(link_on(make(person, pack, "REFLECTION"))))
    assert LINES["what"] in more
    for private in (pack.person.email, pack.booking.reference, pack.booking.home_manager.name):
        assert private not in more


def test_the_document_only_where_it_was_agreed(pack, at, sign_in, client) -> None:
    person = sign_in(pack.person)
    link = link_on(make(person, pack, "REFLECTION"))
    assert client.post(link, {"document": "1"}).status_code == 410
    assert not SampleLook.objects.exists()
    whole = link_on(make(person, pack, "DOCUMENT"))
    pdf = client.post(whole, {"document": "1"}).content
    assert "pack.json" in pypdf.PdfReader(io.BytesIO(pdf)).attachments
    assert SampleLook.objects.get().what == "DOWNLOADED"


def test_the_person_reads_every_look_and_is_told_of_the_first(pack, at, sign_in, client) -> None:
    person = sign_in(pack.person)
    link = link_on(make(person, pack))
    for _ in range(2):
        client.post(link)
    page = main_of(person.get(reverse("samples", args=[pack.reference])))
    assert page.count("Opened,") == 2
    assert Notice.objects.filter(event="SAMPLE_OPENED").count() == 1
    assert AuditEvent.objects.filter(event="SAMPLE_OPENED").count() == 2


def test_the_person_ends_it(pack, at, sign_in, client) -> None:
    person = sign_in(pack.person)
    link = link_on(make(person, pack))
    sample = Sample.objects.get()
    page = person.post(reverse("end_sample", args=[sample.reference]), follow=True)
    assert "Ended by you on" in main_of(page)
    for answer in (client.get(link), client.post(link)):
        assert answer.status_code == 410
        assert "stopped showing this" in main_of(answer)


def test_after_its_last_day_it_shows_nothing(pack, at, sign_in, client) -> None:
    link = link_on(make(sign_in(pack.person), pack, days=2))
    at.move_to(day_after(pack.booking) + timedelta(days=2))
    assert client.get(link).status_code == 200
    at.move_to(day_after(pack.booking) + timedelta(days=3))
    assert "time is over" in main_of(client.post(link))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"for_whom": ""}, "Say who it is for"),
        ({"expires_on-year": "2030"}, "within 60 days"),
        ({"expires_on-day": "40"}, "must be a real date"),
        ({"shows": "EVERYTHING"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said(pack, at, sign_in, change, words) -> None:
    page = make(sign_in(pack.person), pack, **change)
    assert page.status_code == 422
    assert words in main_of(page)
    assert not Sample.objects.exists()


def test_it_is_the_persons_own_to_show(pack, at, sign_in) -> None:
    make(sign_in(pack.person), pack)
    sample = Sample.objects.get()
    other = sign_in(pack.booking.home_manager)
    assert other.get(reverse("samples", args=[pack.reference])).status_code == 404
    assert other.post(reverse("end_sample", args=[sample.reference])).status_code == 404
