"""From a question to a proposal, an advert, an invitation, and a request that is filled in."""

from permeate.core.roles import Role
from tests.journeys.conftest import Journey
from tests.journeys.test_secondment import mail_to


def test_a_plan_becomes_an_advert_and_a_request(journey: Journey, build) -> None:
    home = build.organisation("Ashdown Council")
    manager = build.person(home, Role.MANAGER, name="Home manager")
    officer = build.person(home, name="Permits officer", manager=manager)
    host = build.organisation("Department for Places")
    host_manager = build.person(host, Role.HOST, name="Host manager")
    build.opportunity(host, host_manager, title="Map the permits service")

    journey.sign_in(officer).open("/home/").follow("Plan a placement").follow("Plan a placement")
    journey.press("Begin").press("Save and continue").sees("There is a problem")
    journey.choose("For myself").press("Save and continue")
    journey.fill("What do you want to be able to do", "Run our desk without a backlog")
    journey.press("Save and continue").choose("Delivering a piece of work together")
    journey.press("Save and continue")
    journey.fill("What would you bring", "Ten years of permits").press("Save and continue")
    journey.choose("1 to 12 months").press("Save and continue")
    journey.choose("Three").press("Save and continue")
    journey.choose("The team, or somebody who acts up").press("Save and continue")
    journey.fill("Day", "11").fill("Month", "1").fill("Year", "2099").press("Save and continue")
    journey.fill("What would tell you", "A procedure our team tried").press("Save and continue")
    journey.choose("The home manager").press("Save and continue")
    journey.fill("What does home get back", "A procedure").press("Save and continue")
    journey.press("Save and continue").sees("A part-time secondment")
    journey.sees("What speaks against it").sees("Two jobs tend to become more than one")

    journey.follow("Change objectives and sharing").press("Save").sees("Kept.")
    journey.follow("Advertise what you seek").press("Advertise").sees("There is a problem")
    journey.fill("Title of your advert", "Permits officer seeks a department")
    journey.choose("Planning and building").press("Advertise").sees("Hosts can find your advert")

    journey.sign_in(host_manager).open("/wishes/").follow("Permits officer seeks a department")
    journey.sees_not("Ashdown Council").follow("Invite them")
    journey.page.get_by_label("To which opportunity?").select_option(
        label="Map the permits service"
    )
    journey.fill("Why do you think of them", "We lack permits.").press("Send the invitation")

    journey.sign_in(officer).open(mail_to(officer, "A host invites you"))
    journey.choose("Yes, and tell them who I am").press("Answer").sees("The host has been told")
    journey.follow("Read the opportunity, and apply or book").follow("Ask to be released")
    journey.follow("Run our desk without a backlog").sees("Filled in from your plan")
    journey.press("Ask my manager").sees("Home manager has been asked to decide")
    journey.sees("A procedure our team tried")
