"""While somebody is away: three check in, write, plan the return; it ends early, in a browser."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from permeate.core.roles import Role
from permeate.jobs.placements import follow_check_ins, move_placements
from permeate.models import Notice, Placement
from tests.journeys.conftest import Journey


@pytest.fixture
def placement(build) -> Placement:
    """Agreed and signed, due to start 100 days ago; the jobs have not run yet."""
    today = timezone.localdate()
    placement = build.placement(
        status="AGREED",
        starts_on=today - timedelta(days=100),
        ends_on=today + timedelta(days=80),
    )
    build.agreement(placement, status="SIGNED")
    build.person(placement.host, Role.COORDINATOR, name="Host coordinator")
    return placement


def run_jobs(day) -> None:
    now = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    move_placements(now)
    follow_check_ins(now)


def mail_to(person, words: str) -> str:
    """The link in the newest mail to this person with these words in its subject."""
    notice = Notice.objects.filter(recipient=person, subject__contains=words).first()
    return next(line for line in notice.body.splitlines() if line.startswith("http"))


def fill_day(journey: Journey, name: str, day) -> None:
    for part in ("day", "month", "year"):
        journey.page.fill(f"#id_{name}-{part}", str(getattr(day, part)))


def test_three_people_stay_in_touch(journey: Journey, placement) -> None:
    first = placement.starts_on
    run_jobs(first)
    run_jobs(first + timedelta(days=14))

    journey.sign_in(placement.participant).open(mail_to(placement.participant, "How is it going"))
    journey.press("Send my answer").sees("There is a problem").sees("Select how it is going")
    journey.choose("Mixed").fill("In a few words", "The laptop took five weeks.")
    journey.press("Send my answer").sees("Your answer is recorded")
    journey.open(f"/placements/{placement.reference}/").sees("1 of 3 answered")

    journey.sign_in(placement.host_manager).open("/home/")
    journey.follow("Answer the check-in").sees_not("The laptop took five weeks.")
    journey.choose("Going well").press("Send my answer").sees("The laptop took five weeks.")
    journey.follow("The placement").follow("Write a message")
    journey.press("Send").sees("Write your message")
    journey.fill("Your message", "A new laptop is on its way.").press("Send").sees("is sent")

    journey.sign_in(placement.participant).open(mail_to(placement.participant, "wrote to you"))
    journey.sees("A new laptop is on its way.").follow("The placement")
    journey.follow("Record a contact with home")
    journey.choose("Visit home").fill("What was it about?", "Lunch with the team.")
    journey.press("Save").sees("Lunch with the team.")


def test_home_plans_the_return_and_the_host_ends_it_early(journey: Journey, placement) -> None:
    run_jobs(placement.starts_on)
    today = timezone.localdate()

    journey.sign_in(placement.home_manager).open("/placements/")
    journey.follow(placement.participant.name).follow("Plan the return")
    journey.press("Save the plan").sees("There is a problem")
    journey.fill("Which post do they come back to?", "Head of housing options")
    fill_day(journey, "meeting_on", today + timedelta(days=30))
    journey.fill("How is the work handed over?", "Two weeks side by side.")
    journey.press("Save the plan").sees("Head of housing options")

    journey.sign_in(placement.host_manager).open(f"/placements/{placement.reference}/")
    journey.follow("End this placement early")
    fill_day(journey, "last_day", today + timedelta(days=400))
    journey.choose("Host").choose("The money ended")
    journey.fill("In your own words", "The grant was cut.")
    journey.press("Record the early end").sees("later is not early")
    fill_day(journey, "last_day", today)
    journey.press("Record the early end").sees("Ended early").sees("The grant was cut.")

    journey.sign_in(placement.participant).open("/placements/?show=ended")
    journey.sees("Ended early").follow(placement.host.name).sees("The money ended")
