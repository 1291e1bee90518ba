"""`permeate verify`: what it says, with which status, and what it never does."""

import io
import json
import socket
from datetime import timedelta

import pypdf
import pytest
from django.core.management import CommandError, call_command

from permeate.core.credentials.baked import into_png
from permeate.core.packs.content import content_bytes
from permeate.core.packs.drawing import draw
from tests.core.credentials.test_baked import NAMED, PICTURE, SVG
from tests.issued import AT, LIST, PACK_LIST, credential, keys, pack_of, status_list

pytestmark = pytest.mark.once

ISSUER = keys()
ISSUED = credential(ISSUER)
TEXT = json.dumps(ISSUED, ensure_ascii=False).encode()


@pytest.fixture(autouse=True)
def at(time_machine) -> None:
    time_machine.move_to(AT + timedelta(hours=1))


@pytest.fixture
def offline(monkeypatch) -> None:
    def refuse(*_, **__):
        raise AssertionError("it opened a connection")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)


@pytest.fixture
def trust(tmp_path):
    folder = tmp_path / "trust"
    host = folder / "permeate.example" / "issuers" / "abc"
    host.mkdir(parents=True)
    (host / "did.json").write_text(json.dumps(ISSUER.document))
    (folder / "list.json").write_text(json.dumps(status_list(ISSUER)))
    (folder / "notes.json").write_text("not JSON")
    (folder / "other.json").write_text('{"a": 1}')
    return folder


def run(tmp_path, data: bytes, *options: str):
    """The answer as JSON, and the status."""
    path = tmp_path / "file"
    path.write_bytes(data)
    out = io.StringIO()
    status = 0
    try:
        call_command("verify", str(path), "--json", *options, stdout=out)
    except CommandError as error:
        status = error.returncode
    return json.loads(out.getvalue()), status


def pdf(*files: tuple[str, bytes]) -> bytes:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    for name, data in files:
        writer.add_attachment(name, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


FILES = {
    "JSON": TEXT,
    "JSON with a byte order mark": b"\xef\xbb\xbf" + TEXT,
    "PNG": into_png(PICTURE, TEXT),
    "SVG": SVG.format(
        NAMED, f"<openbadges:credential><![CDATA[{TEXT.decode()}]]></openbadges:credential>"
    ).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_good_one_is_valid_in_whatever_it_comes(name, tmp_path, trust, offline) -> None:
    answer, status = run(tmp_path, FILES[name], "--offline", "--trust", str(trust))
    assert status == 0
    assert (answer["intact"], answer["issuer"], answer["revoked"]) == (True, "known", "no")
    assert (answer["expired"], answer["valid"], answer["reasons"]) == (False, True, [])


def test_without_trust_it_is_intact_and_the_status_says_so(tmp_path, offline) -> None:
    answer, status = run(tmp_path, TEXT, "--offline")
    assert status == 1
    assert (answer["intact"], answer["issuer"]) == (True, "unknown")
    assert (answer["revoked"], answer["valid"]) == ("unchecked", False)


def test_a_pdf_that_others_drew_around_it_is_not_vouched_for(tmp_path, trust) -> None:
    file = pdf(("badge.json", TEXT))
    answer, status = run(tmp_path, file, "--offline", "--trust", str(trust))
    assert status == 1
    assert (answer["intact"], answer["issuer"], answer["valid"]) == (True, "known", False)
    assert "pages around it" in answer["reasons"][0]


def test_of_several_attached_the_worst_counts(tmp_path, trust) -> None:
    bad = json.dumps(ISSUED | {"name": "Another"}).encode()
    file = pdf(("good.json", TEXT), ("bad.json", bad))
    answer, status = run(tmp_path, file, "--offline", "--trust", str(trust))
    assert status == 1
    assert not answer["intact"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not JSON"),
        (b"%PDF-1.7 and no more", "damaged|No credential"),
        (pdf(), "No credential is attached"),
        (pdf(("a.json", b"{")), "not JSON"),
        (b"\x89PNG\r\n\x1a\n", "no credential in this picture"),
        (b"<svg/>", "no credential in this picture"),
        (TEXT.replace(b'"name"', b'"name": "x", "name"', 1), "given twice"),
        (b"PK\x03\x04", "not"),
        (b"[]", "not a JSON object"),
    ],
)
def test_what_cannot_be_read_gets_a_verdict_with_the_reason(data, words, tmp_path) -> None:
    answer, status = run(tmp_path, data, "--offline")
    assert status == 1
    assert not answer["intact"]
    assert any(word in reason for word in words.split("|") for reason in answer["reasons"])


def test_a_file_or_folder_that_is_not_there_is_the_callers_fault(tmp_path) -> None:
    for arguments in ([str(tmp_path / "none")], [__file__, "--trust", str(tmp_path / "none")]):
        with pytest.raises(CommandError) as caught:
            call_command("verify", *arguments, "--offline")
        assert caught.value.returncode == 2


SERVICE = keys("https://permeate.example")
PACK = pack_of(SERVICE, ISSUED)


@pytest.fixture
def trust_in_both(trust):
    (trust / "service.json").write_text(json.dumps(SERVICE.document))
    listed = status_list(SERVICE, address=PACK_LIST)
    (trust / "service-list.json").write_text(json.dumps(listed))
    return trust


def test_a_pack_is_valid_offline(tmp_path, trust_in_both, offline) -> None:
    file = draw(PACK, [ISSUED])
    answer, status = run(tmp_path, file, "--offline", "--trust", str(trust_in_both))
    assert answer["reasons"] == []
    assert status == 0
    assert answer["valid"]
    assert answer["name"] == "Evidence of professional development: Ann Officer"


def test_a_pack_with_a_changed_figure_is_not_intact(tmp_path, trust_in_both) -> None:
    text = json.dumps(ISSUED, ensure_ascii=False).replace("21 hours", "121 hours")
    pages = draw(PACK, [json.loads(text)])
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pages))
    writer._root_object["/Names"].pop("/EmbeddedFiles")
    writer.add_attachment("pack.json", content_bytes(PACK))
    writer.add_attachment("credential-1.json", content_bytes(ISSUED))
    out = io.BytesIO()
    writer.write(out)
    answer, status = run(tmp_path, out.getvalue(), "--offline", "--trust", str(trust_in_both))
    assert status == 1
    assert (answer["form"], answer["intact"], answer["valid"]) == (True, False, False)
    assert "121 hours" in answer["reasons"][0]


