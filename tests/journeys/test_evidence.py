"""From the e-mail after a shadowing day to the pack, the auditor's look, the code at the place."""

import json
import re
import time
from datetime import date, timedelta
from io import BytesIO, StringIO

import pytest
import time_machine
from django.core.management import call_command
from pypdf import PdfReader

from permeate.actions.cpd_bodies import AboutMember, add_body
from permeate.cli.credentials.exporting import export_trust
from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.jobs.bookings import ask_attendance
from permeate.models import Activity, Notice
from tests.booking_steps import attended, booked, day_after, reflected
from tests.journeys.conftest import Journey

SCREENS, SECONDS = 2, 60  # at most, from the mail to the downloaded pack


@pytest.fixture
def booking(build, now):
    host = build.organisation("Department for Examples")
    opportunity = build.opportunity(
        host, build.person(host, Role.HOST, name="Cas Host"), kind=Kind.SHADOWING,
        title="A day with the audit team",
    )  # fmt: skip
    home = build.organisation("Barton Council")
    manager = build.person(home, Role.MANAGER, name="Ben Manager")
    person = build.person(home, manager=manager, name="Ann Officer")
    day = build.date(opportunity, starts_on=date(2026, 12, 9))
    return booked(day, person, now)


def address_in(person, part: str) -> str:
    body = Notice.objects.filter(recipient=person, body__contains=part).latest("id").body
    return re.search(rf"https?://\S*{part}\S*", body).group()


def download(journey: Journey) -> bytes:
    with journey.page.expect_download() as found:
        journey.page.get_by_role("button", name="Download your evidence").click()
    return found.value.path().read_bytes()


def test_from_the_mail_after_a_day_to_a_pack_that_verifies_offline(
    journey: Journey, booking, tmp_path
) -> None:
    host = booking.date.opportunity.host_manager
    after = day_after(booking)
    with time_machine.travel(after):
        ask_attendance()
        journey.sign_out().open(address_in(host, "attendance"))
        presses = journey.steps
        journey.press("Yes, they attended").sees("Attendance is confirmed")
        assert journey.steps - presses == 1

        began, screens = time.monotonic(), journey.steps
        journey.sign_in(booking.person).open(address_in(booking.person, "reflect"))
        journey.fill("What?", "I sat with the audit team.")
        journey.fill("So what?", "They sample; we read everything.")
        journey.fill("Now what?", "We sample in January.")
        journey.press("Make my evidence").sees("Your evidence is ready")
        pdf = download(journey)
        assert journey.steps - screens <= SCREENS
        assert time.monotonic() - began < SECONDS

        export_trust(tmp_path / "trust", now=after)
        file = tmp_path / "evidence.pdf"
        file.write_bytes(pdf)
        out = StringIO()
        trust = str(tmp_path / "trust")
        call_command("verify", str(file), "--offline", "--trust", trust, "--json", stdout=out)
        assert json.loads(out.getvalue())["valid"]


def test_an_auditor_looks_and_the_person_reads_it(journey: Journey, booking) -> None:
    with time_machine.travel(day_after(booking) + timedelta(hours=1)):
        attended(booking, name="Cas Host")
        pack = reflected(booking)
        journey.sign_in(booking.person).open(f"/evidence/{pack.reference}/")
        journey.follow("Let an auditor look").press("Make the link").sees("Say who it is for")
        journey.fill("Who is it for?", "CIPFA, audit").choose("My reflections")
        journey.choose("The whole document as a PDF, with all of it").press("Make the link")
        journey.sees("Not yet")
        found = re.search(r"https?://\S+/evidence/sample/\S+", journey.page.inner_text("main"))
        journey.sign_out().open(found.group()).sees("Ann Officer shows you evidence")
        journey.press("Open the evidence").sees("I sat with the triage team.")
        with journey.page.expect_download() as download:
            journey.page.get_by_role("button", name="Download the whole document").click()
        assert "pack.json" in PdfReader(BytesIO(download.value.path().read_bytes())).attachments

        journey.sign_in(booking.person).open(f"/evidence/{pack.reference}/samples/")
        journey.sees("Downloaded the PDF").press("Stop showing it to CIPFA, audit")
        journey.sees("Ended by you")
        journey.sign_out().open(found.group()).sees("stopped showing this")


def test_a_code_at_the_place(journey: Journey, booking) -> None:
    host = booking.date.opportunity.host_manager
    with time_machine.travel(day_after(booking) - timedelta(hours=15)):
        journey.sign_in(host).open(f"/bookings/{booking.reference}/").follow("Show a code")
        journey.press("Show the code").sees("types this code, or scans the square")
        code = journey.page.locator("h1").inner_text()
        journey.sign_in(booking.person).open(f"/bookings/{booking.reference}/")
        journey.follow("Enter your host’s code").fill("Code", "1").press("Confirm that I attended")
        journey.sees("not the code").fill("Code", code).press("Confirm that I attended")
        journey.sees("What did you learn?")


def test_a_host_puts_the_hours_right_and_whoever_checks_reads_why(
    journey: Journey, booking
) -> None:
    host = booking.date.opportunity.host_manager
    with time_machine.travel(day_after(booking) + timedelta(hours=1)):
        attended(booking, name="Cas Host")
        old = booking.credentials.get()
        journey.sign_in(host).open(f"/bookings/{booking.reference}/")
        journey.follow("Put your confirmation right").press("Put it right")
        journey.sees("Select what is right").choose("They attended, for other hours")
        journey.fill("Hours they attended", "5").fill("Why?", "They left at three.")
        journey.press("Put it right").sees("5 hours")
        query = f"reference={old.reference}&code={old.content_hash[:16]}"
        journey.sign_out().open(f"/evidence/check/?{query}")
        journey.sees("This evidence was revoked").sees("They left at three.")


def test_a_conference_beside_a_day_takes_no_fewer_steps(journey: Journey, build, booking) -> None:
    """Both end in a pack for the same body; the day's is signed by its host besides."""
    person = booking.person
    after = day_after(booking)
    with time_machine.travel(after):
        attended(booking, name="Cas Host")
        reflected(booking)
        add_body(key="shipped:cipfa-2026", about=AboutMember(), by=person, now=after)
        journey.sign_in(person)
        of_a_day = steps_of_a_day(journey)
        Activity.objects.all().delete()
        of_a_conference = steps_of_a_conference(journey)
    assert of_a_day <= of_a_conference


def steps_of_a_day(journey: Journey) -> int:
    before = journey.steps
    journey.open("/cpd/log/")
    journey.page.locator("button", has_text="Add to the log").first.click()
    journey.page.wait_for_load_state()
    journey.check().open("/evidence/new/")
    journey.press("Make the pack").sees("Your evidence is ready").sees("Cas Host")
    return journey.steps - before


def steps_of_a_conference(journey: Journey) -> int:
    before = journey.steps
    journey.open("/cpd/log/add/").fill("What was it?", "A conference on audit")
    journey.page.get_by_label("What sort?").select_option("conference")
    journey.fill("Day", "9").fill("Month", "12").fill("Year", "2026").fill("Hours", "6")
    journey.press("Save").open("/evidence/new/")
    journey.press("Make the pack").sees("Your evidence is ready").sees("A conference on audit")
    return journey.steps - before
