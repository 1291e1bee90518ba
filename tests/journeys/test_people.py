"""Coming in, staying safe, leaving: in a browser, with the mail's own links."""

import re

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache

from permeate.actions.people import register_person
from permeate.core.roles import Role
from permeate.models import Membership, Notice, Person
from tests.journeys.conftest import Journey

PASSWORD, OTHER = "seven purple kettles", "nine quiet lanterns"


@pytest.fixture(autouse=True)
def _rate_limits_start_anew(journey) -> None:
    cache.clear()


@pytest.fixture
def council(build):
    return build.organisation("Anshire County Council")


def account(name: str, email: str, now) -> Person:
    return register_person(name=name, email=email, password=PASSWORD, now=now, verified=True)


def link_mailed_to(address: str) -> str:
    notice = Notice.objects.filter(address=address).first()
    return re.search(r"https?://\S+", notice.body).group()


def sign_in(journey: Journey, email: str, password: str = PASSWORD) -> Journey:
    journey.open("/account/login/").fill("E-mail address", email)
    journey.page.locator("#id_password").fill(password)
    return journey.press("Sign in")


def test_somebody_signs_up_confirms_and_sets_up_a_second_factor(journey: Journey) -> None:
    journey.open("/").follow("create an account")
    journey.press("Create account").sees("There is a problem").sees("Enter your name")
    journey.fill("Your name", "Policy officer").fill(
        "Your work e-mail address", "po@anshire.gov.uk"
    )
    journey.page.locator("#id_password1").fill(PASSWORD)
    journey.press("Create account").sees("Check your e-mail")
    journey.open(link_mailed_to("po@anshire.gov.uk")).sees("Confirm that po@anshire.gov.uk")
    journey.press("Confirm")
    person = Person.objects.get(email="po@anshire.gov.uk")

    journey.open("/account/").sees("You belong to none yet")
    journey.open("/account/second-factor/").follow("Set up").sees("Confirm that it is you")
    journey.page.locator("#id_password").fill(PASSWORD)
    journey.press("Go on").sees("Scan this code")
    key = journey.page.locator(".permeate-hash").inner_text().replace(" ", "")
    journey.fill("Code", "000000").press("Turn it on").sees("This code is not right")
    code = format_hotp_value(hotp_value(key, next(yield_hotp_counters_from_time())))
    journey.fill("Code", code).press("Turn it on").sees("Your recovery codes")
    recovery = journey.page.locator("main ul.permeate-hash li").first.inner_text()

    journey.sign_out()
    sign_in(journey, person.email).sees("Enter a code")
    journey.fill("Code", recovery).press("Sign in")
    journey.open("/account/second-factor/").sees("9 codes left")


def test_a_passkey_is_added_and_signs_in_alone(journey: Journey, now) -> None:
    person = account("Policy officer", "po@anshire.gov.uk", now)
    with_authenticator(journey)
    sign_in(journey, person.email)
    journey.open("/account/second-factor/webauthn/")
    journey.sees("You have none").follow("Add a passkey")
    journey.page.locator("#id_password").fill(PASSWORD)
    journey.press("Go on").fill("A name for it", "Work laptop")
    journey.choose("Let me sign in with this passkey alone, without my password")
    journey.page.get_by_role("button", name="Add passkey").click()
    journey.page.wait_for_url("**/recovery-codes/")
    journey.check().sees("Your passkey is added")
    journey.open("/account/second-factor/webauthn/").sees("Work laptop")

    journey.sign_out().open("/account/login/")
    journey.page.get_by_role("button", name="Use a passkey").click()
    journey.page.wait_for_url("**/home/")
    journey.open("/account/").sees("po@anshire.gov.uk")
    journey.open("/account/second-factor/webauthn/").follow("Rename")
    journey.sees("Confirm that it is you").follow("Use a passkey")
    journey.page.get_by_role("button", name="Use a passkey").click()
    journey.page.wait_for_url("**/edit/")
    journey.check().sees("Rename a passkey")
    journey.fill("A name for it", "Old laptop").press("Save").sees("Old laptop")
    journey.follow("Remove").press("Remove it").sees("You have none")


def with_authenticator(journey: Journey) -> None:
    """A device that has passkeys and always says yes."""
    browser = journey.page.context.new_cdp_session(journey.page)
    browser.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_that_is_not_there_says_so(journey: Journey) -> None:
    with_authenticator(journey)
    journey.open("/account/login/")
    journey.page.get_by_role("button", name="Use a passkey").click()
    journey.page.locator("[data-passkey-problem]:not(:empty)").wait_for()
    journey.check().sees("No passkey was used")


def test_an_invitation_is_accepted_by_somebody_new(journey: Journey, build, council) -> None:
    coordinator = build.person(council, Role.COORDINATOR, name="Anshire coordinator")
    journey.sign_in(coordinator).open("/people/").sees("1 person")
    journey.follow("Invite somebody").press("Send invitation").sees("There is a problem")
    journey.fill("Work e-mail address", "po@anshire.gov.uk").fill("Name", "Policy officer")
    journey.press("Send invitation").sees("We are sending an invitation to po@anshire.gov.uk")

    journey.sign_out().open(link_mailed_to("po@anshire.gov.uk")).sees("Join Anshire County Council")
    journey.press("Join").sees("Choose a password")
    journey.page.locator("#id_password").fill(PASSWORD)
    journey.press("Join").sees("You belong to Anshire County Council now")

    person = Person.objects.get(email="po@anshire.gov.uk")
    assert person.standing.holds(Role.PARTICIPANT, council.id)
    journey.sign_out().open(link_mailed_to("po@anshire.gov.uk")).sees("has been accepted")


