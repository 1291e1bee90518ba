"""A changed page is found, however it was changed."""

import io
import re
from contextlib import suppress

import pypdf
import pytest
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, StreamObject, TextStringObject

from permeate.core.packs.comparing import differences
from permeate.core.packs.content import Part, missing_or_foreign
from permeate.core.packs.drawing import draw
from permeate.core.refusals import Refused
from tests.issued import LINES, credential, keys, pack_of

pytestmark = pytest.mark.once

HOST, SERVICE = keys(), keys("https://permeate.example")
ISSUED = credential(HOST)
PACK = pack_of(SERVICE, ISSUED)
PDF = draw(PACK, [ISSUED])


def written(writer: pypdf.PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def copy() -> pypdf.PdfWriter:
    return pypdf.PdfWriter(clone_from=io.BytesIO(PDF))


def found(data: bytes) -> list[str]:
    return differences(data, PACK, [ISSUED])


def test_as_issued_and_as_saved_by_another_program_it_is_the_same() -> None:
    assert found(PDF) == []
    again = written(copy())
    assert again != PDF
    assert found(again) == []


def other_pages(**change) -> bytes:
    """The pages of another pack, with the attachments of this one."""
    lines = [(question, change.get(question, answer)) for question, answer in LINES]
    other = pack_of(SERVICE, parts=[Part(ISSUED, lines)])
    return draw(other, [ISSUED])


def test_another_word_on_the_page_is_named() -> None:
    (reason,) = found(other_pages(**{"What?": "I sat in for ever."}))
    assert reason.startswith("Page 1 shows")
    assert "for ever" in reason


@pytest.mark.parametrize("hours", ["12 hours", "210 hours", "21 days"])
def test_a_changed_figure_is_found(hours) -> None:
    pages = re.sub(
        rb"21 hours(?= over)", hours.encode(), _words_of(PDF)
    )  # as its text reads after the change
    assert pages != _words_of(PDF)
    document = {**ISSUED, "evidence": [dict(one) for one in ISSUED["evidence"]]}
    for one in document["evidence"]:
        one["narrative"] = one["narrative"].replace("21 hours", hours)
    assert differences(draw(PACK, [document]), PACK, [ISSUED])


def _words_of(pdf: bytes) -> bytes:
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(one.extract_text().split()) for one in pages).encode()


def test_every_part_of_a_pages_drawing_is_guarded() -> None:
    """A byte of the first page's drawing changed, at many places: found each time."""
    content = copy().pages[0].get_contents().get_data()
    for spot in range(0, len(content), len(content) // 12):
        changed = bytearray(content)
        changed[spot] = ord("1") if changed[spot] != ord("1") else ord("2")
        writer = copy()
        stream = StreamObject()
        stream.set_data(bytes(changed))
        writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
        with suppress(Refused):
            assert found(written(writer))


def test_something_painted_over_is_found() -> None:
    writer = copy()
    stream = StreamObject()
    stream.set_data(writer.pages[0].get_contents().get_data() + b"\n1 g 60 700 200 20 re f")
    writer.pages[0][NameObject("/Contents")] = writer._add_object(stream)
    (reason,) = found(written(writer))
    assert "painted over" in reason


def test_a_note_on_the_page_is_found() -> None:
    writer = copy()
    writer.add_annotation(0, FreeText(text="40 hours", rect=(60, 600, 200, 620)))
    (reason,) = found(written(writer))
    assert "notes" in reason


def test_letters_that_look_like_others_are_found() -> None:
    """The same text in another typeface program: what a reader sees is not what is read."""
    writer = copy()
    fonts = [one.get_object() for one in writer.pages[0]["/Resources"]["/Font"].values()]
    descriptor = fonts[0]["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
    name = next(one for one in ("/FontFile3", "/FontFile2") if one in descriptor)
    program = descriptor[name].get_object()
    swapped = StreamObject()
    swapped.update({key: one for key, one in program.items() if key not in ("/Filter", "/Length")})
    swapped.set_data(program.get_data()[:-1] + b"!")
    descriptor[NameObject(name)] = writer._add_object(swapped)
    (reason,) = found(written(writer))
    assert "painted over" in reason


def test_another_bookmark_title_or_word_for_a_screen_reader_is_found() -> None:
    def bookmark(writer) -> None:
        first = writer._root_object["/Outlines"]["/First"].get_object()
        first[NameObject("/Title")] = TextStringObject("Evidence of 40 hours")

    def title(writer) -> None:
        writer.add_metadata({"/Title": "Evidence of 40 hours"})

    def tag(writer) -> None:
        tree = writer._root_object["/StructTreeRoot"]["/K"]
        while isinstance(tree, list):
            tree = tree[0].get_object()
        tree[NameObject("/ActualText")] = TextStringObject("40 hours")

    for change in (bookmark, title, tag):
        writer = copy()
        change(writer)
        (reason,) = found(written(writer))
        assert "screen reader" in reason


def test_a_page_more_or_less_is_found() -> None:
    writer = copy()
    writer.add_blank_page()
    assert "pages" in found(written(writer))[0]


def test_a_file_that_acts_when_opened_is_found() -> None:
    writer = copy()
    writer._root_object[NameObject("/OpenAction")] = DictionaryObject()
    assert "when it is opened" in found(written(writer))[0]


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"", PDF[:2000], PDF.replace(b"/Pages", b"/Pigs")])
def test_a_broken_file_is_refused(data) -> None:
    with pytest.raises(Refused, match="cannot be read"):
        found(data)


def test_a_credential_that_lacks_what_ours_have_is_refused() -> None:
    with pytest.raises(Refused, match="lacks parts"):
        differences(PDF, PACK, [{"id": "urn:x"}])


def test_the_pack_names_each_credential_as_it_is() -> None:
    second = credential(HOST, index=9)
    assert missing_or_foreign(PACK, [ISSUED]) == []
    assert "not attached as it was" in missing_or_foreign(PACK, [])[0]
    assert "not attached as it was" in missing_or_foreign(PACK, [ISSUED | {"name": "x"}])[0]
    assert "attached twice" in missing_or_foreign(PACK, [ISSUED, ISSUED])[0]
    foreign = second | {"id": "urn:other"}
    assert "does not name it" in missing_or_foreign(PACK, [ISSUED, foreign])[0]


def test_drawn_by_another_version_the_words_decide(monkeypatch) -> None:
    older = pack_of(SERVICE, ISSUED, drawn_with="pack 2, typst 0.1")
    data = draw(older, [ISSUED])
    again = io.BytesIO()
    pypdf.PdfWriter(clone_from=io.BytesIO(data)).write(again)
    assert differences(again.getvalue(), older, [ISSUED]) == []
    assert differences(PDF, older, [ISSUED])
