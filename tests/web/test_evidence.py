"""The page where anybody checks evidence, and the person's own."""

import io
import json
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse

from permeate.actions.credentials import revoke_credential
from permeate.core.evidence import code_of
from permeate.core.packs.drawing import draw
from permeate.core.roles import Role
from permeate.models import Credential
from tests.booking_steps import attended, booked, day_after, reflected


@pytest.fixture
def pack(build, now):
    home = build.organisation("Barton Council")
    manager = build.person(home, Role.MANAGER)
    person = build.person(home, manager=manager, name="Ann Officer")
    booking = booked(build.date(), person, now)
    attended(booking, name="Cas Host")
    return reflected(booking)


def check(client, reference: str, code: str):
    return client.get(reverse("check_evidence"), {"reference": reference, "code": code})


def test_an_auditor_checks_what_is_printed_without_an_account(pack, client) -> None:
    page = check(client, pack.reference.upper(), code_of(pack.content_hash))
    text = page.content.decode()
    assert page.status_code == 200
    assert "This evidence is intact" in text
    for words in ("9 December 2026", "7 hours", "Cas Host, host of the day, of", "Ann Officer"):
        assert words in text


def test_the_printed_link_opens_the_answer(pack, client) -> None:
    content = pack.content
    pdf = pypdf.PdfReader(io.BytesIO(draw(content["pack"], content["credentials"])))
    links = [
        note.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    path = links[0].partition("/evidence/")[2]
    assert "This evidence is intact" in client.get(f"/evidence/{path}").content.decode()


def test_the_page_shows_no_more_than_the_pack(pack, client) -> None:
    text = check(client, pack.reference, code_of(pack.content_hash)).content.decode()
    for private in (pack.person.email, pack.booking.home_manager.name, pack.booking.reference):
        assert private not in text


@pytest.mark.parametrize("code", ["0000 0000 0000 0000", "0" * 64])
def test_a_wrong_code_shows_nothing_about_anybody(pack, client, code) -> None:
    text = check(client, pack.reference, code).content.decode()
    assert "Nothing was issued here with this reference and check code" in text
    assert "Ann Officer" not in text


def test_too_short_a_code_shows_nothing(pack, client) -> None:
    text = check(client, pack.reference, pack.content_hash[:8]).content.decode()
    assert "Ann Officer" not in text


def test_an_unknown_reference_reads_the_same_as_a_wrong_code(pack, client) -> None:
    known, unknown = (
        check(client, reference, "0" * 16)
        .content.decode()
        .partition("<main")[2]
        .partition("</main")[0]
        for reference in (pack.reference, "zzzzzzzzzz")
    )
    assert known.replace(pack.reference, "zzzzzzzzzz") == unknown


def test_a_replaced_document_is_told_from_a_forged_one(pack, client) -> None:
    old = pack.content_hash
    later = day_after(pack.booking) + timedelta(hours=1)
    reflected(pack.booking, what="I saw more.", now=later)
    text = check(client, pack.reference, code_of(old)).content.decode()
    assert "issued here and replaced since" in text
    assert "Ann Officer" not in text


def test_what_is_missing_is_asked_for(client, db) -> None:
    text = client.get(reverse("check_evidence"), {"reference": "", "code": ""}).content.decode()
    assert "Enter the reference" in text
    assert "There is a problem" in text
    assert "There is a problem" not in client.get(reverse("check_evidence")).content.decode()


def test_evidence_is_the_persons_own(pack, build, sign_in) -> None:
    page, pdf = (reverse(name, args=[pack.reference]) for name in ("evidence", "evidence_pdf"))
    for other in (pack.booking.home_manager, build.person(build.organisation(), Role.COORDINATOR)):
        client = sign_in(other)
        assert client.get(page).status_code == client.get(pdf).status_code == 404
    client = sign_in(pack.person)
    assert client.get(page).status_code == 200
    answer = client.get(pdf)
    assert f"evidence-ann-officer-{pack.reference}.pdf" in answer["Content-Disposition"]
    assert answer.content == client.get(pdf).content


def test_a_credential_is_checked_by_itself_too(pack, client) -> None:
    credential = Credential.objects.get()
    text = check(client, credential.reference, credential.content_hash[:16]).content.decode()
    assert "This evidence is intact" in text
    assert "Cas Host" in text
    assert "Reflection" not in text


def test_what_the_host_took_back_is_said_with_the_reason(pack, client) -> None:
    credential = Credential.objects.get()
    host = pack.booking.date.opportunity.host_manager
    revoke_credential(
        credential=credential, reason="It was somebody else.", by=host, now=day_after(pack.booking)
    )
    for found in (pack, credential):
        text = check(client, found.reference, found.content_hash[:16]).content.decode()
        assert "This evidence was revoked" in text
        assert "It was somebody else." in text


def test_the_address_in_a_credential_asks_for_the_code(pack, client) -> None:
    credential = Credential.objects.get()
    query = credential.document["id"].partition("?")[2]
    text = client.get(f"/evidence/check/?{query}").content.decode()
    assert f'value="{credential.reference}"' in text
    assert "There is a problem" not in text
    assert "Cas Host" not in text


def test_the_person_and_the_host_get_the_signed_file(pack, sign_in, build) -> None:
    credential = Credential.objects.get()
    address = reverse("credential", args=[credential.reference])
    page = sign_in(pack.person).get(reverse("evidence", args=[pack.reference]))
    assert f'href="{address}"' in page.content.decode()
    for person in (pack.person, pack.booking.date.opportunity.host_manager):
        answer = sign_in(person).get(address)
        assert json.loads(answer.content) == credential.document
    assert sign_in(pack.booking.home_manager).get(address).status_code == 404
