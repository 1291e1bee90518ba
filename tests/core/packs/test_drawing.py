"""The pack as PDF, whatever was typed into it."""

import hashlib
import io
import json
import unicodedata
from collections import Counter
from dataclasses import replace

import pypdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from permeate.core.evidence import code_of
from permeate.core.packs.content import Declared, Part, Summary, content_bytes, content_hash
from permeate.core.packs.drawing import draw
from permeate.core.typesetting import STAND_IN
from tests.issued import ACTIVITY, LINES, credential, keys, pack_of

pytestmark = pytest.mark.once

HOST, SERVICE = keys(), keys("https://permeate.example")
ISSUED = credential(HOST)
PACK = pack_of(SERVICE, ISSUED)


def made(what: str = "", **change) -> bytes:
    document = credential(HOST, replace(ACTIVITY, **change)) if change else ISSUED
    lines = [("What?", what), *LINES[1:]] if what else LINES
    return draw(pack_of(SERVICE, document, parts=[Part(document, lines)]), [document])


def read(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join(text.split())


def test_the_pdf_says_all_an_auditor_asks_for() -> None:
    text = read(draw(PACK, [ISSUED]))
    for words in (
        "Ann Officer",
        "7 to 9 December 2026",
        "21 hours",
        "Cas Host of Department for Examples confirmed attendance for 21 hours over 3 days",
        "Agreed beforehand by the home on 4 November 2026 and by the host on 5 November 2026",
        "See a plan made (A plan)",
        "I sat in.",
        "It is quicker.",
        "I will try it.",
        "What makes this not daily work",
        "It is not a certificate of competence",
        "kjhgfedcba",
        code_of(content_hash(PACK)),
    ):
        assert words in text


def test_a_pack_for_bodies_says_how_far_each_asks_and_what_it_comes_to() -> None:
    second = credential(HOST, replace(ACTIVITY, address=f"{ACTIVITY.address}2", title="A day"))
    summaries = [
        Summary("CIPFA", [("120 hours in 3 years", "Not met: 78 hours are missing")]),
        Summary("CIPD", [("About 30 hours a year", "Met")]),
    ]
    parts = [Part(ISSUED, LINES, ["My notes"]), Part(second)]
    pack = pack_of(SERVICE, parts=parts, summaries=summaries)
    text = read(draw(pack, [ISSUED, second]))
    for words in (
        "2 activities, 42 hours",
        "CIPFA What it asks How far it is met 120 hours in 3 years Not met: 78 hours are missing",
        "CIPD",
        "My notes",
    ):
        assert words in text


def test_what_the_person_declares_is_told_from_what_hosts_signed() -> None:
    course = Declared("A course", [("Time", "6 hours"), ("Reflection", "Two\nlines: both kept")])
    text = read(draw(pack_of(SERVICE, ISSUED, declared=[course]), [ISSUED]))
    assert "Declared by Ann Officer Nobody signed these" in text
    assert "A course Time 6 hours Reflection Two lines: both kept" in text
    alone = pack_of(SERVICE, parts=[], declared=[course])
    assert "relatedResource" not in alone
    assert "A course" in read(draw(alone, []))


def test_the_pdf_is_tagged_titled_and_in_english() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(made()))
    catalogue = pdf.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"]
    assert catalogue["/StructTreeRoot"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Evidence of professional development: Ann Officer"
    assert pdf.metadata.author == "Ann Officer"
    described = pdf.xmp_metadata.stream.get_data().decode()
    for claim in ("pdfaid:part>3<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
        assert claim in described


def test_headings_tables_and_the_square_are_tagged_as_such() -> None:
    found, alternatives = set(), []

    def walk(node) -> None:
        node = node.get_object() if hasattr(node, "get_object") else node
        if isinstance(node, list):
            for one in node:
                walk(one)
        elif isinstance(node, dict):
            found.add(node.get("/S"))
            alternatives.append(str(node.get("/Alt", "")))
            walk(node.get("/K", []))

    walk(pypdf.PdfReader(io.BytesIO(made())).trailer["/Root"]["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/H3", "/Table", "/L", "/Link", "/P", "/Figure"} <= found
    assert any("QR code" in one for one in alternatives)


def test_what_is_attached_is_what_was_signed_with_the_printed_hash() -> None:
    pdf = pypdf.PdfReader(io.BytesIO(draw(PACK, [ISSUED])))
    assert pdf.attachments["pack.json"][0] == content_bytes(PACK)
    assert json.loads(pdf.attachments["credential-1.json"][0]) == ISSUED
    printed = read(draw(PACK, [ISSUED])).replace(" ", "")
    assert hashlib.sha256(content_bytes(PACK)).hexdigest() in printed
    kinds = [
        one.get_object()["/AFRelationship"] for one in pdf.trailer["/Root"]["/AF"].get_object()
    ]
    assert kinds == ["/Data", "/Data"]


def test_the_same_content_gives_the_same_bytes() -> None:
    assert draw(PACK, [ISSUED]) == draw(PACK, [ISSUED])
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
    assert " ".join(typed.split()) in read(made(title=typed))


def visible(text: str) -> Counter[str]:
    """Letters and digits as a reader sees them; order and spaces are the reader's business."""
    text = unicodedata.normalize("NFKD", text)
    return Counter(one for one in text if unicodedata.category(one)[0] in "LN")


BLANK = visible(read(made(what=".")))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed=st.text(st.characters(codec="utf-8"), max_size=60))
@example(typed="Łukasz Żółć, Ŵyn Efa, Ελένη, Иван")
@example(typed="中文 日本語 اللغة עברית हिन्दी 😀👩‍🔬")
@example(typed="fi ffl ﬁ e\u0301 \u00ad\u200d\u202e \x00\x07\ue000\U0010ffff\ufffe")
@example(typed="\u0301\u20dd")
@example(typed="a\nb\r\nc\u2028d\te")
def test_any_text_compiles_and_reads_back(typed) -> None:
    text = read(made(what=f"{typed}."))
    if STAND_IN not in text:
        digits = {one for one in visible(text) if unicodedata.category(one)[0] == "N"}
        seen = visible(text) - BLANK
        letters = {one: n for one, n in visible(typed).items() if one not in digits | set("abcdef")}
        assert all(seen[one] >= n for one, n in letters.items())


def test_a_box_stands_for_what_the_typeface_lacks_and_the_pdf_says_so() -> None:
    text = read(made(person="中文 Officer"))
    assert "□□ Officer" in text
    assert "hold the exact text" in text
    assert "hold the exact text" not in read(made())
