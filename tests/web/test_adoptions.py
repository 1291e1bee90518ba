"""Pages of adoptions and outcomes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from permeate.actions.adoptions import ask_in_use
from permeate.core.roles import Role
from permeate.models import Adoption, Outcome

DAY = {"adopted_on-day": "2", "adopted_on-month": "11", "adopted_on-year": "2026"}


def test_from_attesting_to_an_independent_check(sign_in, build) -> None:
    practice = build.practice()
    council = build.organisation()
    senior = build.person(council, Role.SENIOR)
    client = sign_in(senior)
    practice_page = reverse("practice", args=[practice.reference])
    assert "We work like this now" in client.get(practice_page).content.decode()
    address = reverse("attest_adoption", args=[practice.reference])
    wrong = client.post(address, {**DAY, "adopted_on-year": "2126", "evidence": "Seen."})
    assert "must not be in the future" in wrong.content.decode()
    assert client.post(address, {**DAY, "evidence": "On the desk."}).status_code == 302
    adoption = Adoption.objects.get()

    claim = reverse("claim_outcome", args=[adoption.reference])
    measured = {
        "measure": "Visits", "unit": "visits a month", "baseline": "1200.50", "value": "900",
        "change": "BETTER", "counterfactual": "Next door: no change.",
    }  # fmt: skip
    wrong = client.post(claim, {**measured, "counterfactual": "", "value": "many"})
    assert wrong.status_code == 422
    assert client.post(claim, measured).status_code == 302
    outcome = Outcome.objects.get()
    page = reverse("outcome", args=[outcome.reference])
    assert "1,200.5" in client.get(page).content.decode()

    up = reverse("raise_outcome", args=[outcome.reference])
    assert client.post(up, {"note": "So it is."}).status_code == 302
    missing = client.post(up, {"note": ""})
    assert "Attach the evidence" in missing.content.decode()
    file = SimpleUploadedFile("figures.pdf", b"%PDF-1.7")
    assert client.post(up, {"note": "", "file": file}).status_code == 302
    text = client.get(page).content.decode()
    assert "figures.pdf" in text
    assert "Check this outcome" not in text

    outside = sign_in(build.person(build.organisation(), Role.COORDINATOR))
    assert "Check this outcome" in outside.get(page).content.decode()
    assert outside.get(reverse("outcome_file", args=[outcome.reference, 2])).status_code == 200
    assert outside.get(reverse("outcome_file", args=[outcome.reference, 1])).status_code == 404
    assert outside.post(up, {"note": "The figures are right."}).status_code == 302
    assert "Lesson learned: validated" in outside.get(practice_page).content.decode()


def test_the_adopter_answers_whether_it_is_in_use(sign_in, build, now) -> None:
    adoption = build.adoption()
    check = ask_in_use(adoption=adoption, months=6, now=now)
    client = sign_in(adoption.attested_by)
    address = reverse("answer_in_use", args=[check.reference])
    assert client.post(address, {"in_use": "PARTLY", "note": ""}).status_code == 422
    answer = {"in_use": "PARTLY", "carrier_left": "yes", "note": "Mornings only."}
    assert client.post(address, answer, follow=True).status_code == 200
    text = client.get(reverse("adoption", args=[adoption.reference])).content.decode()
    assert "Mornings only." in text
    assert "has left" in text


@pytest.mark.parametrize("rows", [2, 12])
def test_pages_ask_as_often_for_many_as_for_few(
    django_assert_max_num_queries, sign_in, build, rows
) -> None:
    practice = build.practice()
    for _ in range(rows):
        outcome = build.outcome(build.adoption(practice), level=1)
    client = sign_in(build.person(build.organisation()))
    for address, most in (
        (reverse("practice", args=[practice.reference]), 16),
        (reverse("adoption", args=[outcome.adoption.reference]), 9),
        (reverse("outcome", args=[outcome.reference]), 8),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
