"""`permeate measures`: what the service holds, of the whole, a programme or an organisation."""

import json
from datetime import UTC, date, datetime

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from permeate.core.measures.log import day_of, log_from
from permeate.models import Organisation, Placement, Prompt, SkillRating
from permeate.queries.measures.events import events_of
from permeate.queries.measures.scope import Scope
from tests.measured import AT, START, moment, programme_with_history

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(capsys):
    def told(*words, audience="EXACT"):
        arguments = ("--at", str(AT), "--counting", "--audience", audience, "--json", *words)
        call_command("measures", *arguments)
        return json.loads(capsys.readouterr().out)

    return told


def figures(found, key):
    return {one["name"]: one for one in found["measures"][key]["figures"]}


def test_a_programme_is_measured(build, told) -> None:
    programme = programme_with_history(build)
    found = told("--programme", programme.reference)
    assert found["of"] == programme.name
    assert figures(found, "M1")["placements"]["value"] == 6
    assert figures(found, "M1")["people"]["value"] == 6
    assert figures(found, "M1")["person-days"]["value"] == 6 * 122
    # Two of six have shared something that somebody else acknowledged, on day 10.
    assert figures(found, "M4")["not yet shared by day 14"]["exact"] == "2/3"
    assert figures(found, "M4")["median days"]["status"] == "not defined"
    assert figures(found, "M7")["adopted or adapted by day 90"]["exact"] == "1/2"
    assert figures(found, "M7")["rejected by day 90"]["exact"] == "1/2"
    assert figures(found, "M3")["balance of sectors"]["value"] == 0
    assert figures(found, "M18")["answered"]["value"] == 0.5
    # Three were put before the council; one has waited for more than 60 days.
    waits = figures(found, "M10")["put before an organisation, no decision after 60 days"]
    assert (waits["value"], waits["n"]) == (pytest.approx(1 / 3), 3)


def test_an_earlier_day_knows_nothing_of_later(build, told, capsys) -> None:
    programme = programme_with_history(build)
    call_command(
        "measures", "--programme", programme.reference, "--at", "2026-06-20", "--counting",
        "--audience", "EXACT", "--json",
    )  # fmt: skip
    found = json.loads(capsys.readouterr().out)
    assert figures(found, "M4")["not yet shared by day 14"]["value"] == 1  # nobody had said so
    assert figures(found, "M7")["adopted or adapted"]["status"] == "not defined"


def test_scopes_are_parts_of_the_whole(build, told) -> None:
    first, second = programme_with_history(build), programme_with_history(build, people=3)
    names = [one.reference for one in (first, second)]
    counts = [
        figures(found, "M1")["placements"]["value"]
        for found in (
            told(),
            *(told("--programme", name) for name in names),
            told("--organisation", first.organisation.reference),
        )
    ]
    assert counts == [9, 6, 3, 6]


def test_small_numbers_are_hidden_unless_asked(build, told) -> None:
    programme = programme_with_history(build, people=3)
    hidden = told("--programme", programme.reference, audience="INTERNAL")
    assert figures(hidden, "M1")["placements"]["status"] == "suppressed"
    assert figures(hidden, "M4")["not yet shared by day 14"]["status"] == "suppressed"


def test_adoptions_and_outcomes_count_by_level(build, told) -> None:
    build.outcome(level=2)
    build.outcome(level=0)
    found = told("--at", str(date.today()))  # noqa: DTZ011  the clock of the builder
    assert figures(found, "M15")["outcomes, level 2 (with evidence)"]["value"] == 1
    assert figures(found, "M15")["outcomes, level 0 (claimed)"]["value"] == 1
    assert figures(found, "M1")["adoptions"]["value"] == 2


def test_the_number_of_queries_is_fixed(build) -> None:
    counts = []
    for _ in range(2):
        programme = programme_with_history(build)
        for scope in (Scope(), Scope(programme=programme), Scope(programme.organisation)):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                events_of(scope)
            counts.append(len(queries))
    assert counts[:3] == counts[3:]
    assert max(counts) <= 25


def test_what_is_not_there_is_said(build) -> None:
    with pytest.raises(CommandError, match="There is no programme with the reference nothing"):
        call_command("measures", "--programme", "nothing")
    with pytest.raises(CommandError, match="has not come yet"):
        call_command("measures", "--at", "2199-12-31")
    with pytest.raises(CommandError, match="is after the cut"):
        call_command("measures", "--at", "2026-03-31", "--since", "2026-05-01")


def test_an_empty_service_has_a_cut(told) -> None:
    assert not Organisation.objects.exists()
    assert len(told()["measures"]) == 18


def test_guidance_counts_by_the_practices_behind_its_statements(build, told) -> None:
    practice = build.outcome(level=1).adoption.practice
    guidance = build.guidance(body="Ring first.\n\nAsk what would help.")
    build.link(guidance, practice)
    build.link(guidance, role="CONTRADICTS")
    found = figures(told("--at", str(date.today())), "M16")  # noqa: DTZ011
    rests = found["statements that rest on experience"]
    assert (rests["value"], rests["n"]) == (0.5, 2)
    assert found["with a contradiction unresolved"]["value"] == 0.5


def test_gains_are_means_of_twenty_people_and_never_one_persons(build, told) -> None:
    programme = programme_with_history(build, people=20)
    for count, placement in enumerate(Placement.objects.order_by("id"), 1):
        SkillRating.objects.create(
            placement=placement,
            skill="Listening",
            before=3,
            before_at=moment(START),
            start_now=2,
            now=4,
            now_at=moment(AT),
        )
        if count == 19:
            few = figures(told("--programme", programme.reference), "M17")
            assert {one["status"] for one in few.values()} == {"not enough data"}
    gains = figures(told("--programme", programme.reference), "M17")
    assert {name: one["value"] for name, one in gains.items()} == {
        "post − pre": 1, "post − then": 2, "then − pre": -1,
    }  # fmt: skip


def test_the_ledger_written_as_events_gives_the_same_cut(build, told, tmp_path, capsys) -> None:
    programme_with_history(build)
    build.outcome(level=2)
    day = str(date.today())  # noqa: DTZ011  the clock of the builder
    ours = told("--at", day)
    call_command("ledger_events", tmp_path / "events.jsonl")
    capsys.readouterr()
    call_command("measures_from", tmp_path / "events.jsonl", "--at", day, "--counting", "--json")
    theirs = json.loads(capsys.readouterr().out)
    for key in ("M1", "M3", "M4", "M5", "M7", "M14", "M15", "M18"):
        assert figures(theirs, key) == figures(ours, key), key


def test_summer_time_counts_by_london(build, told) -> None:
    """Half past eleven in the evening in UTC is the next day in London in June."""
    programme = programme_with_history(build, people=1)
    late = datetime(2026, 6, 14, 23, 30, tzinfo=UTC)
    Prompt.objects.update(sent_at=late)
    scope = Scope(programme=programme)
    sent = log_from(*events_of(scope).parts).tables["PROMPT_SENT"]
    assert {day_of(day) for day in sent["occurred"]} == {date(2026, 6, 15)}
    Prompt.objects.update(sent_at=late.replace(month=1))
    sent = log_from(*events_of(scope).parts).tables["PROMPT_SENT"]
    assert {day_of(day) for day in sent["occurred"]} == {date(2026, 1, 14)}