def with_attached(*files: tuple[str, bytes]) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(draw(PACK, [ISSUED])))
    for name, data in files:
        writer.add_attachment(name, data)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("more.txt", b"40 hours", "more.txt"),
        (
            "credential-2.json",
            json.dumps(credential(ISSUER, index=9)).encode(),
            "twice|not attached",
        ),
        ("other.json", json.dumps(pack_of(SERVICE, ISSUED)).encode(), "Several packs"),
    ],
)
def test_what_is_attached_besides_is_found(name, data, words, tmp_path, trust_in_both) -> None:
    file = with_attached((name, data))
    answer, status = run(tmp_path, file, "--offline", "--trust", str(trust_in_both))
    assert status == 1
    assert any(word in reason for word in words.split("|") for reason in answer["reasons"])


def test_a_pack_that_was_replaced_says_so(tmp_path, trust_in_both) -> None:
    listed = status_list(SERVICE, 3, address=PACK_LIST)
    (trust_in_both / "service-list.json").write_text(json.dumps(listed))
    file = draw(PACK, [ISSUED])
    answer, _ = run(tmp_path, file, "--offline", "--trust", str(trust_in_both))
    assert (answer["intact"], answer["revoked"], answer["valid"]) == (True, "yes", False)


def test_what_is_not_held_is_fetched_unless_offline(tmp_path, trust, monkeypatch) -> None:
    asked = []

    def get(address: str) -> bytes:
        asked.append(address)
        return json.dumps(status_list(ISSUER, 7)).encode()

    monkeypatch.setattr("permeate.cli.credentials.fetching._get", get)
    (trust / "list.json").unlink()
    answer, _ = run(tmp_path, TEXT, "--trust", str(trust))
    assert asked == [LIST]
    assert answer["revoked"] == "yes"
    run(tmp_path, TEXT, "--trust", str(trust), "--offline")
    assert len(asked) == 1
    run(tmp_path, TEXT)
    assert asked[1:] == ["https://permeate.example/issuers/abc/did.json", LIST]


def test_nothing_but_https_is_fetched(tmp_path, trust) -> None:
    changed = json.loads(TEXT)
    changed["credentialStatus"]["statusListCredential"] = "file:///etc/passwd"
    answer, _ = run(tmp_path, json.dumps(changed).encode(), "--trust", str(trust))
    assert any("not an https address" in reason for reason in answer["reasons"])


def test_for_a_person_it_answers_each_question(tmp_path, trust) -> None:
    path = tmp_path / "badge.json"
    path.write_bytes(TEXT)
    out = io.StringIO()
    call_command("verify", str(path), "--offline", "--trust", str(trust), stdout=out)
    for words in ("Shadowing: Three days in audit", "(known)", "Intact:   yes", "Valid:    yes"):
        assert words in out.getvalue()
