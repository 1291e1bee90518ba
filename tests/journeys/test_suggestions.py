"""Being suggested something, in a browser: say what one seeks, see why, and why not."""

from permeate.jobs.suggestions import suggest_to_person
from permeate.models import OpportunityTopic


def test_somebody_says_what_they_seek_and_asks_why(journey, build) -> None:
    fits = build.opportunity(title="Reablement at home", region="WALES")
    OpportunityTopic.objects.create(opportunity=fits, kind="THEME", value="HOUSING")
    secret = build.opportunity(title="Secret work", vetting="DV")
    person = build.person(build.organisation("Quarford Council"), profession="HOUSING")

    journey.sign_in(person).open("/suggestions/").follow("Say what you seek")
    journey.press("Save").sees("Select at least one thing you want to learn.")
    journey.choose("Housing and homelessness").press("Save").sees("There are no suggestions yet")
    suggest_to_person(person.id)

    journey.open("/home/").sees("Suggested for you").sees("Reablement at home")
    journey.follow("All suggestions, and why").sees_not("Secret work")
    journey.page.locator("summary", has_text="Why this?").first.click()
    journey.check().sees("28 of 28")
    journey.open(f"/opportunities/{secret.reference}/").follow("See why, or why not")
    journey.sees("It needs DV clearance; you have none.")
    journey.open("/suggestions/").press("Stop suggestions").sees("Say what you seek")
