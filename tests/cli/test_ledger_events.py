"""The ledger as a file of events: valid by its schema, and nobody and nothing said in it."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from permeate.actions.decisions import decide_on_share
from permeate.actions.guidance import resolve_contradiction
from permeate.actions.shares import Shown, acknowledge_share, share_practice
from permeate.cli.measures.files import cut_from
from permeate.core.event_file.reading import read_events
from permeate.core.roles import Role
from permeate.models import Person
from tests.measured import programme_with_history


@pytest.fixture
def events(build, now, tmp_path):
    """A history with every kind of thing in it, as the lines of a file."""
    programme_with_history(build)
    practice, council = build.practice(topics="homelessness"), build.organisation("Brookford")
    senior = build.person(council, Role.SENIOR)
    share = share_practice(
        practice=practice,
        shown=Shown(channel="NOTE", title="Ring first", text="Ring within a day."),
        audience=[council],
        by=practice.author,
        now=now,
    )
    acknowledge_share(share=share, by=senior, receipt="WILL_USE", reason="", now=now)
    decide_on_share(
        share=share, organisation=council, by=senior, verdict="ADOPT", reason="It saves visits.",
        deferred_until=None, now=now,
    )  # fmt: skip
    build.outcome(build.adoption(practice, council, senior), level=3)
    guidance = build.guidance(body="Ring first.\n\nAsk.")
    build.link(guidance, practice)
    against = build.link(guidance, statement=1, role="CONTRADICTS", note="Not at night.")
    editor = build.person(guidance.organisation, Role.EDITOR)
    resolve_contradiction(link=against, resolution="By day.", by=editor, now=now)
    path = tmp_path / "events.jsonl"
    call_command("ledger_events", str(path))
    return path


def test_every_line_is_valid_and_every_kind_is_there(events) -> None:
    found = list(read_events(events.open("rb")))
    assert {one["event"] for one in found} >= {
        "ORGANISATION_DESCRIBED", "PLACEMENT_STARTED", "PROMPT_SENT", "PROMPT_ANSWERED",
        "ENTRY_RECORDED", "PRACTICE_WRITTEN", "SHARED", "ACKNOWLEDGED", "DECIDED", "ADOPTED",
        "OUTCOME_RECORDED", "STATEMENT_PUBLISHED", "LINK_ACCEPTED", "CONTRADICTION_RESOLVED",
    }  # fmt: skip
    levels = [one["level"] for one in found if one["event"] == "OUTCOME_RECORDED"]
    assert levels == ["0", "1", "2", "3"]


def test_nobody_and_nothing_that_was_said_is_in_it(events) -> None:
    text = events.read_text()
    for person in Person.objects.all():
        assert person.reference not in text
        assert person.name not in text
        assert person.email not in text
    for words in ("Ring", "saves visits", "By day", "Brookford"):
        assert words not in text
    assert "LGSL-112" in text


def test_measures_are_computed_from_it_without_the_database(events) -> None:
    found = cut_from(events, at=date(2026, 12, 31), since=None, audience=None, resample=False)
    text = json.dumps(found)
    assert "M16" in text
    assert "M15" in text


def test_the_same_ledger_gives_the_same_lines(events, tmp_path) -> None:
    again = tmp_path / "again.jsonl"
    call_command("ledger_events", str(again))
    assert again.read_text() == events.read_text()


def test_a_place_that_cannot_be_written_says_so(db, tmp_path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("ledger_events", str(tmp_path / "nowhere" / "x.jsonl"))
