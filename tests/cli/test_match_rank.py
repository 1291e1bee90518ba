"""`permeate match rank`: files in, suggestions out; bad rows by file and line; no database."""

import csv
import json
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import Workbook

pytestmark = pytest.mark.once  # and no `django_db`: touching a database would fail

PEOPLE = [
    {"person": "Ada", "organisation": "Ashby", "sector": "local government", "region": "London",
     "learn": "Housing and homelessness; DIGITAL", "brings": "casework", "regions": "London",
     "free_from": "2027-01-01", "seeks": "How hospitals discharge people"},
    {"person": "7", "organisation": "Bram", "sector": "NHS", "learn": "health and wellbeing"},
]  # fmt: skip
HEAD = b"opportunity,organisation,kind\n"
OFFERS = [
    {"opportunity": "O1", "organisation": "Carl", "sector": "Central government", "kind":
     "shadowing", "starts_on": "2027-03-01", "region": "london", "gives": "Digital and data",
     "wants": "Casework; bees", "title": "Discharge from hospital", "place": "on-site"},
    {"opportunity": "O2", "organisation": "Dun", "sector": "Charity", "kind": "Development day",
     "dates": "2026-12-01; 2027-04-12/2027-04-13", "place": "remote", "gives": "health"},
    {"opportunity": "O3", "organisation": "Ashby", "kind": "SECONDMENT", "region": "Wales",
     "starts_on": "2027-03-01", "ends_on": "2027-09-01", "gives": "housing and homelessness"},
]  # fmt: skip


def as_csv(path, rows):
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
        writer.writeheader()
        writer.writerows(rows)
    return path


def as_xlsx(path, rows):
    book, columns = Workbook(), list(dict.fromkeys(name for row in rows for name in row))
    book.active.append(columns)
    for row in rows:
        book.active.append([row.get(name) for name in columns])
    book.save(path)
    return path


def as_json(path, rows):
    path.write_text(json.dumps(rows))
    return path


@pytest.fixture
def rank(tmp_path, capsys):
    def run(*arguments, people=PEOPLE, offers=OFFERS, write=as_csv, kind="csv"):
        call_command(
            "match", "rank",
            "--person", write(tmp_path / f"people.{kind}", people), *arguments,
            "--opportunities", write(tmp_path / f"offers.{kind}", offers),
        )  # fmt: skip
        return capsys.readouterr().out

    return run


def data(out: str) -> dict:
    return json.loads(out)


def test_suggestions_with_points_that_add_up(rank) -> None:
    told = data(rank("--json"))
    ada, other = told["people"]
    assert [one["opportunity"] for one in ada["suggestions"]] == ["O1", "O2"]
    first = ada["suggestions"][0]
    parts = {part["part"]: (part["points"], part["words"]) for part in first["parts"]}
    assert first["score"] == sum(points for points, _ in parts.values())
    assert parts["learn"] == (14, "You want to learn about digital and data.")
    assert parts["bring"] == (18, "They want what you bring: casework.")
    assert parts["words"] == (7, "Your words in its text: discharge, hospitals.")
    assert parts["contrast"][1] == "Another sector: Central government."
    assert other["person"] == "7"
    assert other["suggestions"][0]["opportunity"] == "O2"
    assert told["first_places"]["after"]["first_places"] == 2


@pytest.mark.parametrize(("write", "kind"), [(as_xlsx, "xlsx"), (as_json, "json")])
def test_all_three_kinds_of_file_say_the_same(rank, write, kind) -> None:
    assert rank("--json", write=write, kind=kind) == rank("--json")


def test_spreadsheets_with_numbers_and_dates(rank) -> None:
    people = [{**PEOPLE[0], "person": 7, "free_from": date(2027, 1, 1)}]
    told = data(rank("7", "--json", people=people, write=as_xlsx, kind="xlsx"))
    assert told["people"][0]["person"] == "7"


def test_one_person_and_why_not(rank) -> None:
    out = rank("Ada", "--why", "O3", "--top", "1")
    assert "Bram" not in out
    assert "Ada and O3: It is ruled out, whatever speaks for it." in out
    assert "It is in Wales; you can work in London or remotely." in out
    assert "It is in your own organisation." in out
    assert "14 of  28  You want to learn about housing and homelessness." in out
    assert out.count("O1") == 1
    assert "O2" not in out


