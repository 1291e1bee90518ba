"""The PDF of a version carries what was signed; its holder checks it without an account."""

import hashlib
import io

import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from permeate.models import Agreement
from tests.actions.test_agreements import change
from tests.money import paid_open, paid_placement


@pytest.fixture
def signed(build, now) -> Agreement:
    paid_placement(build, now)
    return Agreement.objects.get()


def pdf_of(client, agreement, number=None) -> pypdf.PdfReader:
    number = number or agreement.current.number
    answer = client.get(reverse("agreement_pdf", args=[agreement.reference, number]))
    assert answer["Content-Type"] == "application/pdf"
    return pypdf.PdfReader(io.BytesIO(answer.content))


def text_of(pdf) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def checked(agreement, code: str, reference: str = "") -> str:
    """What somebody reads who is not signed in."""
    query = {"reference": reference or agreement.reference, "code": code}
    page = Client().get(reverse("check_agreement"), query)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_the_attached_text_is_what_was_signed(signed, sign_in) -> None:
    pdf = pdf_of(sign_in(signed.placement.participant), signed)
    attached = pdf.attachments["agreement.txt"][0]
    assert hashlib.sha256(attached).hexdigest() == signed.current.content_hash
    words = text_of(pdf)
    for said in ("Secondment agreement", "a salary of £45,000", "Signed by all, and in force",
                 signed.placement.home_manager.name, f"Reference {signed.reference}"):  # fmt: skip
        assert said in words, said
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_whoever_holds_it_checks_it_without_signing_in(signed) -> None:
    code = signed.current.content_hash
    spaced = " ".join(code[n : n + 4] for n in range(0, 16, 4)).upper()
    for typed in (code, code[:16], spaced):
        shown = checked(signed, typed)
        assert "This agreement was made here" in shown
        assert "Signed by all, and in force" in shown
        assert "Participant, 3 November 2026" in shown
    names = (signed.placement.participant, signed.placement.home_manager)
    assert not any(person.name in checked(signed, code) for person in names)


def test_a_wrong_or_short_code_shows_nothing(signed) -> None:
    code = signed.current.content_hash
    for wrong in (code[:15], "0" * 16, code[:15] + ("0" if code[15] != "0" else "1")):
        assert "No agreement was made here" in checked(signed, wrong)
    assert "No agreement was made here" in checked(signed, code, "aaaaaaaaaa")
    assert "Enter the check code" in checked(signed, "")


def test_an_old_version_says_that_it_no_longer_counts(build, now, sign_in) -> None:
    agreement = paid_open(build, now)
    old = agreement.current
    change(agreement, now, notice_host="8")
    assert "no longer counts" in checked(agreement, old.content_hash)
    words = text_of(pdf_of(sign_in(agreement.placement.host_manager), agreement, old.number))
    assert "no longer counts" in words


def test_an_open_one_is_not_in_force(build, now) -> None:
    agreement = paid_open(build, now)
    assert "Not in force: 0 of 3 have signed" in checked(agreement, agreement.current.content_hash)


def test_characters_the_typeface_lacks_do_not_stop_it(build, now, sign_in) -> None:
    agreement = paid_open(build, now)
    change(agreement, now, "post", duties="Plan 🏗 and 字")
    pdf = pdf_of(sign_in(agreement.placement.host_manager), Agreement.objects.get())
    assert "□ stands for a character" in text_of(pdf)
    assert "🏗 and 字" in pdf.attachments["agreement.txt"][0].decode()