def test_many_are_invited_from_a_file(journey: Journey, build, council, tmp_path) -> None:
    file = tmp_path / "people.csv"
    file.write_text("E-mail address,Name,Roles\np1@anshire.gov.uk,One,\nnobody,Two,Boss\n")
    journey.sign_in(build.person(council, Role.COORDINATOR)).open("/people/")
    journey.follow("Invite many from a file")
    journey.press("Check the file").sees("Select a file")
    journey.page.set_input_files("#id_file", file)
    journey.press("Check the file").sees("2 mistakes in the file").sees("is not an e-mail address")
    file.write_text(
        "E-mail address,Name,Roles\np1@anshire.gov.uk,One,\np2@anshire.gov.uk,Two,Host\n"
    )
    journey.page.set_input_files("#id_file", file)
    journey.press("Check the file").sees("Check who will be invited")
    assert not Notice.objects.exists()
    journey.press("Send 2 invitations").sees("2 invitations not answered yet")
    assert Notice.objects.count() == 2


def test_a_forgotten_password_is_set_anew(journey: Journey, now) -> None:
    account("Policy officer", "po@anshire.gov.uk", now)
    sign_in(journey, "po@anshire.gov.uk", OTHER).sees("the password is not right")
    journey.follow("I have forgotten my password")
    journey.fill("E-mail address", "po@anshire.gov.uk").press("Send me a link")
    journey.sees("Check your e-mail").open(link_mailed_to("po@anshire.gov.uk"))
    journey.page.locator("#id_password1").fill(OTHER)
    journey.page.locator("#id_password2").fill("something else")
    journey.press("Set new password").sees("There is a problem")
    journey.page.locator("#id_password1").fill(OTHER)
    journey.page.locator("#id_password2").fill(OTHER)
    journey.press("Set new password").sees("Your password is changed")
    sign_in(journey, "po@anshire.gov.uk", OTHER)
    journey.open("/account/").sees("po@anshire.gov.uk")


def test_leaving_ends_access_at_once_and_somebody_takes_over(
    journey: Journey, build, council
) -> None:
    coordinator = build.person(council, Role.COORDINATOR, name="Anshire coordinator")
    manager = build.person(council, Role.MANAGER, name="Housing manager")
    officer = build.person(council, name="Housing officer", manager=manager)
    release = build.release(officer)
    journey.sign_in(manager).open(f"/releases/{release.reference}/").sees("Housing officer")
    at_the_managers_desk = journey.page.context.cookies()

    journey.sign_in(coordinator).open("/people/").follow("Housing manager")
    journey.follow("End their membership").sees("Release of Housing officer")
    journey.press("End membership").sees("Enter the e-mail address of whoever takes over")
    journey.fill("Who takes over?", "nobody@anshire.gov.uk").press("End membership")
    journey.sees("Nobody here has the address")
    journey.fill("Who takes over?", coordinator.email).press("End membership")
    journey.sees("Housing manager no longer belongs to Anshire County Council")

    journey.page.context.clear_cookies()
    journey.page.context.add_cookies(at_the_managers_desk)
    journey.open(f"/releases/{release.reference}/").sees("Page not found")
    journey.open("/account/").sees("You belong to none yet")
    release.refresh_from_db()
    assert release.manager == coordinator
    assert Membership.objects.get(person=officer).manager == coordinator


def test_a_profile_is_written_and_all_of_it_is_erased(
    journey: Journey, build, council, now
) -> None:
    person = account("Policy officer", "po@anshire.gov.uk", now)
    build.membership(person, council)
    sign_in(journey, person.email)
    journey.open("/account/profile/").choose("Casework")
    journey.fill("Other skills, in your own words", "Pest control").press("Save")
    journey.sees("Casework, Pest control")
    journey.page.locator(f"a[href*='/jobs/{person.memberships.get().reference}/']").first.click()
    journey.check()
    journey.choose("People who do the same work elsewhere may find me and ask to shadow me")
    journey.fill("What they could see with you", "A duty day").press("Save")
    journey.sees("Offered: A duty day").follow("Have your account and your data erased")
    journey.page.locator("#id_password").fill(PASSWORD)
    journey.press("Go on").sees("you are in no signed agreement")
    journey.press("Erase my data").sees("Tick the box")
    journey.choose("I am sure. This cannot be undone.").press("Erase my data")
    journey.sees("Your data are erased")
    sign_in(journey, "po@anshire.gov.uk").sees("the password is not right")


def test_an_operator_fills_in_a_page_and_reads_a_concern(journey: Journey, build) -> None:
    journey.open("/pages/report-a-concern/").press("Send").sees("Say what your concern is")
    journey.fill("What is your concern?", "The host’s lift is broken.").press("Send")
    journey.sees("Your concern was sent").sees("What happens next")

    journey.sign_in(build.person(is_operator=True)).open("/home/")
    journey.follow("Read what people are concerned about").sees("The host’s lift is broken.")
    journey.page.get_by_role("button", name="Mark as dealt with").click()
    journey.page.wait_for_load_state()
    journey.check().sees("marked as dealt with")
    journey.open("/pages/").sees("Gaps to fill")
    journey.page.locator("a[href$='/pages/contact/edit/']").click()
    journey.check().fill("What the page says", "## Write to us\nhelp@example.org").press("Publish")
    journey.sees("“Contact” is published").sees("Write to us")
