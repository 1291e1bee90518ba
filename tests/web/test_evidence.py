"""The pack as PDF, whatever was typed into it; and the page where anybody checks one."""

import hashlib
import io
import json
import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pypdf
import pytest
from django.urls import reverse
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from permeate.core.evidence import canonical, code_of, pack_content, pack_hash
from permeate.core.roles import Role
from permeate.web.evidence.pdf import pack_pdf
from permeate.web.typesetting import STAND_IN
from tests.booking_steps import attended, booked, day_after, reflected
from tests.core.test_evidence import AT, ATTENDED, CONTENT

ADDRESS = "https://permeate.example/evidence/check/"


def made(**change) -> bytes:
    return pack_pdf(pack_content(replace(ATTENDED, **change), issued_at=AT), check_address=ADDRESS)


def read(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


def test_the_pdf_says_all_an_auditor_asks_for() -> None:
    text = read(made())
    for words in (
        "Ann Officer",
        "7 to 9 December 2026",
        "21 hours over 3 days",
        "Cas Host of Department for Examples confirmed attendance for 21 hours over 3 days",
        "Agreed beforehand by the home on 4 November 2026 and by the host on 5 November 2026",
        "See a plan made (A plan)",
        "I sat in.",
        "It is quicker.",
        "I will try it.",
        "What makes this not daily work",
        "It is not a certificate of competence",
        "abcdefghjk",
        code_of(pack_hash(CONTENT)),
    ):
        assert words in text


def test_the_pdf_is_tagged_titled_and_in_english() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(made()))
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "CPD evidence: Ann Officer, Three days in audit"
    assert pdf.metadata.author == "Ann Officer"
    described = pdf.xmp_metadata.stream.get_data().decode()
    for claim in ("pdfaid:part>3<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert claim in described


def test_headings_and_table_are_tagged_as_such() -> None:
    pdf = made()
    found = set()

    def walk(node) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            found.add(node.get("/S"))
            walk(node.get("/K", []))

    walk(pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/Table", "/L", "/Link", "/P"} <= found


def test_the_attached_file_is_the_content_with_the_printed_hash() -> None:
    attached = pypdf.PdfReader(io.BytesIO(made())).attachments["evidence.json"][0]
    assert attached == canonical(CONTENT)
    assert json.loads(attached) == CONTENT
    printed = read(made()).replace(" ", "")
    assert hashlib.sha256(attached).hexdigest() in printed


def test_the_same_content_gives_the_same_bytes() -> None:
    assert made() == made()
    assert made() != made(what="Another line.")


@pytest.mark.parametrize(
    "typed",
    [
        "#panic()",
        "*bold* _it_ $x$ `raw` <label> @ref",
        '#read("/etc/passwd")',
        "\\u{41} \\ #[",
        "= H",
    ],
)
def test_markup_is_only_text(typed) -> None:
    assert " ".join(typed.split()) in read(made(what=f"Before. {typed} After."))


def visible(text: str) -> Counter[str]:
    """Letters and digits as a reader sees them; order and spaces are the reader's business."""
    text = unicodedata.normalize("NFKD", text)
    return Counter(one for one in text if unicodedata.category(one)[0] in "LN")


BLANK = visible(read(made(what="")))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed=st.text(max_size=60))
@example(typed="Łukasz Żółć, Ŵyn Efa, Ελένη, Иван")
@example(typed="中文 日本語 اللغة עברית हिन्दी 😀👩‍🔬")
@example(typed="fi ffl ﬁ e\u0301 \u00ad\u200d\u202e \x00\x07\ue000\U0010ffff\ufffe")
@example(typed="\u0301\u20dd")
@example(typed="a\nb\r\nc\u2028d\te")
def test_any_text_compiles_and_reads_back(typed) -> None:
    content = pack_content(replace(ATTENDED, what=typed), issued_at=AT)
    pdf = pack_pdf(content, check_address=ADDRESS)

    attached = pypdf.PdfReader(io.BytesIO(pdf)).attachments["evidence.json"][0]
    assert json.loads(attached)["reflection"]["what"] == typed
    text = read(pdf)
    if STAND_IN not in text:
        digits = {one for one in visible(text) if unicodedata.category(one)[0] == "N"}
        shown = visible(text) - BLANK
        wanted = visible(typed)
        letters = {one: n for one, n in wanted.items() if one not in digits | set("abcdef")}
        assert all(shown[one] >= n for one, n in letters.items())


def test_a_box_stands_for_what_the_typeface_lacks_and_the_pdf_says_so() -> None:
    text = read(made(person="中文 Officer"))
    assert "□□ Officer" in text
    assert "evidence.json holds the exact text" in text
    assert "holds the exact text" not in read(made())


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
    for words in ("9 December 2026", "7 hours", "Cas Host of", "Ann Officer"):
        assert words in text


def test_the_printed_link_opens_the_answer(pack, client) -> None:
    pdf = pypdf.PdfReader(
        io.BytesIO(pack_pdf(pack.content, check_address="http://testserver/evidence/check/"))
    )
    links = [
        note.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for note in page.get("/Annots", [])
        if "/A" in note.get_object()
    ]
    assert "This evidence is intact" in client.get(links[0]).content.decode()


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
