"""The coordinator's pages about members, and leaving."""

import pytest
from django.urls import reverse

from permeate.core.roles import Role
from permeate.models import Grade, Person


@pytest.fixture
def council(build):
    return build.organisation("Anshire County Council")


@pytest.fixture
def coordinator(build, council):
    return build.person(council, Role.COORDINATOR, name="Anshire coordinator")


@pytest.fixture
def manager(build, council):
    return build.person(
        council, Role.MANAGER, name="Housing manager", email="manager@anshire.gov.uk"
    )


@pytest.fixture
def officer(build, council, manager):
    return build.person(council, name="Housing officer", manager=manager, job_title="Officer")


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


def reference_of(person) -> str:
    return person.memberships.get(ended_at=None).reference


def test_members_are_found_by_words_and_role(
    council, coordinator, manager, officer, sign_in
) -> None:
    client = sign_in(coordinator)
    url = reverse("people", args=[council.reference])
    page = text_of(client.get(url))
    assert "3 people" in page
    assert "Housing manager" in page
    found = text_of(client.get(url, {"q": "manager housing"}))
    assert "1 person found" in found
    assert "Anshire coordinator</a>" not in found.split("<main")[1]
    assert "1 person found" in text_of(client.get(url, {"role": "MANAGER"}))
    assert "Nobody matches" in text_of(client.get(url, {"q": "zzz"}))


def test_the_list_is_paged_and_asks_as_many_questions_for_many(
    build, council, coordinator, manager, sign_in, django_assert_max_num_queries
) -> None:
    for number in range(60):
        build.person(council, name=f"Member {number:02}", manager=manager)
    client = sign_in(coordinator)
    url = reverse("people", args=[council.reference])
    with django_assert_max_num_queries(12):
        page = text_of(client.get(url, {"q": "member"}))
    assert "60 people found" in page
    assert "?page=2&amp;q=member" in page
    assert "Member 59" in text_of(client.get(url, {"q": "member", "page": 2}))


def test_only_its_coordinator_and_the_operator_see_the_list(
    build, council, officer, sign_in
) -> None:
    url = reverse("people", args=[council.reference])
    assert sign_in(officer).get(url).status_code == 403
    other = build.person(build.organisation(), Role.COORDINATOR)
    assert sign_in(other).get(url).status_code == 403
    assert sign_in(build.person(is_operator=True)).get(url).status_code == 200


def test_a_coordinator_gets_straight_to_their_people(build, council, coordinator, sign_in) -> None:
    client = sign_in(coordinator)
    assert client.get(reverse("people_start")).url == reverse("people", args=[council.reference])
    build.membership(coordinator, build.organisation("Benshire"), Role.COORDINATOR)
    assert "Benshire" in text_of(client.get(reverse("people_start")))


def test_a_members_place_is_changed(build, council, coordinator, officer, sign_in) -> None:
    Grade.objects.create(organisation=council, name="G10", order=1, band="OFFICER")
    grade = Grade.objects.get()
    client = sign_in(coordinator)
    url = reverse("member", args=[reference_of(officer)])
    page = text_of(client.get(url))
    assert 'value="manager@anshire.gov.uk"' in page
    assert "G10" in page
    given = {
        "job_title": "Senior officer",
        "team": "Homes",
        "grade": grade.id,
        "manager_email": "nobody@anshire.gov.uk",
        "roles": ["PARTICIPANT", "HOST"],
    }
    wrong = client.post(url, given)
    assert wrong.status_code == 422
    assert "Nobody here has the address nobody@anshire.gov.uk" in text_of(wrong)
    assert 'value="Senior officer"' in text_of(wrong)

    given["manager_email"] = "manager@anshire.gov.uk"
    done = client.post(url, given, follow=True)
    assert "What you changed for Housing officer is saved" in text_of(done)
    membership = officer.memberships.get()
    assert (membership.job_title, membership.grade) == ("Senior officer", grade)


