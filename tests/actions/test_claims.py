"""Asking for an organisation, and the operator's answer."""

from datetime import date

import pytest
from allauth.account.models import EmailAddress

from permeate.actions.claims import (
    approve_claim,
    ask_to_join,
    claim_organisation,
    refuse_claim,
)
from permeate.core.refusals import Refused
from permeate.core.roles import Role
from permeate.models import AuditEvent, Claim, Notice, Organisation


def events() -> list[str]:
    return list(AuditEvent.objects.values_list("event", flat=True))


@pytest.fixture
def operator(build):
    return build.person(is_operator=True, name="Operator")


@pytest.fixture
def kent(build):
    kent = build.organisation("Kent County Council", claimed_at=None)
    kent.domains.create(domain="kent.gov.uk")
    return kent


@pytest.fixture
def officer(build):
    officer = build.person(email="officer@kent.gov.uk")
    EmailAddress.objects.create(user=officer, email=officer.email, verified=True, primary=True)
    return officer


@pytest.fixture
def claim(kent, officer, operator, now):
    return claim_organisation(organisation=kent, reason="I lead on it.", by=officer, now=now)


def join(officer, now, **answers):
    answers = {
        "name": "The Helping Hand",
        "sector": "CHARITY",
        "website": "https://www.kent.gov.uk",
        "reason": "To learn.",
        **answers,
    }
    return ask_to_join(by=officer, now=now, **answers)


def test_asking_tells_the_operator(claim, operator) -> None:
    assert claim.status == "REQUESTED"
    assert events() == ["CLAIM_REQUESTED"]
    notice = Notice.objects.get()
    assert notice.recipient == operator
    assert f"/organisations/claims/{claim.reference}/" in notice.body


def test_approval_makes_a_coordinator_and_claims_the_organisation(
    claim, kent, officer, operator, now
) -> None:
    approve_claim(claim=claim, by=operator, now=now)

    kent.refresh_from_db()
    officer.__dict__.pop("standing", None)
    assert kent.claimed_at == now
    assert officer.standing.holds(Role.COORDINATOR, kent.id)
    assert sorted(events()) == ["CLAIM_APPROVED", "CLAIM_REQUESTED", "MEMBERSHIP_STARTED"]
    assert Notice.objects.filter(recipient=officer).get().subject == (
        "You now coordinate Kent County Council"
    )


def test_an_unverified_address_proves_nothing(kent, officer, now) -> None:
    EmailAddress.objects.update(verified=False)

    with pytest.raises(Refused, match="Verify"):
        claim_organisation(organisation=kent, reason="", by=officer, now=now)

    assert not Claim.objects.exists()


def test_asking_twice_is_refused(claim, kent, officer, now) -> None:
    with pytest.raises(Refused, match="asked for this already"):
        claim_organisation(organisation=kent, reason="Again.", by=officer, now=now)


def test_one_of_two_who_asked_is_approved(claim, kent, operator, build, now) -> None:
    second = build.person(email="other@kent.gov.uk")
    EmailAddress.objects.create(user=second, email=second.email, verified=True)
    other = claim_organisation(organisation=kent, reason="Me too.", by=second, now=now)
    approve_claim(claim=claim, by=operator, now=now)

    with pytest.raises(Refused, match="has a coordinator by now"):
        approve_claim(claim=other, by=operator, now=now)
    refuse_claim(claim=other, reason="Ask your colleague.", by=operator, now=now)

    other.refresh_from_db()
    assert other.status == "REFUSED"


def test_a_refusal_has_a_reason_that_the_person_reads(claim, kent, officer, operator, now) -> None:
    with pytest.raises(Refused):
        refuse_claim(claim=claim, reason=" ", by=operator, now=now)
    refuse_claim(claim=claim, reason="We could not reach you.", by=operator, now=now)

    kent.refresh_from_db()
    assert kent.claimed_at is None
    assert not officer.memberships.exists()
    assert "We could not reach you." in Notice.objects.get(recipient=officer).body


def test_an_answer_is_given_once(claim, operator, now) -> None:
    refuse_claim(claim=claim, reason="No.", by=operator, now=now)

    with pytest.raises(Refused, match="refused"):
        approve_claim(claim=claim, by=operator, now=now)


def test_an_organisation_that_closed_meanwhile_is_not_given_away(
    claim, kent, operator, now
) -> None:
    kent.closed_on = date(2026, 1, 1)
    kent.save()

    with pytest.raises(Refused, match="has closed"):
        approve_claim(claim=claim, by=operator, now=now)


def test_a_new_organisation_comes_with_the_approval(officer, operator, now) -> None:
    claim = join(officer, now)
    approve_claim(claim=claim, by=operator, now=now)

    added = Organisation.objects.get(name="The Helping Hand")
    claim.refresh_from_db()
    assert claim.organisation == added
    assert (added.register, added.register_code) == ("JOINED", claim.reference)
    assert (added.sector, added.claimed_at) == ("CHARITY", now)
    assert [one.domain for one in added.domains.all()] == ["kent.gov.uk"]
    assert "ORGANISATION_CREATED" in events()


def test_a_website_elsewhere_gives_no_domain(officer, operator, now) -> None:
    claim = join(officer, now, website="https://helping-hand.org.uk")
    claim = approve_claim(claim=claim, by=operator, now=now)

    assert not claim.organisation.domains.exists()


def test_one_that_is_in_the_register_is_not_added_again(kent, officer, operator, now) -> None:
    with pytest.raises(Refused, match="in the register already"):
        join(officer, now, name="KENT county  council")

    claim = join(officer, now)
    kent.name = "Helping Hand"
    kent.save()
    with pytest.raises(Refused, match="in the register by now"):
        approve_claim(claim=claim, by=operator, now=now)
    assert Organisation.objects.count() == 1


def test_asking_for_the_same_new_one_twice_is_refused(officer, now) -> None:
    join(officer, now)

    with pytest.raises(Refused, match="already"):
        join(officer, now, name="the helping hand ")
    join(officer, now, name="Another")
