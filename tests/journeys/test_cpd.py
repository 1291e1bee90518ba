"""From a confirmed shadowing day to a body's verdict, in a browser."""

from datetime import date, timedelta

from django.utils import timezone

from permeate.core.roles import Role
from permeate.core.vocabulary import Kind
from tests.booking_steps import attended, booked, reflected
from tests.journeys.conftest import Journey


def lately() -> date:
    """A week ago, or the first day of ICAEW's year if that is later."""
    today = timezone.localdate()
    began = date(today.year if today.month >= 11 else today.year - 1, 11, 1)
    return max(today - timedelta(days=7), began)


def test_a_shadowing_day_counts_with_one_press(journey: Journey, build) -> None:
    home = build.organisation()
    person = build.person(home, manager=build.person(home, Role.MANAGER))
    opportunity = build.opportunity(kind=Kind.SHADOWING, title="A day in audit")
    day = build.date(opportunity, starts_on=lately())
    booking = booked(day, person, timezone.now() - timedelta(days=14))
    attended(booking)
    pack = reflected(booking)

    journey.sign_in(person).open("/cpd/").sees("You have named no professional body yet")
    journey.follow("Add a professional body").press("Continue").sees("Select a body")
    journey.page.get_by_label("Which professional body?").select_option("shipped:icaew-2026")
    journey.press("Continue").sees("In practice, category 1")
    journey.page.get_by_label("Your category").select_option("practice-3")
    journey.press("Save").sees("20 hours a year")

    journey.open(f"/evidence/{pack.reference}/").press("Add to your CPD log")
    journey.sees("It is in your log").sees("Was it about professional ethics?")
    journey.choose("Yes").press("Save answers")
    journey.sees("7 hours towards “At least 10 verifiable hours”")

    journey.open("/cpd/log/").sees("A day in audit")
    journey.follow("Add something you did").press("Save").sees("Say what it was")
    journey.open("/cpd/rules/").follow("ICAEW, 2026").sees("What is asked")
    journey.follow("Correct these rules").press("Save").sees("Say what you corrected")
    journey.open("/cpd/log/import/").press("Check the file").sees("Select a file")
    journey.open("/cpd/").sees("3 hours short")


def test_a_person_sees_what_they_gained(journey: Journey, build) -> None:
    placement = build.placement(status="ACTIVE")
    placement.status, placement.ended_on = "RETURNED", placement.ends_on
    placement.save()
    journey.sign_in(placement.host_manager).open(f"/gained/{placement.reference}/host/")
    journey.fill("Skills in your own words", "Chairing").press("Save")
    journey.choose("Practitioner: I do it on my own, and help others to.").press("Save")

    journey.sign_in(placement.participant).open(f"/gained/{placement.reference}/")
    journey.press("Save").sees("Rate at least one skill")
    journey.choose("Practitioner: I do it on my own, and help others to.")
    journey.page.get_by_label("Awareness: I know what it is", exact=False).nth(1).check()
    journey.press("Save")
    journey.open("/gained/").sees("2 levels up").sees("Hosts endorsed Chairing")
    journey.follow("Put them on your profile").choose("Chairing").press("Save")
    journey.sees("Your profile has these skills now.")