def test_a_coordinator_elsewhere_finds_no_member(build, officer, sign_in) -> None:
    other = sign_in(build.person(build.organisation(), Role.COORDINATOR))
    for name in ("member", "end_membership", "hand_over", "leave"):
        assert other.get(reverse(name, args=[reference_of(officer)])).status_code == 404


def test_a_member_may_not_change_their_own_place_but_may_leave(officer, council, sign_in) -> None:
    client = sign_in(officer)
    reference = reference_of(officer)
    assert client.get(reverse("member", args=[reference])).status_code == 403
    assert client.get(reverse("end_membership", args=[reference])).status_code == 403
    page = text_of(client.get(reverse("leave", args=[reference])))
    assert "Leave Anshire County Council" in page
    assert "add an address you keep" in page

    done = client.post(reverse("leave", args=[reference]), follow=True)

    assert "You no longer belong to Anshire County Council" in text_of(done)
    assert not Person.objects.get(id=officer.id).standing.organisations


def test_access_ends_in_the_session_that_is_open(
    build, council, coordinator, manager, officer, client
) -> None:
    """No signing out is needed: the next page the manager asks for is not there."""
    release = build.release(officer)
    url = reverse("release", args=[release.reference])
    client.force_login(manager)
    assert client.get(url).status_code == 200
    at_the_desk = client.__class__()
    at_the_desk.force_login(coordinator)
    end = reverse("end_membership", args=[reference_of(manager)])
    page = text_of(at_the_desk.get(end))
    assert "Release of Housing officer" in page
    missing = at_the_desk.post(end, {"replacement": ""})
    assert missing.status_code == 422

    at_the_desk.post(end, {"replacement": coordinator.email})

    assert client.get(url).status_code == 404
    assert client.get(reverse("home")).status_code == 200


def test_the_last_coordinator_is_asked_for_a_successor(coordinator, officer, sign_in) -> None:
    client = sign_in(coordinator)
    url = reverse("leave", args=[reference_of(coordinator)])
    assert "Who becomes coordinator?" in text_of(client.get(url))
    wrong = client.post(url, {"successor": coordinator.email})
    assert "must be another member" in text_of(wrong)
    client.post(url, {"successor": officer.email})
    assert not coordinator.memberships.filter(ended_at=None).exists()


def test_a_placement_of_the_leavers_own_is_warned_of(build, coordinator, officer, sign_in) -> None:
    opportunity = build.opportunity(title="Map the homes service")
    release = build.release(officer, status="GRANTED", opportunity=opportunity)
    build.placement(build.application(release, status="ACCEPTED"), status="ACTIVE")
    page = sign_in(coordinator).get(reverse("end_membership", args=[reference_of(officer)]))
    assert "This does not end a placement" in text_of(page)
    assert "Map the homes service" in text_of(page)


def test_matters_are_handed_over_without_leaving(
    build, council, coordinator, manager, officer, sign_in
) -> None:
    release = build.release(officer)
    deputy = build.person(council, Role.MANAGER, name="Deputy")
    client = sign_in(coordinator)
    member = reverse("member", args=[reference_of(manager)])
    url = reverse("hand_over", args=[reference_of(manager)])
    assert url in text_of(client.get(member))
    assert "2 matters need somebody else" in text_of(client.get(url))
    done = client.post(url, {"replacement": deputy.email}, follow=True)
    assert "Deputy has taken over" in text_of(done)
    release.refresh_from_db()
    assert release.manager == deputy
    assert "Nothing waits for them" in text_of(client.get(url))


@pytest.mark.parametrize("name", ["member", "end_membership", "hand_over"])
def test_pages_about_a_manager_ask_few_questions(
    build, coordinator, manager, officer, sign_in, name, django_assert_max_num_queries
) -> None:
    for _ in range(5):
        build.release(officer, opportunity=build.opportunity())
        build.booking(person=officer)
    client, url = sign_in(coordinator), reverse(name, args=[reference_of(manager)])
    with django_assert_max_num_queries(12):
        client.get(url)
