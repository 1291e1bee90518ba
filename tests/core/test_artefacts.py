"""Files that are kept are what they say they are; nothing typed or sent breaks the check."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.artefacts import MAGIC, MAX_BYTES, ZIPPED, artefact
from permeate.core.refusals import Refused


def zipped(*names: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("slides.PDF", b"%PDF-1.7 x", "application/pdf"),
        ("a.png", MAGIC[".png"][0] + b"x", "image/png"),
        ("a.docx", zipped("word/document.xml"), ZIPPED[".docx"][1]),
        ("notes.txt", "Zürich".encode(), "text/plain"),
    ],
)
def test_what_may_be_kept(name, content, kind) -> None:
    assert artefact(name, content).media_type == kind


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.pdf", b"", "empty"),
        ("a.pdf", b"<html>", "must be"),
        ("a.svg", b"<svg/>", "must be"),
        ("a.docx", b"PK\x03\x04 broken", "must be"),
        ("a.docx", zipped("word/document.xml", "word/vbaProject.bin"), "macros"),
        ("a.txt", b"\xff\xfe\x00", "must be"),
        ("a.pdf", b"%PDF-" + b"x" * MAX_BYTES, "larger than 5 MB"),
    ],
)
def test_what_may_not(name, content, words) -> None:
    with pytest.raises(Refused, match=words):
        artefact(name, content)


@settings(max_examples=80)
@given(
    st.text(max_size=60),
    st.sampled_from([*MAGIC, *ZIPPED, ".txt", ".exe", ""]),
    st.binary(max_size=200),
)
def test_any_name_and_content_is_kept_or_refused(name, suffix, content) -> None:
    try:
        kept = artefact(name + suffix, content)
    except Refused:
        return
    assert kept.content == content
    assert not set(kept.name) & set('"\\/\r\n')
