"""From an opportunity to three signatures, with a change that makes signatures lapse."""

import pytest
from django.utils import timezone

from permeate.core.roles import Role
from permeate.jobs.secondments import see_to_outcomes
from permeate.models import Agreement, Application, Notice, Placement, Release
from tests.journeys.conftest import Journey

PASSWORD = "correct horse battery"


@pytest.fixture
def cast(build):
    """A council's officer and manager; a department's opportunity with one place."""
    home = build.organisation("Ashdown Council")
    manager = build.person(home, Role.MANAGER, name="Home manager", password=PASSWORD)
    officer = build.person(home, name="Planning officer", manager=manager, password=PASSWORD)
    rival = build.person(home, name="Housing officer", manager=manager)
    host = build.organisation("Department for Places")
    host_manager = build.person(host, Role.HOST, name="Host manager", password=PASSWORD)
    opportunity = build.opportunity(host, host_manager, title="Map the permits service", places=1)
    build.application(build.release(rival, opportunity, status="GRANTED"))
    return {
        "manager": manager,
        "officer": officer,
        "host_manager": host_manager,
        "opportunity": opportunity,
    }


def mail_to(person, words: str) -> str:
    """The first link in the newest mail to this person with these words in its subject."""
    notice = Notice.objects.filter(recipient=person, subject__contains=words).first()
    return next(line for line in notice.body.splitlines() if line.startswith("http"))


def another_window(journey: Journey, person) -> Journey:
    """The same person on another machine, where a page may stay open."""
    context = journey.page.context.browser.new_context(viewport=journey.page.viewport_size)
    other = Journey(context.new_page(), journey.base, f"{journey.name}-other")
    return other.sign_in(person)


def sign(journey: Journey, person, authority: str = "") -> Journey:
    journey.sign_in(person).open(mail_to(person, "Sign the agreement"))
    if authority:
        journey.fill("Your authority to sign", authority)
    journey.page.fill("#id_password", PASSWORD)
    return journey.press("Sign this version").sees("You have signed")


def test_from_release_to_three_signatures(journey: Journey, cast) -> None:
    officer, manager, host_manager = cast["officer"], cast["manager"], cast["host_manager"]
    opportunity = cast["opportunity"]

    # The officer asks to be released; the manager decides from the mail.
    journey.sign_in(officer).open(f"/opportunities/{opportunity.reference}/")
    journey.follow("Ask to be released")
    journey.press("Ask my manager").sees("There is a problem")
    journey.fill("What do you want to go for?", "To learn how policy is made.")
    journey.fill("What does your team get back?", "A faster permits desk.")
    journey.press("Ask my manager").sees("Home manager has been asked to decide")
    journey.sign_in(manager).open(mail_to(manager, "asks you to release")).follow("Decide")
    journey.choose("Yes").choose("Somebody in the team acts up")
    journey.fill("Why?", "It helps both of us.")
    journey.press("Record my decision").sees("Your decision is recorded")

    # The officer applies; the host chooses, and the other person hears how it ended.
    journey.sign_in(officer).open("/home/").follow("Apply for Map the permits service")
    journey.press("Send my application").sees("Say what you would bring")
    journey.fill("What would you bring?", "Ten years of permits.")
    journey.press("Send my application").sees("Your application is with the host")
    journey.sign_in(host_manager).open("/home/").follow("Choose among people who applied (2)")
    journey.follow("Planning officer").press("Shortlist").sees("is shortlisted")
    journey.follow("Offer a place")
    journey.fill("Anything you want to tell them", "The team was unanimous.")
    journey.press("Offer the place").sees("has been offered a place")
    journey.sign_in(officer).open(mail_to(officer, "offered a place"))
    journey.press("Send my answer").sees("Select whether you take the place")
    journey.choose("Yes, I accept").press("Send my answer").sees("The place is yours")
    journey.open("/applications/mine/").sees("Accepted")
    application = Application.objects.get(person=officer)
    host_list = f"/applications/for/{opportunity.reference}/"
    journey.sign_in(host_manager).open(host_list).follow("Housing officer").follow("Turn down")
    journey.press("Send this outcome").sees("Write what they will read")
    journey.fill("What they will read", "The place went to somebody with permits experience.")
    journey.press("Send this outcome").sees("has been told")

    # Home and host fill in what is missing.
    agreement = Agreement.objects.get(placement__application=application)
    page = f"/agreements/{agreement.reference}/"
    journey.open(page).sees("must fill in").follow("Conflicts and confidence")
    journey.choose("None known").press("Save").sees("Saved as version 2")
    journey.page.locator("#id_clearance_held").check()
    journey.press("Save").sees("Saved as version 3")
    journey.open(page).follow("Open for signature").press("Ask all three to sign")
    journey.sees("All three have been asked to sign")

    # One signs, the other side changes the terms: the signature lapses, for all to see.
    journey.sign_in(officer).open(mail_to(officer, "Sign the agreement"))
    journey.page.fill("#id_password", "not this one at all")
    journey.press("Sign this version").sees("The password is not right")
    stale = another_window(journey, officer)
    stale.open(f"{page}sign/")
    sign(journey, officer).sees("1 of 3 signed")
    journey.sign_in(manager).open(page).follow("Change the terms")
    journey.sees("make").follow("Dates and notice")
    journey.fill("Notice the host gives", "eight").press("Save").sees("Enter whole weeks")
    journey.fill("Notice the host gives", "8").press("Save").sees("Say why you change this")
    journey.fill("Why do you change this?", "The budget year ends in March.")
    journey.press("Save").sees("Earlier signatures have lapsed").sees("Lapsed: sign again")
    journey.follow("What changed from version 3 to 4").sees("8")
    journey.open(page).follow("Open for signature").press("Ask all three to sign")

    # An old page takes no signature; the newest version is signed by all.
    stale.page.fill("#id_password", PASSWORD)
    stale.press("Sign this version").sees("The agreement changed after you opened it")
    stale.sees("This is version 4").page.context.close()
    sign(journey, officer)
    sign(journey, manager, "Head of Planning")
    sign(journey, host_manager, "Deputy Director").sees("3 of 3 signed")
    journey.open(f"{page}versions/3/").sees("Superseded").sees("Lapsed")
    for person in (officer, manager, host_manager):
        journey.sign_in(person).open(page).sees("Signed by all").sees("Head of Planning")
    assert Placement.objects.get(application=application).status == "AGREED"

    # What the host needs to know travels with it, and every look is kept.
    journey.sign_in(officer).open("/home/").follow("Tell Department for Places what you need")
    journey.fill("Reasonable adjustments", "A quiet desk near a lift.")
    journey.fill("Emergency contact: name", "Pat")
    journey.press("Save").sees("Enter a number to reach them at")
    journey.fill("Emergency contact: telephone number", "01632 960 001").press("Save")
    journey.sees("Saved").sees("Nobody has looked yet")
    journey.sign_in(host_manager).open(mail_to(host_manager, "what you need to know"))
    journey.sees_not("A quiet desk").press("Show reasonable adjustments").sees("A quiet desk")
    journey.sign_in(officer).open(journey.page.url).sees("Host manager")


