"""The whole cut of an event file: what may change it and what may not."""

import json
from datetime import date, timedelta
from functools import cache

import pytest

from permeate.core.definitions import DEFINITIONS
from permeate.core.event_file.reading import read_events
from permeate.core.measures.cut.assembling import MEASURES, cut, last_day
from permeate.core.measures.disclosure import Audience
from permeate.core.measures.log import log_from, log_of
from tests.event_files import Story, made_up

pytestmark = pytest.mark.once
AT = date(2026, 3, 31)


def cut_of(story, at=AT, **options):
    options = {"resample": False} | options
    return cut(log_of(read_events(story.lines())), at=at, **options)


@cache
def whole(resample=False):
    return cut_of(made_up(), resample=resample)


def figures(found, key):
    return {one["name"]: one for one in found["measures"][key]["figures"]}


def without_counts(found):
    return {key: value for key, value in found.items() if key != "events"}


def test_every_measure_is_there_with_its_version():
    found = whole(resample=True)
    assert list(found["measures"]) == list(DEFINITIONS) == list(MEASURES)
    for key, one in found["measures"].items():
        assert one["figures"], key
        assert (one["title"], one["version"]) == (DEFINITIONS[key].title, DEFINITIONS[key].version)
        for figure in one["figures"]:
            assert (figure["value"] is None) == (figure["status"] != "value")
            if figure["low"] is not None:
                assert figure["low"] <= figure["value"] <= figure["high"], figure
    json.dumps(found, allow_nan=False)


def test_the_order_of_events_changes_nothing():
    mixed = made_up()
    mixed.chance.shuffle(mixed.events)
    assert cut_of(mixed) == whole()


def test_the_same_again_changes_nothing():
    twice = made_up()
    twice.events += twice.events[::3]
    assert cut_of(twice) == whole()


def test_nothing_later_changes_an_earlier_cut():
    """What was published then is computed again from all that came after."""
    story, then = made_up(), date(2025, 9, 30)
    known = Story()
    known.events = [one for one in story.events if one["recorded_at"][:10] <= then.isoformat()]
    assert len(known.events) < len(story.events)
    assert cut_of(story, at=then) == cut_of(known, at=then)


def test_a_correction_takes_the_place_from_when_it_was_recorded():
    story = made_up(placements=3)
    started = next(one for one in story.events if one["event"] == "PLACEMENT_STARTED")
    before = cut_of(story)
    rest = {
        k: v for k, v in started.items() if k not in ("event", "id", "occurred_on", "recorded_at")
    }
    day = date.fromisoformat(started["occurred_on"])
    late = (AT - day).days + 1
    moved = rest | {"host": "o11", "home": "o0"}
    story.happen("PLACEMENT_STARTED", day, late=late, corrects=started["id"], **moved)
    assert without_counts(cut_of(story)) == without_counts(before)  # recorded a day after the cut
    after = cut_of(story, at=AT + timedelta(days=1))
    wide = {"since": date(2025, 1, 1)}
    assert (
        figures(cut_of(story, at=AT + timedelta(days=1), **wide), "M1")["placements"]["value"] == 3
    )
    assert after["events"] == before["events"]  # one in the other's place


def test_a_withdrawn_event_did_not_happen():
    story = made_up(placements=3)
    started = next(one for one in story.events if one["event"] == "PLACEMENT_STARTED")
    story.happen("WITHDRAWN", AT - timedelta(days=9), corrects=started["id"])
    found = cut_of(story, since=date(2025, 1, 1))
    assert figures(found, "M1")["placements"]["value"] == 2


def test_an_entry_told_five_times_changes_only_how_many_entries_there_are():
    story = made_up()
    entry = next(one for one in story.events if one["event"] == "ENTRY_RECORDED")
    for part in range(5):
        again = entry | {"entry": f"part{part}", "id": f"part{part}"}
        story.events.append(again)
    split = cut_of(story)
    for key in DEFINITIONS:
        if key != "M18":
            assert split["measures"][key] == whole()["measures"][key], key


def test_sharing_again_with_the_same_people_changes_no_reach_nor_continuity():
    story = made_up()
    share = next(one for one in story.events if one["event"] == "SHARED")
    mine = [one for one in story.events if one.get("share") == share["share"]]
    for part in range(3):
        for one in mine:
            story.events.append(one | {"share": f"again{part}", "id": f"{one['id']}-again{part}"})
    again = cut_of(story)
    for key in ("M4", "M6", "M7", "M10", "M11", "M12", "M13", "M16"):
        assert again["measures"][key] == whole()["measures"][key], key
    name = "coverage of windows"
    assert figures(again, "M5")[name] == figures(whole(), "M5")[name]


def test_names_change_nothing():
    """Other pseudonyms for people: no measure needs a person's name."""
    story = made_up()
    text = [json.loads(line) for line in story.lines()]
    for one in text:
        for key in ("actor", "host_manager"):
            if key in one:
                one[key] = f"{ord(one[key][0])}~{one[key]}"
        if "people" in one:
            one["people"] = [f"{ord(name[0])}~{name}" for name in one["people"]]
    story.events = text
    assert cut_of(story) == whole()


