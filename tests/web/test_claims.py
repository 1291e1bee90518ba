"""Asking for an organisation on its page, and the operator's queue."""

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse

from permeate.actions.claims import claim_organisation
from permeate.models import Claim, Membership
from permeate.queries.todo import todo_list


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def kent(build):
    kent = build.organisation("Kent County Council", claimed_at=None)
    kent.domains.create(domain="kent.gov.uk")
    return kent


@pytest.fixture
def officer(build):
    officer = build.person(email="officer@kent.gov.uk", name="An officer")
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    return officer


@pytest.fixture
def operator(build):
    return build.person(is_operator=True)


@pytest.fixture
def claim(kent, officer, now):
    return claim_organisation(organisation=kent, reason="I lead on it.", by=officer, now=now)


def test_an_officer_asks_and_sees_that_it_waits(kent, officer, sign_in) -> None:
    client = sign_in(officer)

    page = text(client.get(reverse("organisation", args=[kent.reference])))
    assert "Ask to coordinate it" in page
    client.post(reverse("claim_organisation", args=[kent.reference]), {"reason": "I lead on it."})

    claim = Claim.objects.get()
    assert claim.requested_by == officer
    assert "Waiting for approval" in text(client.get(reverse("claim", args=[claim.reference])))
    assert "You asked to coordinate it" in text(
        client.get(reverse("organisation", args=[kent.reference]))
    )


def test_what_stands_in_the_way_is_said_before_anything_is_typed(kent, build, sign_in) -> None:
    client = sign_in(build.person(email="me@gmail.com"))
    address = reverse("claim_organisation", args=[kent.reference])

    page = text(client.get(address))
    assert "Verify your e-mail address first" in page
    assert "<textarea" not in page
    assert client.post(address, {"reason": "Please"}).status_code == 422


def test_one_on_no_register_asks_with_name_sector_website_and_reason(officer, sign_in) -> None:
    client = sign_in(officer)
    typed = {
        "name": "Helping Hand",
        "sector": "CHARITY",
        "website": "helping.org.uk",
        "reason": "To learn.",
    }

    wrong = client.post(reverse("join"), typed | {"website": "hm", "sector": ""})
    assert wrong.status_code == 422
    assert "Enter a website like www.example.org.uk" in text(wrong)
    assert "Helping Hand" in text(wrong)
    assert client.post(reverse("join"), typed).status_code == 302

    claim = Claim.objects.get()
    assert (claim.proposed_name, claim.proposed_website) == (
        "Helping Hand",
        "https://helping.org.uk",
    )


def test_the_operator_sees_it_to_do_with_proof_and_approves(
    claim, kent, officer, operator, sign_in, now
) -> None:
    [task] = todo_list(operator, today=now.date())
    assert (task.route, task.reference) == ("claim", claim.reference)
    client = sign_in(operator)
    assert "Kent County Council" in text(client.get(reverse("claims")))
    page = text(client.get(reverse("claim", args=[claim.reference])))
    assert "officer@kent.gov.uk is verified and at a domain" in page

    client.post(reverse("answer_claim", args=[claim.reference]), {"approved": "yes"})

    membership = Membership.objects.get(person=officer, organisation=kent)
    assert [role.role for role in membership.roles.all()] == ["COORDINATOR"]
    assert todo_list(operator, today=now.date()) == []
    assert "Approved" in text(client.get(reverse("claims")))


def test_without_a_known_domain_the_operator_is_warned(build, operator, sign_in, now) -> None:
    agency = build.organisation("An Agency", claimed_at=None)
    person = build.person(email="me@elsewhere.gov.uk")
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    claim = claim_organisation(organisation=agency, reason="Me.", by=person, now=now)

    page = text(sign_in(operator).get(reverse("claim", args=[claim.reference])))

    assert "Check in another way" in page


def test_a_no_without_a_reason_is_an_error_at_the_reason(claim, operator, sign_in) -> None:
    client = sign_in(operator)
    address = reverse("answer_claim", args=[claim.reference])

    assert "Give your reason" in text(client.post(address, {"approved": "no"}))
    assert client.post(address, {"approved": "no", "reason": "Unknown."}).status_code == 302

    claim.refresh_from_db()
    assert (claim.status, claim.decision_reason) == ("REFUSED", "Unknown.")


def test_only_the_operator_answers_and_only_the_two_see(claim, officer, build, sign_in) -> None:
    answer = reverse("answer_claim", args=[claim.reference])
    stranger = build.person(build.organisation())

    assert sign_in(officer).post(answer, {"approved": "yes"}).status_code == 403
    assert sign_in(officer).get(reverse("claims")).status_code == 403
    assert sign_in(stranger).get(reverse("claim", args=[claim.reference])).status_code == 404
    assert sign_in(stranger).post(answer, {"approved": "yes"}).status_code == 404


def test_the_menu_leads_operators_to_the_queue(officer, operator, sign_in) -> None:
    assert "Requests to join" not in text(sign_in(officer).get(reverse("home")))
    page = text(sign_in(operator).get(reverse("claims")))
    assert page.count('aria-current="true"') == 1
