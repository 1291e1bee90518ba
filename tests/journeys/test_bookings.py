"""A day from the booking to the PDF: participant, manager, host, auditor, in a browser."""

import re
from datetime import date
from io import BytesIO

import pytest
import time_machine
from pypdf import PdfReader

from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from permeate.jobs.bookings import ask_attendance
from permeate.models import Booking, EvidencePack, Notice
from tests.booking_steps import booked, day_after
from tests.journeys.conftest import Journey


@pytest.fixture
def day(build):
    host = build.organisation("Department for Examples")
    opportunity = build.opportunity(
        host,
        build.person(host, Role.HOST, name="Cas Host"),
        kind=Kind.DEVELOPMENT_DAY,
        title="A day with the benefits triage team",
        location="Leeds",
    )
    return build.date(opportunity, starts_on=date(2026, 12, 9), places=1)


@pytest.fixture
def council(build):
    home = build.organisation("Barton Council")
    return home, build.person(home, Role.MANAGER, name="Ben Manager")


def address_in(person, part: str) -> str:
    body = Notice.objects.filter(recipient=person, body__contains=part).latest("id").body
    return re.search(rf"https?://\S*{part}\S*", body).group()


def ask_for_a_place(journey: Journey, day) -> None:
    """Two screens: the opportunity with its dates, and the one form."""
    journey.open(f"/opportunities/{day.opportunity.reference}/").follow("Book")
    journey.press("Ask for this place").sees("Say what you want to learn")
    journey.fill("What do you want to learn?", "How you triage in a day.")
    journey.choose("No").choose("I will keep confidential what I see and hear that is not public")
    journey.press("Ask for this place").sees("A place is held until the end of")


def test_from_booking_a_day_to_evidence_an_auditor_checks(
    journey: Journey, build, council, day, now
) -> None:
    home, manager = council
    person = build.person(home, manager=manager, name="Ann Officer")
    host = day.opportunity.host_manager
    with time_machine.travel(now):
        journey.sign_in(person)
        ask_for_a_place(journey, day)

        journey.sign_out().open(address_in(manager, "decide")).sees("Can Ann Officer go?")
        journey.press("Record my decision").sees("Select yes or no")
        journey.choose("Yes, I confirm this page for home")
        journey.press("Record my decision").sees("Thank you. Your decision is recorded")

        journey.sign_in(host).open("/home/").follow("Confirm a place for Ann Officer")
        journey.press("Confirm for the host").sees("Booked. All three sides have been told.")

    booking = Booking.objects.get()
    with time_machine.travel(day_after(booking)):
        ask_attendance()
        journey.sign_out().open(address_in(host, "attendance")).sees("Did Ann Officer attend?")
        journey.press("Yes, they attended").sees("Attendance is confirmed")

        journey.sign_in(person).open("/home/")
        before = journey.steps
        journey.follow("Write three lines for your evidence")
        journey.fill("What?", "I sat with the triage team.")
        journey.fill("So what?", "They answer in a day; we take five.")
        journey.fill("Now what?", "We try their form in January.")
        journey.press("Make my evidence").sees("Your evidence is ready")
        assert journey.steps - before <= 2  # screens from the home page to the download
        with journey.page.expect_download() as download:
            journey.page.get_by_role("button", name="Download your evidence").click()
        pdf = PdfReader(BytesIO(download.value.path().read_bytes()))
        printed = " ".join(page.extract_text() for page in pdf.pages)
        assert "Ann Officer" in printed
        assert "They answer in a day; we take five." in printed

    pack = EvidencePack.objects.get()
    journey.sign_out().open("/evidence/check/")
    journey.press("Check").sees("Enter the reference")
    journey.fill("Reference", pack.reference).fill("Check code", pack.content_hash[:16])
    journey.press("Check").sees("This evidence is intact").sees("Cas Host, host of the day, of")


def test_a_place_that_is_given_back_goes_to_who_waits(
    journey: Journey, build, council, day, now
) -> None:
    home, manager = council
    first, second = (build.person(home, manager=manager) for _ in range(2))
    with time_machine.travel(now):
        journey.sign_in(first)
        ask_for_a_place(journey, day)
        journey.sign_in(second).open(f"/opportunities/{day.opportunity.reference}/")
        journey.follow("Join the waiting list").sees("All places are taken")
        journey.fill("What do you want to learn?", "The same.")
        journey.choose("No")
        journey.choose("I will keep confidential what I see and hear that is not public")
        journey.press("Join the waiting list").sees("Number 1 on the waiting list")

        journey.sign_in(first).open("/bookings/").follow("A day with the benefits triage team")
        journey.follow("Cancel the booking").press("Cancel the booking").sees("Cancelled")
        journey.sign_in(second).open("/bookings/").sees("Waiting for your manager")

        journey.sign_in(manager).open("/home/").follow("Decide about")
        journey.choose("No").press("Record my decision").sees("Give a reason")
        journey.fill("If no, why not?", "It is budget week.")
        journey.press("Record my decision").sees("Declined")
        journey.sign_in(second).open("/bookings/").follow("A day with")
        journey.sees("It is budget week.")


def test_a_host_says_who_did_not_come_and_puts_it_right(
    journey: Journey, build, council, day, now
) -> None:
    home, manager = council
    person = build.person(home, manager=manager, name="Ann Officer")
    host = day.opportunity.host_manager
    booking = booked(day, person, now)
    with time_machine.travel(day_after(booking)):
        journey.sign_in(host).open("/home/").follow("Confirm that Ann Officer attended")
        journey.fill("Hours they attended", "lots").press("Yes, they attended")
        journey.sees("Hours must be a number, like 7 or 7.5")
        journey.follow("They did not attend").press("They did not attend").sees("Did not attend")
        journey.follow("They did attend").fill("Hours they attended", "6.5")
        journey.press("Yes, they attended").sees("6.5 hours")
        journey.sign_in(person).open("/bookings/").follow("A day with")
        journey.sees("Write your three lines")
