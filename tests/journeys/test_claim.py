"""An officer finds the council in the register and comes to coordinate it."""

from allauth.account.models import EmailAddress

from permeate.models import Notice
from tests.journeys.conftest import Journey


def test_officer_claims_and_operator_approves(journey: Journey, build) -> None:
    operator = build.person(is_operator=True, name="Operator")
    kent = build.organisation("Kent County Council", claimed_at=None, region="SOUTH_EAST")
    kent.domains.create(domain="kent.gov.uk")
    build.organisation("Leeds City Council")
    officer = build.person(email="officer@kent.gov.uk", name="An officer")
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)

    journey.sign_in(officer).open("/organisations/")
    journey.fill("Name", "kent").press("Search").sees("1 organisation")
    journey.follow("Kent County Council").follow("Ask to coordinate it")
    journey.press("Send").sees("There is a problem")
    journey.fill("What do you do there", "I lead on learning.").press("Send")
    journey.sees("Waiting for approval")

    journey.sign_in(operator).open("/home/").follow("Answer a request to coordinate")
    journey.follow("Answer").press("Send the answer").sees("Select yes or no")
    journey.choose("Yes, they become its coordinator").press("Send the answer")
    journey.sees("An officer now coordinates Kent County Council")

    mail = Notice.objects.get(recipient=officer)
    link = next(word for word in mail.body.split() if "/organisations/" in word)
    journey.sign_in(officer).open(link).sees("For its coordinators")
    page = journey.page
    page.get_by_role("link", name="Change grades").click()
    journey.check().fill("Name of grade 1", "SO1").press("Save").sees("Select the band of SO1")
    page.get_by_label("Band of grade 1").select_option("OFFICER")
    journey.press("Save").sees("The grades are saved")
    assert kent.grades.get().name == "SO1"
