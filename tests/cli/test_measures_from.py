"""`permeate measures-from` and `measures-schema`: a file, no database."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.event_files import made_up

pytestmark = pytest.mark.once  # and no `django_db`: touching a database would fail


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "events.jsonl"
    path.write_bytes(b"".join(made_up(placements=10).lines()))
    return path


def test_a_cut_as_json_says_what_it_rests_on(file, capsys) -> None:
    call_command("measures_from", file, "--at", "2026-03-31", "--json")
    found = json.loads(capsys.readouterr().out)
    assert (found["at"], found["since"], found["audience"]) == (
        "2026-03-31", "2025-04-01", "EXACT",
    )  # fmt: skip
    assert len(found["measures"]) == 18
    call_command("measures_from", file, "--at", "2026-03-31", "--json")
    assert json.loads(capsys.readouterr().out) == found


def test_a_cut_for_people(file, capsys) -> None:
    call_command("measures_from", file, "--audience", "EXTERNAL", "--counting")
    told = capsys.readouterr().out
    assert "M4 Time to the first formal share (version 1" in told
    assert "suppressed" in told
    assert "hidden" in told


def test_every_faulty_line_is_named(file) -> None:
    file.write_bytes(file.read_bytes() + b'{"event": "PARTY"}\nnonsense\n')
    lines = file.read_bytes().count(b"\n")
    with pytest.raises(CommandError) as refused:
        call_command("measures_from", file)
    told = str(refused.value).splitlines()
    assert told[0] == f"{file}:"
    assert told[1].startswith(f"  Line {lines - 1}: “event” is")
    assert told[2].startswith(f"  Line {lines}: is not JSON")


def test_what_cannot_be_read_says_so(tmp_path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("measures_from", tmp_path / "nothing.jsonl")
    (tmp_path / "empty").touch()
    with pytest.raises(CommandError, match="say which day with --at"):
        call_command("measures_from", tmp_path / "empty")
    with pytest.raises(CommandError, match="no date like"):
        call_command("measures_from", tmp_path / "empty", "--at", "tomorrow")


def test_the_schema_is_printed_and_the_docs_are_in_step(capsys, settings, tmp_path) -> None:
    call_command("measures_schema")
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:permeate:event:1"
    call_command("measures_schema", "--check")
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    call_command("measures_schema", "--docs")
    page = tmp_path / "docs" / "measures.md"
    page.write_text(page.read_text().replace("M7", "M70"))
    with pytest.raises(CommandError, match=r"measures.md in docs out of step"):
        call_command("measures_schema", "--check")
