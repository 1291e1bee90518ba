"""Guidance's pages, its exports, and what a reader sees beside each statement."""

import re
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from permeate.core.guidance import SHORT_HASH, statement_hash
from permeate.core.roles import Role
from permeate.models import Guidance, ProvenanceLink

BODY = "## First contact\nRing every family first.\n\n* Ask what would help."
STATEMENT = statement_hash("Ring every family first.")[:SHORT_HASH]


@pytest.fixture
def editor(build):
    return build.person(build.organisation(), Role.EDITOR)


def test_drafted_published_linked_disputed_and_taken_away(sign_in, build, editor) -> None:
    client = sign_in(editor)
    answers = {"title": "Homelessness: “first” contact", "body": BODY}
    assert client.post(reverse("start_guidance"), answers).status_code == 302
    guidance = Guidance.objects.get()
    page = reverse("guidance", args=[guidance.reference])
    reader = build.person(build.organisation())
    assert sign_in(reader).get(page).status_code == 404
    assert (
        sign_in(reader).get(reverse("guidance_pdf", args=[guidance.reference])).status_code == 404
    )
    client = sign_in(editor)
    publish = reverse("publish_guidance", args=[guidance.reference])
    assert client.post(publish, {"reason": ""}).status_code == 302
    assert "Nothing is different" in client.post(publish, {"reason": "x"}).content.decode()

    practice = build.practice(claim="Ring every family first")
    against = build.practice(claim="Do not ring at night: every family slept")
    link = reverse("link_statement", args=[guidance.reference, STATEMENT])
    client = sign_in(practice.author)
    said = {"practice": practice.reference, "role": "ORIGINATES", "note": ""}
    assert client.post(link, said).status_code == 302
    client = sign_in(editor)
    judge = reverse("judge_link", args=[ProvenanceLink.objects.get().reference])
    assert practice.claim in client.get(judge).content.decode()
    assert client.post(judge, {"accept": "yes"}).status_code == 302
    said = {"practice": against.reference, "role": "CONTRADICTS", "note": "Nobody answered."}
    assert client.post(link, said).status_code == 302

    text = " ".join(sign_in(reader).get(page).content.decode().split())
    assert "1 of 2 statements has experience behind it; 1 with a contradiction" in text
    assert re.search(rf"{practice.author.name}; (today|this month|\d+ \w+ old)", text)
    assert "Contradicted, not resolved" in text
    assert "No experience is linked to this yet" in text

    client = sign_in(editor)
    pdf = client.get(reverse("guidance_pdf", args=[guidance.reference]))
    assert pdf["Content-Type"] == "application/pdf"
    words = " ".join(
        "".join(p.extract_text() for p in PdfReader(BytesIO(pdf.content)).pages).split()
    )
    assert "Ring every family first." in words
    assert "Contradicted, and not resolved." in words
    html = client.get(reverse("guidance_html", args=[guidance.reference])).content.decode()
    assert "Ask what would help." in html
    assert "Nobody answered" not in html or practice.claim in html

    resolve = reverse("resolve_contradiction", args=[ProvenanceLink.objects.last().reference])
    assert client.post(resolve, {"resolution": "By day only."}).status_code == 302
    text = sign_in(reader).get(page).content.decode()
    assert "Contradicted, not resolved" not in text
    assert "By day only." in text

    mine = sign_in(practice.author).get(reverse("my_experience")).content.decode()
    assert "Ring every family first." in mine


def test_versions_are_compared_word_by_word(sign_in, build, editor) -> None:
    guidance = build.guidance(editor.memberships.get().organisation, editor, BODY)
    client = sign_in(editor)
    edit = reverse("edit_guidance", args=[guidance.reference])
    body = BODY.replace("every family", "each family")
    assert client.post(edit, {"title": guidance.title, "body": body}).status_code == 302
    publish = reverse("publish_guidance", args=[guidance.reference])
    assert client.post(publish, {"reason": "Plainer."}).status_code == 302
    page = client.get(reverse("compare_guidance", args=[guidance.reference, 1, 2]))
    text = page.content.decode()
    assert "every" in text.split("permeate-removed")[2]
    assert "each" in text.split("permeate-added")[2]
    assert (
        client.get(reverse("compare_guidance", args=[guidance.reference, 1, 9])).status_code == 404
    )


def test_text_is_never_read_as_markup(sign_in, build, editor) -> None:
    body = "#let x = 5 <script>alert(1)</script> $a_b$ \u0001 𒀀 *bold* @ref"
    guidance = build.guidance(editor.memberships.get().organisation, editor, body)
    client = sign_in(editor)
    assert (
        "<script>alert"
        not in client.get(reverse("guidance", args=[guidance.reference])).content.decode()
    )
    pdf = client.get(reverse("guidance_pdf", args=[guidance.reference]))
    words = PdfReader(BytesIO(pdf.content)).pages[0].extract_text()
    assert "#let x = 5" in words
    html = client.get(reverse("guidance_html", args=[guidance.reference])).content.decode()
    assert "<script>" not in html


@pytest.mark.parametrize("rows", [2, 12])
def test_pages_ask_as_often_for_many_as_for_few(
    django_assert_max_num_queries, sign_in, build, editor, rows
) -> None:
    body = "\n\n".join(f"Statement {number}." for number in range(rows))
    guidance = build.guidance(editor.memberships.get().organisation, editor, body)
    for number in range(rows):
        practice = build.practice(editor)
        build.link(guidance, practice, statement=number, by=build.person(build.organisation()))
    for person, address, most in (
        (editor, reverse("guidance", args=[guidance.reference]), 11),
        (editor, reverse("guidance_list"), 5),
        (editor, reverse("my_experience"), 10),
    ):
        client = sign_in(person)
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200
