"""An event file is read whole, or every faulty line is named with what is wrong."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.event_file.kinds import KINDS
from permeate.core.event_file.reading import LineFault, parse, read_events
from permeate.core.event_file.schema import schema
from permeate.core.refusals import SeveralRefused
from tests.event_files import made_up

pytestmark = pytest.mark.once
GOOD = {
    "event": "PROMPT_SENT",
    "id": "e1",
    "occurred_on": "2026-01-05",
    "recorded_at": "2026-01-05T09:00:00Z",
    "prompt": "q1",
    "placement": "pl1",
}


def line(**changes):
    event = {key: value for key, value in (GOOD | changes).items() if value is not ...}
    return json.dumps(event).encode()


def faults(*lines):
    with pytest.raises(SeveralRefused) as refused:
        list(read_events(lines))
    return [one.reason for one in refused.value.refusals]


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"{", "is not JSON"),
        (b"[1]", "must be one JSON object"),
        (b"\xff\xfe", "is not UTF-8"),
        (b'{"a": 1, "a": 2}', "a field is there twice"),
        (line(event="PARTY"), '“event” is "PARTY", which is no kind of event. Known: ORG'),
        (line(event=...), "“event” is null"),
        (line(prompt=...), "“prompt” is missing"),
        (line(prompt=""), "“prompt” must be an identifier"),
        (line(colour="red"), "“colour” is not a field of PROMPT_SENT"),
        (line(occurred_on="5 Jan"), '“occurred_on” must be a date like 2026-03-31, not "5 Jan"'),
        (line(occurred_on="20260105"), "must be a date like"),
        (line(recorded_at="2026-01-05T09:00:00"), "with its offset"),
        (line(grade="BOSS"), "“grade” must be one of SUPPORT, OFFICER"),
        (line(occurred_on="2026-02-05"), "“occurred_on” is after “recorded_at”"),
        (line(corrects="e1"), "cannot correct itself"),
        (b"[" * 100_000, "is not JSON"),
    ],
)
def test_a_faulty_line_is_named(bad, words):
    (reason,) = faults(b"\n", bad)
    assert reason.startswith("Line 2: ")
    assert words in reason


def test_all_faults_come_at_once_and_not_too_many():
    reasons = faults(line(), b"{", line(id="e2", prompt=...))
    assert [reason[:7] for reason in reasons] == ["Line 2:", "Line 3:"]
    many = faults(*[b"{"] * 400)
    assert len(many) == 51
    assert many[-1] == "There may be more: mend these first."


def test_one_id_is_one_event():
    assert len(list(read_events([line(), line()]))) == 1
    (reason,) = faults(line(), line(prompt="q2"))
    assert "another event has the id “e1”" in reason


def test_a_correction_corrects_something():
    assert len(list(read_events([line(id="e2", corrects="e1"), line()]))) == 2
    (reason,) = faults(line(), line(id="e2", corrects="e9"))
    assert reason == "Line 2: corrects “e9”, which is nowhere in the file."


def test_what_cannot_be_is_refused():
    started = GOOD | {
        "event": "PLACEMENT_STARTED", "actor": "p", "home": "a", "host": "a",
        "kind": "SECONDMENT", "planned_end": "2025-12-31",
    }  # fmt: skip
    del started["prompt"]
    (reason,) = faults(json.dumps(started))
    assert "“planned_end” is before “occurred_on”" in reason
    assert "“home” and “host” are the same" in reason


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=60),
        st.text(max_size=60),
        st.dictionaries(
            st.sampled_from([*GOOD, "event", "topics", "level"]),
            st.recursive(
                st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.integers(),
                lambda inner: st.lists(inner, max_size=2),
            ),
        ).map(lambda one: json.dumps(GOOD | one)),
    )
)
def test_anything_is_an_event_or_a_named_fault(anything):
    try:
        event = parse(anything)
    except LineFault:
        return
    assert event is None or event["event"] in KINDS


def conforms(event, rule):
    """A small reading of the schema: what is asked, what is allowed, words and types."""
    types = {"string": str, "number": (int, float), "boolean": bool, "array": list, "integer": int}
    if not set(rule["required"]) <= set(event) <= set(rule["properties"]):
        return False
    for key, value in event.items():
        told = rule["properties"][key]
        if "const" in told and value != told["const"]:
            return False
        if "enum" in told and value not in told["enum"]:
            return False
        if "type" in told and not isinstance(value, types[told["type"]]):
            return False
    return True


def test_the_schema_and_the_reader_agree():
    rules = {rule["title"]: rule for rule in schema()["oneOf"]}
    assert set(rules) == set(KINDS)
    for event in made_up(placements=5).events:
        assert parse(json.dumps(event)) == event
        assert [name for name, rule in rules.items() if conforms(event, rule)] == [event["event"]]
        less = {k: v for k, v in event.items() if k != rules[event["event"]]["required"][-1]}
        assert not conforms(less, rules[event["event"]])
        with pytest.raises(LineFault, match="is missing"):
            parse(json.dumps(less))
