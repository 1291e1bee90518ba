"""A scheme's file: what is wrong is told with its line, and nothing wrong is taken."""

import json
from datetime import date
from decimal import Decimal

import pytest

from permeate.core.cpd.activities import activity
from permeate.core.cpd.assessing import assess
from permeate.core.cpd.catalogue import TEXTS, find, shipped
from permeate.core.cpd.explaining import told
from permeate.core.cpd.lines import lines_of
from permeate.core.cpd.member import Held, Member
from permeate.core.cpd.reading import Unreadable, read_scheme
from permeate.core.cpd.schema import scheme_schema

pytestmark = pytest.mark.once
SOUND = """\
format = 1
name = "own-2026"
body = "Own"
full_name = "Own body"
year = 2026
certainty = "H"

[source]
address = "https://example.org"
seen = 2026-11-01

[window]
starts = "04-01"

[[category]]
name = "full"
words = "Full member"

[[category]]
name = "delegate"
words = "Member whose employer answers"
delegated = "your employer keeps the record"

[[definition]]
predicate = "green"
made_of = ["relevant",
    "applied"]  # over two lines

[[requirement]]
id = "total"
words = \"\"\"
Ten hours
min = 3\"\"\"
measure = "hours"
min = 10
all = ["green"]
"""
AS_OF = date(2026, 11, 24)


def faults(old: str, new: str) -> list[str]:
    assert old in SOUND
    with pytest.raises(Unreadable) as refusal:
        read_scheme(SOUND.replace(old, new, 1))
    return [str(fault) for fault in refusal.value.faults]


def test_the_sound_one_is_read() -> None:
    scheme = read_scheme(SOUND)
    assert (scheme.name, scheme.window.starts) == ("own-2026", (4, 1))
    assert scheme.definitions[0].made_of == ("relevant", "applied")
    assert scheme.requirements[0].least == 10_00


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("year = 2026\n", "", "line 1: “year” is missing"),
        ('body = "Own"', 'bodi = "Own"', "line 3: “bodi” is not a key of a scheme. Did you mean"),
        ("format = 1", "format = 2", "line 1: only format 1"),
        ('name = "own-2026"', 'name = "Own 2026"', "line 2: “name” must be lower-case"),
        ('certainty = "H"', 'certainty = "sure"', "line 6: “certainty” must be one of H, M, L"),
        ("seen = 2026-11-01", 'seen = "soon"', "line 10: “seen” must be a date"),
        ("https://example.org", "example.org", "line 9: “address” must begin"),
        ('"04-01"', '"02-30"', "line 13: “starts” must be"),
        ('"relevant"', '"relevent"', "line 26: “relevent” is no predicate"),
        ('"relevant"', '"type:unheard"', "line 26: “type:unheard”: types are"),
        ('"relevant"', '"has:rows"', "line 26: “has:rows”: fields are"),
        ('"relevant"', '"a b"', "line 26: “a b” is not a condition"),
        ("\nmin = 10", "\nmin = -1", "line 35: “min” must be a number from 0"),
        ("\nmin = 10", "\nmin = 1.005", "line 35: “min” must be a number from 0, with two"),
        ("\nmin = 10", "\nmin = 10\nmax = 9", "line 36: “max” is less"),
        ("\nmin = 10", "", "line 29: say “min”, “max” or both"),
        ("\nmin = 10", "\nmin = 1\ncertainty = 'L'", "line 29: a rule of certainty L must say"),
        ('"hours"', '"minutes"', "line 34: “measure” must be one of hours"),
        ('"hours"', '"points"', "line 34: points need a [[tariff]]"),
        ("\nmin = 10", '\nmin = 1\ncategories = ["f"]', "line 36: there is no category “f”"),
        ("[window]", "[[window]]", "line 12: “window” must be written as [window]"),
        ("[[category]]", "[category]", "is not TOML"),
        ("year = 2026", "year = ", "line 5: is not TOML"),
        ("[source]", "[sauce]", "there is no [source]"),
    ],
)
def test_a_fault_has_its_line(old, new, said) -> None:
    assert any(said in fault for fault in faults(old, new)), faults(old, new)


def test_two_for_the_same_category_and_caps_that_overlap() -> None:
    twice = SOUND + '[[requirement]]\nid = "total"\nwords = "Again"\nmeasure = "hours"\nmin = 1\n'
    with pytest.raises(Unreadable, match="line 38: two requirements “total”"):
        read_scheme(twice)
    caps = SOUND + '[[cap]]\nwords = "One"\nmost = 1\n\n[[cap]]\nwords = "Two"\nmost = 2\n'
    with pytest.raises(Unreadable, match="line 41: overlaps another cap"):
        read_scheme(caps)
    apart = caps.replace("most = 1", 'most = 1\nany = ["type:reading"]')
    read_scheme(apart.replace("most = 2", 'most = 2\nany = ["type:course"]'))


def test_every_fault_is_told_at_once() -> None:
    with pytest.raises(Unreadable) as refusal:
        read_scheme(SOUND.replace("year = 2026", 'year = "now"').replace('"H"', '"X"'))
    assert [fault.line for fault in refusal.value.faults] == [5, 6]


def test_lines_are_found_past_long_texts_and_lists() -> None:
    lines = lines_of(SOUND)
    assert lines["requirement", 0, "measure"] == 34
    assert ("requirement", 0, "min") in lines
    assert lines["requirement", 0, "min"] == 35
    assert lines["definition", 0, "made_of"] == 26


def test_own_predicates_part_time_and_delegation() -> None:
    scheme = read_scheme(SOUND.replace("year = 2026", 'year = 2026\npro_rata = "fte"'))
    done = [
        activity(AS_OF, 500, "course", yes=frozenset({"relevant", "applied"})),
        activity(AS_OF, 500, "course", yes=frozenset({"relevant"})),
    ]
    full = Member((Held("full"),))
    assert assess(scheme, done, full, as_of=AS_OF).status == "not met"
    half = Member((Held("full"),), fte=Decimal("0.5"))
    assert assess(scheme, done, half, as_of=AS_OF).status == "met"
    (answer,) = told(assess(scheme, done, Member((Held("delegate"),)), as_of=AS_OF))
    assert answer.status == "unknown"
    assert "your employer keeps the record" in answer.why


def test_each_shipped_file_is_named_as_it_is_called_and_fits_the_schema() -> None:
    assert [scheme.name for scheme in shipped()] == list(TEXTS)
    schema = scheme_schema()
    assert json.dumps(schema)
    for scheme in shipped():
        assert scheme.source.address.startswith("https://")
        assert all(one.doubt for one in scheme.requirements if one.certainty == "L")


def test_schemes_are_found_by_body_name_and_year() -> None:
    for name in ("acca", "ACCA", "acca-2026", "Association of Chartered Certified Accountants"):
        assert find(name, AS_OF).name == "acca-2026"
    later = SOUND.replace("own-2026", "own-2027").replace(
        "year = 2026", "year = 2027\nvalid_from = 2027-04-01"
    )
    both = [read_scheme(SOUND), read_scheme(later)]
    assert find("own", date(2027, 3, 31), both).year == 2026
    assert find("own", date(2027, 4, 1), both).year == 2027
