"""A history that somebody tampered with is found out, whatever they did."""

import json

import pytest
from django.core.management import CommandError, call_command

from permeate.core.events import Event
from permeate.journal.record import NotWriting, record, write
from permeate.journal.verify import NoHead, verify_history
from permeate.models import AuditEvent, HistoryHead


@write
def happen(times: int, by, now) -> None:
    for number in range(times):
        record(Event.PERSON_UPDATED, by, by=by, now=now, number=number)


@pytest.fixture
def history(build, now, django_capture_on_commit_callbacks):
    """Six events in two writes, their end kept outside."""
    person = build.person()
    with django_capture_on_commit_callbacks(execute=True):
        happen(4, person, now)
    with django_capture_on_commit_callbacks(execute=True):
        happen(2, person, now)
    return person


def whats() -> list[tuple[int, str]]:
    return [(fault.sequence, fault.what) for fault in verify_history()[1]]


def test_a_whole_history_has_no_faults(history) -> None:
    assert verify_history() == (6, [])


def test_a_changed_fact_is_found(history) -> None:
    AuditEvent.objects.filter(sequence=3).update(facts={"number": 99})
    assert whats() == [(3, "was changed")]


def test_a_removed_event_is_found(history) -> None:
    AuditEvent.objects.filter(sequence=2).delete()
    assert (2, "is missing") in whats()


def test_two_events_that_changed_places_are_found(history) -> None:
    third, fourth = AuditEvent.objects.filter(sequence__in=[3, 4]).order_by("sequence")
    AuditEvent.objects.filter(sequence=3).update(facts=fourth.facts)
    AuditEvent.objects.filter(sequence=4).update(facts=third.facts)
    assert whats() == [(3, "was changed"), (4, "was changed")]


def test_a_cut_off_tail_is_found_from_the_head_outside(history) -> None:
    AuditEvent.objects.filter(sequence__gt=4).delete()
    rewritten = AuditEvent.objects.get(sequence=4)
    HistoryHead.objects.update(sequence=4, digest=rewritten.digest)
    assert whats() == [(5, "and later are missing: the history once reached 6")]


def test_a_history_written_anew_is_found_from_the_head_outside(
    history, now, settings, django_capture_on_commit_callbacks
) -> None:
    kept = settings.HISTORY_HEAD_FILE.read_text()
    AuditEvent.objects.all().delete()
    HistoryHead.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        happen(6, history, now)
    settings.HISTORY_HEAD_FILE.write_text(kept)

    assert whats() == [(6, "is not the event that was once the newest")]


def test_without_a_head_outside_it_says_so(history, settings) -> None:
    settings.HISTORY_HEAD_FILE.unlink()
    with pytest.raises(NoHead):
        verify_history()


def test_the_command_ends_with_1_and_names_the_event(history, capsys) -> None:
    AuditEvent.objects.filter(sequence=3).update(actor="somebody")
    with pytest.raises(CommandError) as error:
        call_command("verify_history", "--json")
    assert error.value.returncode == 1
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "events": 6,
        "whole": False,
        "faults": [{"sequence": 3, "what": "was changed"}],
    }


def test_a_refused_write_leaves_no_event(history, now) -> None:
    @write
    def fails() -> None:
        record(Event.PERSON_UPDATED, history, by=history, now=now)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert AuditEvent.objects.count() == 6


def test_prose_and_addresses_never_enter_the_history(history, now) -> None:
    @write
    def says(fact: str) -> None:
        record(Event.PERSON_UPDATED, history, by=history, now=now, fact=fact)

    for prose in ("somebody@example.org", "He said: “no”", "x" * 81):
        with pytest.raises(ValueError, match="fact"):
            says(prose)


def test_nothing_is_recorded_outside_a_write(history, now) -> None:
    with pytest.raises(NotWriting):
        record(Event.PERSON_UPDATED, history, by=history, now=now)
