"""A host offers days; an owner sets up a programme that members host."""

from datetime import timedelta

from django.utils import timezone

from permeate.core.roles import Role
from permeate.models import Opportunity, Programme
from tests.journeys.conftest import Journey


def type_day(journey: Journey, name: str, days_ahead: int) -> None:
    day = timezone.localdate() + timedelta(days=days_ahead)
    for part in ("day", "month", "year"):
        journey.page.fill(f"#id_{name}-{part}", str(getattr(day, part)))


def test_a_host_drafts_and_publishes_a_development_day(journey: Journey, build) -> None:
    council = build.organisation("Host Council")
    host = build.person(council, Role.HOST)

    journey.sign_in(host).open("/hosting/").sees("Your organisation has not offered anything yet")
    journey.follow("Offer a placement")
    journey.press("Save and continue").sees("Select what you offer").sees("Enter a title")
    journey.choose("Development day")
    journey.fill("Title", "A day with the homelessness team")
    journey.press("Save and continue").sees("Incomplete")

    journey.follow("Check and publish").press("Publish")
    journey.sees("There is a problem").sees("Add at least one date that is still to come")
    journey.follow("Add at least one objective")
    journey.fill("Objective 1", "See how a duty is met")
    journey.press("Save and add another objective").sees("Objective 3")
    journey.page.get_by_label("How will you know objective 1").fill("Three things to try")
    journey.page.get_by_label("Why should somebody come").fill("One has to see it")
    journey.press("Save and continue")

    journey.follow("Kind, title")
    journey.page.get_by_label("What is the work?").fill("Casework and visits.")
    journey.press("Save and continue").follow("Dates and time").follow("Add a date")
    journey.fill("Places", "four").press("Add this date").sees("Enter first day")
    type_day(journey, "first", 30)
    journey.page.get_by_label("From").fill("9.30am")
    journey.page.get_by_label("To", exact=False).last.fill("4pm")
    journey.fill("Places", "4").press("Add this date").sees("9:30am to 4pm")
    journey.press("Save and continue").press("Place", role="link")
    journey.fill("Town and building", "Town Hall, Leeds").press("Save and continue")
    journey.follow("Themes, skills").choose("Housing and homelessness")
    journey.press("Save and continue").follow("Who may see it").choose("Some sectors")
    journey.choose("Local government").press("Save and continue")
    journey.follow("Check and publish").sees("Housing and homelessness").press("Publish")

    journey.sees("Published. People can ask for it now.").sees("4 of 4 places left")
    opportunity = Opportunity.objects.get()
    assert opportunity.status == "PUBLISHED"
    guest = build.person(build.organisation())
    journey.sign_in(guest).open(f"/opportunities/{opportunity.reference}/").sees("Book")
    journey.sees_not("For the host")

    journey.sign_in(host).open("/hosting/").follow("A day with the homelessness team")
    journey.follow("Withdraw").press("Withdraw this opportunity")
    journey.sees("You can copy it to offer it again")


def test_an_owner_sets_up_a_programme_that_a_member_hosts(journey: Journey, build) -> None:
    owner = build.person(build.organisation("Improvement Agency"), Role.PROGRAMME_OWNER)
    member = build.organisation("Member Council")
    host = build.person(member, Role.HOST)

    journey.sign_in(owner).open("/programmes/").follow("Set up a programme")
    journey.press("Save and continue").sees("There is a problem")
    journey.fill("Name", "Local and central")
    journey.page.get_by_label("What is it for?").fill("To meet one’s equivalents every month.")
    type_day(journey, "starts_on", 1)
    journey.press("Save and continue").sees("Now add the organisations in it")
    journey.fill("Name of an organisation", "member").press("Search")
    journey.press("Add Member Council").follow("Continue")
    journey.sees("Second Wednesday of every month").sees("Nobody hosts yet")
    journey.follow("What it").press("Add").sees("Select what you want to reach")
    journey.page.get_by_label("What do you want to reach?").select_option("SECTOR:LOCAL_GOVERNMENT")
    journey.fill("How many placements a year?", "12").press("Add").sees("Not yet")

    journey.sign_in(host).open(f"/programmes/{Programme.objects.get().reference}/")
    journey.follow("Host on this date").press("Publish").sees("Say what the day is for")
    journey.fill("Title", "A day in adult social care")
    for label, words in (
        ("What will people see", "A panel and visits."),
        ("What is the day for?", "See how eligibility is decided"),
        ("How will you know", "Three things to try"),
        ("Why should somebody", "One has to see it."),
        ("Where?", "County Hall"),
    ):
        journey.page.get_by_label(label).first.fill(words)
    journey.fill("Places", "3").press("Publish").sees("Members can book now")

    guest = build.person(member)
    journey.sign_in(guest).open("/programmes/").follow("Local and central")
    journey.sees("A day in adult social care").sees("3 of 3 places left").sees("Book")
