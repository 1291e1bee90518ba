"""`permeate cpd`: rules and logs from files, without a database; faults by file and line."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import Workbook

from permeate.cli.cpd.documents import documents
from permeate.core.cpd.catalogue import TEXTS

pytestmark = pytest.mark.once  # and no `django_db`: touching a database would fail
HEADING = "date,hours,type,title,predicates,evidence,reflection,confirmed_by\n"
LOG = (
    HEADING
    + """2026-02-01,21,course,Audit,verifiable,certificate.pdf,,
2026-03-02,7,shadowing,A day at the county,relevant;applied,,,host
2026-04-01,5,reading,Journal,,,,
2027-01-01,8,course,Too late,verifiable,certificate.pdf,,
"""
)


@pytest.fixture
def asked(tmp_path, capsys):
    def of(*arguments: str):
        call_command("cpd", *arguments)
        return capsys.readouterr().out

    return of


@pytest.fixture
def log(tmp_path):
    file = tmp_path / "log.csv"
    file.write_text(LOG)
    return file


def assess(asked, file, *more, scheme="acca"):
    arguments = ("--scheme", scheme, "--activities", str(file), "--as-of", "2026-06-30", "--json")
    return json.loads(asked("assess", *arguments, *more))


def test_every_requirement_has_its_answer(asked, log) -> None:
    told = assess(asked, log)
    total, verifiable = told["requirements"]
    assert (total["verdict"], total["have"], total["shortfall"]) == ("not met", 33, 7)
    assert (verifiable["verdict"], verifiable["shortfall"]) == ("met", 0)
    assert told["verdict"] == "not met"
    assert told["window"] == {"from": "2026-01-01", "to": "2026-12-31", "days_left": 184}
    assert told["carry_over"]["carried_in"] == 0


def test_activities_say_what_counted_and_what_is_missing(asked, log) -> None:
    told = assess(asked, log)
    assert [(one["row"], one["towards"]) for one in told["counted"]] == [
        (2, {"total": 21, "verifiable": 21}),
        (3, {"total": 7}),
        (4, {"total": 5}),
    ]
    assert told["counted"][1]["missing"] == {"verifiable": ["add evidence"]}
    (late,) = told["not_counted"]
    assert late["row"] == 5
    assert "after the day of the assessment" in late["reason"]


def test_words_say_the_same(asked, log) -> None:
    text = asked("assess", "--scheme", "ACCA", "--activities", str(log), "--as-of", "2026-06-30")
    assert "NOT MET  40 units a year; until 31 December 2026, 184 days left" in text
    assert "33 units counted, 40 asked; 7 units short." in text
    assert "2026-03-02 A day at the county (line 3), for verifiable: add evidence" not in text
    assert "Too late (line 5): It is after the day of the assessment." in text


def test_a_spreadsheet_says_the_same_as_csv(asked, log, tmp_path) -> None:
    book = Workbook()
    for line in LOG.splitlines():
        book.active.append(line.split(","))
    file = tmp_path / "log.xlsx"
    book.save(file)
    assert assess(asked, file) == assess(asked, log)


def test_category_year_and_member_are_taken(asked, log) -> None:
    told = assess(asked, log, "--category", "practice-2@2026-05-01", "--category", "practice-1",
                  scheme="icaew")  # fmt: skip
    assert told["categories"] == ["practice-2", "practice-1"]
    assert told["window"]["from"] == "2025-11-01"
    own = assess(asked, log, "--year-start", "03-01")
    assert own["window"] == {"from": "2026-03-01", "to": "2027-02-28", "days_left": 243}
    assert own["requirements"][0]["have"] == 12


def test_a_scheme_of_ones_own(asked, log, tmp_path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(TEXTS["cmi-2026"])
    assert assess(asked, log, scheme=str(file))["verdict"] == "met"
    assert "sound" in asked("check", str(file))


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("2026-02-30,1,course,A,,,,", "log.csv:2: “date” must be a date"),
        ("2026-02-03,much,course,A,,,,", "log.csv:2: “hours” must be a number"),
        ("2026-02-03,1.005,course,A,,,,", "log.csv:2: “hours” must be a number"),
        ("2026-02-03,1,,A,,,,", "log.csv:2: “type” is empty"),
        ("2026-02-03,1,shadwing,A,,,,", "Did you mean “shadowing”?"),
        ("2026-02-03,1,course,A,verifable,,,", "Did you mean “verifiable”?"),
        ("2026-02-03,1,course,,,,,", "log.csv:2: “title” is empty"),
        ("2026-02-03,1,course,A,,,,,x", "log.csv:2: has 9 cells"),
    ],
)
def test_a_bad_row_is_named(asked, tmp_path, row, told) -> None:
    file = tmp_path / "log.csv"
    file.write_text(HEADING + row + "\n")
    with pytest.raises(CommandError, match=r"log\.csv:2: ") as fault:
        asked("assess", "--scheme", "acca", "--activities", str(file))
    assert told in str(fault.value)


def test_files_and_names_that_are_not_there(asked, log, tmp_path) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_text("")
    short = tmp_path / "short.csv"
    short.write_text("date,hours\n")
    for arguments, told in (
        (("--scheme", "acca", "--activities", str(tmp_path / "no.csv")), "No such file"),
        (("--scheme", "acca", "--activities", str(empty)), "is empty"),
        (("--scheme", "acca", "--activities", str(short)), "short.csv:1: has no column “type”"),
        (("--scheme", "aca", "--activities", str(log)), "Did you mean “acca”?"),
        (("--scheme", str(tmp_path / "no.toml"), "--activities", str(log)), "No such file"),
        (
            ("--scheme", "icaew", "--activities", str(log), "--category", "none"),
            "It has practice-1",
        ),
    ):
        with pytest.raises(CommandError, match=r"\w") as fault:
            asked("assess", *arguments)
        assert told in str(fault.value)


def test_faults_of_a_scheme_have_their_line(asked, tmp_path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(TEXTS["acca-2026"].replace("min = 40", 'min = "many"'))
    line = next(at for at, text in enumerate(file.read_text().splitlines(), 1) if "many" in text)
    with pytest.raises(CommandError, match=f"own.toml:{line}: “min” must be a number"):
        asked("check", str(file))


def test_faults_are_told_to_a_program_too(asked, tmp_path, capsys) -> None:
    file = tmp_path / "own.toml"
    file.write_text("format = 1\nyear = 2026 2027\n")
    with pytest.raises(CommandError):
        asked("check", str(file), "--json")
    assert json.loads(capsys.readouterr().out)["faults"][0]["line"] == 2


def test_the_list_and_the_schemas(asked) -> None:
    listed = json.loads(asked("list", "--json"))
    assert len(listed) == len(TEXTS)
    assert all(one["source"].startswith("https://") and one["seen"] for one in listed)
    assert "icaew-2026" in asked("list")
    assert json.loads(asked("schema"))["properties"]["requirement"]
    assert "confirmed_by" in json.loads(asked("schema", "activities"))["required"]


def test_docs_are_in_step_and_drift_is_found(asked, settings, tmp_path) -> None:
    asked("docs", "--check")
    (tmp_path / "docs").mkdir()
    settings.BASE_DIR = tmp_path
    asked("docs")
    asked("docs", "--check")
    for name in documents():
        file = tmp_path / "docs" / name
        kept = file.read_text()
        file.write_text(kept.replace("CPD", "CDP"))
        with pytest.raises(CommandError, match="out of step"):
            asked("docs", "--check")
        file.write_text(kept)