def test_first_places_before_and_after(rank) -> None:
    people = [{"person": f"P{n}", "organisation": "Ashby", "learn": "health"} for n in range(6)]
    offers = [
        {"opportunity": f"O{n}", "organisation": "Dun", "kind": "shadowing",
         "starts_on": "2027-03-01", "gives": "health" if n == 1 else "digital",
         "sector": "Charity"}
        for n in range(3)
    ]  # fmt: skip
    out = rank(people=people, offers=offers)
    assert "First places (a share is 4; 0 people moved):" in out
    assert "by score alone: 2 of 3 have none, the most is 6, Gini index 0.67" in out


def test_weights_of_a_programme(rank, tmp_path) -> None:
    weights = as_json(tmp_path / "weights.json", {"learn": 100, "bring": 0, "words": 0})
    told = data(rank("Ada", "--json", "--weights", weights))
    assert told["weights"]["learn"] == 100
    assert told["people"][0]["suggestions"][0]["parts"][0]["points"] == 50
    as_json(weights, {"lern": 1})
    with pytest.raises(CommandError, match=r"weights.json: “lern” is not a weight. Did you mean"):
        rank("--weights", weights)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_on": "1/3/2027"}, "offers.csv, line 2: starts_on is “1/3/2027”: write a date"),
        ({"region": "Yorks"}, "offers.csv, line 2: region is “Yorks”. "),
        ({"kind": "shadow"}, "offers.csv, line 2: kind is “shadow”. Did you mean “shadowing”?"),
        ({"kind": ""}, "offers.csv, line 2: kind is empty."),
        ({"ends_on": "2027-02-28"}, "offers.csv, line 2: ends_on ends before it starts."),
        ({"starts_on": ""}, "offers.csv, line 2: starts_on and dates are both empty"),
        ({"dates": "2027-03-01"}, "offers.csv, line 2: dates and starts_on are both given"),
        ({"fte": "1.5"}, "offers.csv, line 2: fte is “1.5”: write a share of full time"),
        ({"opportunity": "O2"}, "offers.csv, line 3: opportunity “O2” is on line 2 already."),
        ({"vetting": "top secret"}, "offers.csv, line 2: vetting is “top secret”. Known are"),
        ({"titel": "x"}, "offers.csv, line 2: “titel” is not a column. Did you mean “title”?"),
    ],
)
def test_bad_rows_are_named(rank, changes, words) -> None:
    offers = [{**OFFERS[0], **changes}, *OFFERS[1:]]
    with pytest.raises(CommandError) as caught:
        rank(offers=offers)
    assert words in str(caught.value)


def test_every_bad_row_is_named_at_once(rank) -> None:
    people = [{**one, "had": "Kent=x", "fte_least": "2"} for one in PEOPLE]
    with pytest.raises(CommandError) as caught:
        rank(people=people)
    told = str(caught.value).splitlines()
    assert [line.split(": ")[0].split(", ")[1] for line in told] == ["line 2"] * 2 + ["line 3"] * 2


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("offers.csv", b"opportunity,organisation\nO1,A\n", "has no column kind"),
        ("offers.csv", HEAD, "has no rows"),
        ("offers.csv", b"opportunity,opportunity\n", "names a column twice: opportunity"),
        ("offers.csv", HEAD + b"O1,A,shadowing,x\n", "line 2: has 4 values"),
        ("offers.csv", HEAD + b"O1,Caf\xe9,x\n", "line 2: is not UTF-8"),
        ("offers.csv", HEAD + b'O1,"A"b,x\n', "line 2: cannot be read as CSV"),
        ("offers.xlsx", b"no zip", "is not an XLSX file"),
        ("offers.json", b"{", "is not JSON"),
        ("offers.json", b'{"a": 1}', "must be a list of objects"),
        ("offers.txt", b"", "must end in .csv, .xlsx or .json"),
    ],
)  # fmt: skip
def test_files_that_are_none(tmp_path, name, content, words) -> None:
    (tmp_path / name).write_bytes(content)
    people = as_csv(tmp_path / "people.csv", PEOPLE)
    with pytest.raises(CommandError) as caught:
        call_command("match", "rank", "--person", people, "--opportunities", tmp_path / name)
    assert words in str(caught.value)


def test_whom_nobody_knows(rank, tmp_path) -> None:
    with pytest.raises(CommandError, match="there is no person “Eve”"):
        rank("Eve")
    with pytest.raises(CommandError, match="There is no opportunity “O9”"):
        rank("--why", "O9")
    with pytest.raises(CommandError, match="Name the file of people first"):
        call_command("match", "rank", "--person", "Ada", "--opportunities", tmp_path / "x.csv")
