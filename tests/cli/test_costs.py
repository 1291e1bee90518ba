"""`permeate costs`: a schedule from a file, without a database; faults by name."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

pytestmark = pytest.mark.once  # and no `django_db`: touching a database would fail

TOML = """
starts_on = 2026-09-15
ends_on = 2027-03-14
salary = 45000
pension = 20
"""


@pytest.fixture
def answer(tmp_path, capsys):
    def of(words: str, name: str = "terms.toml"):
        file = tmp_path / name
        file.write_text(words)
        call_command("costs", file, "--json")
        return json.loads(capsys.readouterr().out)

    return of


def test_lines_add_up_and_say_how_they_were_counted(answer) -> None:
    told = answer(TOML)
    assert [line["cost"] for line in told["lines"]] == ["2676.67", *["5018.75"] * 5, "2266.53"]
    assert told["totals"]["charged"] == "30036.95"
    assert told["lines"][0]["vat"] is None
    assert told["vat"]["treatment"] == "STANDARD"
    assert told["method"]["proration"] == "Days out of all days of the month"


def test_json_and_toml_say_the_same(answer) -> None:
    terms = {"starts_on": "2026-09-15", "ends_on": "2027-03-14", "salary": 45000, "pension": 20}
    assert answer(json.dumps(terms), "terms.json") == answer(TOML)


def test_everything_terms_can_hold(answer) -> None:
    told = answer(
        TOML.replace("salary = 45000\n", "").replace("pension = 20", 'pension_scheme = "nhs"')
        + """
model = "capped"
cap = 20000
proration = "working-days"
salary = [{from = 2026-04-01, amount = 52000}, {from = 2027-01-01, amount = "53500.50"}]
fte = [{from = 2026-04-01, share = 1}, {from = 2026-12-01, share = 0.6}]
paused = [{first = 2026-10-05, last = 2026-10-09}]
extras = [{on = 2026-11-02, what = "Training", amount = 199.99}]
invoices = "quarterly"
[vat]
treatment = "exempt"
reason = "Teaching at a college."
confirmed_by = "Finance officer"
[backfill]
salary = 38000
pension = 20
"""
    )
    assert told["totals"]["charged"] == "20000.00"
    assert told["totals"]["vat"] == "0.00"
    assert told["vat"]["confirmed_by"] == "Finance officer"
    assert [line["what"] for line in told["lines"]].count("Training") == 1
    assert {line["invoice"] for line in told["lines"]} == {1, 2, 3}
    assert told["cover"][0]["month"] == "2026-09"


@pytest.mark.parametrize(
    ("words", "name", "told"),
    [
        ("{", "terms.json", "is not JSON"),
        ("a = ", "terms.toml", "is not TOML"),
        ("[]", "terms.json", "one table"),
        (TOML + "salry = 1", "terms.toml", "Did you mean “salary”"),
        (TOML.replace("45000", '"=1+1"'), "terms.toml", "“salary” must be a number"),
        (TOML.replace("45000", "nan"), "terms.toml", "“salary” must be a number"),
        (TOML.replace("45000", "1e99999"), "terms.toml", "at most 9,999,999"),
        (TOML.replace("pension = 20", "pension = 101"), "terms.toml", "from 0 to 100"),
        (TOML.replace("2027-03-14", "2026-03-14"), "terms.toml", "on or after the first"),
        (TOML.replace("2027-03-14", "9999-12-31"), "terms.toml", "ten years"),
        (TOML + 'model = "half"', "terms.toml", "one of FULL, SHARED, NIL, CAPPED"),
        (TOML + 'model = "capped"', "terms.toml", "the most the host pays"),
        (TOML + 'extras = "none"', "terms.toml", "“extras” must be a list"),
        (TOML + "extras = [{what = 1}]", "terms.toml", "“extras.on” is missing"),
        (TOML + '[vat]\ntreatment = "exempt"', "terms.toml", "“vat.reason” is missing"),
        (TOML.replace("20\n", "20\n[backfill]\nfte = 2\n"), "terms.toml", "“backfill.salary”"),
    ],
)
def test_a_fault_is_named(answer, words, name, told) -> None:
    with pytest.raises(CommandError, match=told):
        answer(words, name)


def test_a_file_that_is_not_there(tmp_path) -> None:
    with pytest.raises(CommandError, match="No such file"):
        call_command("costs", tmp_path / "none.json")


def test_for_people_it_is_a_table(tmp_path, capsys) -> None:
    file = tmp_path / "terms.toml"
    file.write_text(TOML + "[backfill]\nsalary = 38000\npension = 20\n")
    call_command("costs", file)
    out = capsys.readouterr().out
    assert "2026-09-15 to 2026-09-30  Pay   16/30" in out
    assert "changes by +£4,730.60" in out
    assert "takes effect when finance confirms it" in out