def test_a_manager_is_named_and_says_no(journey: Journey, build) -> None:
    home = build.organisation("Ashdown Council")
    coordinator = build.person(home, Role.COORDINATOR, name="Home coordinator")
    manager = build.person(home, Role.MANAGER, name="Home manager")
    officer = build.person(home, name="Planning officer")
    opportunity = build.opportunity(title="Map the permits service")

    journey.sign_in(officer).open(f"/releases/request/{opportunity.reference}/")
    journey.sees("Nobody is named as your manager")
    journey.fill("What do you want to go for?", "To learn how policy is made.")
    journey.fill("What does your team get back?", "A faster permits desk.")
    journey.press("Ask my manager").sees("asked to name your manager")
    journey.sign_in(coordinator).open("/home/").follow("Name a manager for Planning officer")
    journey.press("Ask them to decide").sees("Select who decides")
    journey.page.get_by_label("Who is their manager?").select_option(label="Home manager")
    journey.press("Ask them to decide").sees("Home manager has been asked")
    journey.sign_in(manager).open("/home/").follow("Decide whether to release").follow("Decide")
    journey.choose("No").fill("Why?", "We are two people short until June.")
    journey.press("Record my decision").sees("Refused")

    release = Release.objects.get()
    journey.sign_in(officer).open(mail_to(officer, "not released")).sees("two people short")
    journey.open(f"/applications/apply/{release.reference}/").sees("You cannot apply now")
    journey.open("/applications/mine/").sees("Your manager said no")


def test_nobody_who_applied_waits_for_ever(journey: Journey, build) -> None:
    opportunity = build.opportunity(
        title="Map the permits service", closes_on=timezone.localdate().replace(day=1)
    )
    opportunity.status = "CLOSED"
    opportunity.save()
    for name in ("Planning officer", "Housing officer"):
        home = build.organisation()
        person = build.person(home, name=name, manager=build.person(home))
        build.application(build.release(person, opportunity, status="GRANTED"))

    see_to_outcomes()
    host = opportunity.host_manager
    journey.sign_in(host).open(mail_to(host, "how it ended")).sees("2 people wait")
    journey.press("Ask for two more weeks").sees("Everybody who waits has been told")
    journey.follow("Turn down everybody who still waits")
    journey.press("Send this outcome to all of them").sees("Write what they will read")
    journey.fill("What they will read", "Thank you. Ask us for feedback.")
    journey.press("Send this outcome to all of them").sees("2 people have been told")
    assert set(Application.objects.values_list("status", flat=True)) == {"UNSUCCESSFUL"}