def test_a_share_counts_only_once_somebody_else_has_said_so():
    story = Story()
    day = date(2026, 1, 5)
    for name, sector in (("a", "NHS"), ("b", "AGENCY")):
        story.happen("ORGANISATION_DESCRIBED", day, organisation=name, sector=sector)
    story.happen("PLACEMENT_STARTED", day, placement="x", actor="p", organisation="a", home="a",
                 host="b", kind="SECONDMENT", planned_end="2026-03-01")  # fmt: skip
    shared = day + timedelta(days=10)
    story.happen("SHARED", shared, share="s", practice="k", placement="x", actor="p",
                 organisation="a", organisations=["b"], artefact=True)  # fmt: skip
    story.happen("ACKNOWLEDGED", shared, share="s", actor="p", organisation="a", receipt="READ")
    name = "not yet shared by day 14"
    assert figures(cut_of(story), "M4")[name]["value"] == 1
    story.happen("ACKNOWLEDGED", shared, share="s", actor="q", organisation="b", receipt="READ")
    assert figures(cut_of(story), "M4")[name]["value"] == 0
    assert figures(cut_of(story), "M4")["median days"]["value"] == 10


def test_a_share_recorded_long_after_counts_from_when_it_was_recorded():
    story = Story()
    day = date(2026, 1, 5)
    story.happen("PLACEMENT_STARTED", day, placement="x", actor="p", organisation="a", home="a",
                 host="b", kind="SECONDMENT", planned_end="2026-03-01")  # fmt: skip
    story.happen("SHARED", day, late=40, share="s", practice="k", placement="x", actor="p",
                 organisation="a", organisations=["b"], artefact=True)  # fmt: skip
    story.happen("ACKNOWLEDGED", day, late=41, share="s", actor="q", organisation="b",
                 receipt="READ")  # fmt: skip
    assert figures(cut_of(story), "M4")["median days"]["value"] == 40


def test_w2_as_a_file():
    """Eight organisations: three decide to adopt, two to reject, three have yet to decide."""
    story, longest = Story(), 80
    at = date(2026, 1, 1) + timedelta(days=longest)
    rows = [(10, "ADOPT"), (20, "REJECT"), (30, "ADAPT"), (40, ""), (50, "ADOPT")]
    rows += [(60, "REJECT"), (70, ""), (80, "")]
    for n, (days, verdict) in enumerate(rows):
        start = at - timedelta(days=longest if verdict else days)
        story.happen("SHARED", start, share=f"s{n}", practice=f"k{n}", actor="p",
                     organisation="z", organisations=[f"o{n}"], artefact=True)  # fmt: skip
        story.happen("ACKNOWLEDGED", start, share=f"s{n}", actor="q", receipt="READ")
        if verdict:
            story.happen("DECIDED", start + timedelta(days=days), practice=f"k{n}",
                         organisation=f"o{n}", verdict=verdict)  # fmt: skip
    found = figures(cut_of(story, at=at), "M7")
    assert found["adopted or adapted by day 90"]["exact"] == "13/32"
    assert found["rejected by day 90"]["exact"] == "9/32"
    assert found["decided by day 90"]["exact"] == "11/16"


@pytest.mark.parametrize("audience", list(Audience))
def test_nobody_is_shown(audience):
    found = cut_of(made_up(), audience=audience)
    least = 5 if audience is Audience.INTERNAL else 10
    for key, one in found["measures"].items():
        if not DEFINITIONS[key].of_people:
            continue
        for figure in one["figures"]:
            assert figure["status"] != "value" or figure["n"] == 0 or figure["n"] >= least
        for table in one["tables"]:
            if "People" in table["name"]:
                cells = [cell for row in table["cells"] for cell in row]
                assert all(cell is None or cell == 0 or cell >= least for cell in cells)
                assert None in cells
        for curve in one["curves"]:
            assert all(risk >= least for risk in curve["at_risk"])


def test_an_empty_log_says_so_and_never_zero():
    found = cut(log_of([]), at=AT)
    assert last_day(log_of([])) is None
    for key, one in found["measures"].items():
        for figure in one["figures"]:
            if figure["status"] == "value":
                assert figure["value"] == 0, (key, figure)
                assert figure["n"] == 0, (key, figure)
                assert figure["low"] is None, (key, figure)


def test_columns_of_a_large_service_may_leave_fields_out():
    """Numbers run high there, and a field nobody has is nothing, not a small number."""
    share = {"ordinal": [1], "share": [1], "practice": [900_000], "actor": [1], "second": [10**9]}
    decided = {"ordinal": [1], "practice": [900_000], "organisation": [2], "verdict": [0]}
    tables = {"SHARED": share | {"artefact": [1]}, "DECIDED": decided | {"second": [10**9]}}
    log = log_from(tables, {("SHARED", "organisations"): ([1], [2])}, {})
    found = cut(log, at=AT, resample=False)
    assert figures(found, "M10")["undecided at day 14"]["value"] == 0
