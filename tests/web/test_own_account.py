"""One's own profile and job, one's data, and erasure, as pages."""

import json

import pytest
from django.contrib.auth import SESSION_KEY
from django.urls import reverse

from permeate.actions.people import register_person
from permeate.core.roles import Role
from permeate.models import AuditEvent, Grade, Person

PASSWORD = "seven purple kettles"


@pytest.fixture
def council(build):
    return build.organisation("Anshire County Council")


@pytest.fixture
def person(build, council, now) -> Person:
    person = register_person(
        name="Policy officer", email="po@anshire.gov.uk", password=PASSWORD, now=now, verified=True
    )
    build.membership(person, council)
    return person


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def test_the_account_says_who_one_is_and_where(build, person, council, sign_in) -> None:
    build.membership(person, build.organisation("Benshire District Council"), Role.HOST)
    page = text_of(sign_in(person).get(reverse("account")))
    assert "Anshire County Council" in page
    assert "Benshire District Council" in page
    assert "Not named: ask your coordinator" in page
    assert "Leave Anshire County Council" in page
    assert "a stolen password would be enough" in page


def test_without_an_organisation_it_says_what_to_do(build, sign_in) -> None:
    assert "You belong to none yet" in text_of(sign_in(build.person()).get(reverse("account")))


def test_a_profile_is_kept(person, sign_in) -> None:
    client = sign_in(person)
    given = {
        "name": "Housing policy officer",
        "skills": ["CASEWORK"],
        "own_skills": "Pest control",
        "prompt_weekday": "4",
    }
    page = client.post(reverse("profile"), given, follow=True)
    assert "Your profile is saved" in text_of(page)
    assert "Casework, Pest control" in text_of(page)
    assert "Fridays" in text_of(page)
    again = text_of(client.get(reverse("profile")))
    assert "Pest control</textarea>" in again

    wrong = client.post(reverse("profile"), {**given, "name": "", "own_skills": "x" * 81})
    assert wrong.status_code == 422
    assert "Enter your name" in text_of(wrong)
    person.refresh_from_db()
    assert person.name == "Housing policy officer"


def test_somebody_offers_to_be_shadowed_and_takes_it_back(person, council, sign_in) -> None:
    grade = Grade.objects.create(organisation=council, name="G10", order=1, band="OFFICER")
    client = sign_in(person)
    membership = person.memberships.get()
    url = reverse("own_place", args=[membership.reference])
    given = {
        "job_title": "Officer",
        "team": "Homes",
        "profession": "HOUSING",
        "grade": grade.id,
        "offers_shadowing": "on",
        "shadowing_note": "A day with the duty team",
    }
    client.post(url, given)
    membership.refresh_from_db()
    assert (membership.offers_shadowing, membership.grade) == (True, grade)
    assert AuditEvent.objects.last().event == "SHADOWING_OFFER_CHANGED"
    assert "Offered: A day with the duty team" in text_of(client.get(reverse("account")))

    del given["offers_shadowing"]
    client.post(url, given)
    membership.refresh_from_db()
    assert (membership.offers_shadowing, membership.shadowing_note) == (False, "")


def test_nobody_changes_anothers_job(build, person, sign_in) -> None:
    url = reverse("own_place", args=[person.memberships.get().reference])
    assert sign_in(build.person()).get(url).status_code == 404
    coordinator = build.person(person.memberships.get().organisation, Role.COORDINATOR)
    assert sign_in(coordinator).get(url).status_code == 403


@pytest.fixture
def known_again(client, person):
    """Signed in, with the password given once more."""
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


@pytest.mark.parametrize("name", ["my_data", "erase_me"])
def test_the_password_is_asked_for_first(person, sign_in, name) -> None:
    page = sign_in(person).get(reverse(name), follow=True)
    assert "Confirm that it is you" in text_of(page)


def test_everything_is_downloaded_as_one_file(known_again, person) -> None:
    events = AuditEvent.objects.count()
    known_again.get(reverse("my_data"))
    assert AuditEvent.objects.count() == events
    answer = known_again.post(reverse("my_data"))
    held = json.loads(answer.content)
    assert held["yours"]["Account"][0]["email"] == person.email
    assert "attachment" in answer["Content-Disposition"]
    assert AuditEvent.objects.last().event == "PERSONAL_DATA_EXPORTED"


def test_erasure_says_what_stays_asks_and_signs_out(known_again, person) -> None:
    page = text_of(known_again.get(reverse("erase_me")))
    assert "you are in no signed agreement" in page
    unsure = known_again.post(reverse("erase_me"), {})
    assert unsure.status_code == 422
    assert "Tick the box" in text_of(unsure)

    done = known_again.post(reverse("erase_me"), {"sure": "on"})

    assert "Your data are erased" in text_of(done)
    assert SESSION_KEY not in known_again.session
    person.refresh_from_db()
    assert person.erased_at
    again = known_again.post(
        reverse("account_login"), {"login": "po@anshire.gov.uk", "password": PASSWORD}
    )
    assert again.status_code == 422


def test_what_hinders_erasure_is_said(known_again, build, person, council) -> None:
    build.release(build.person(council, manager=person))
    page = known_again.post(reverse("erase_me"), {"sure": "on"})
    assert page.status_code == 422
    assert "Something waits for you at Anshire County Council" in text_of(page)
