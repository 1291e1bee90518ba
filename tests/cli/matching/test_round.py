"""`permeate match round` and `check` on files, without a database."""

import csv
import json
import zipfile

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from openpyxl import Workbook

from permeate.cli.matching.round_files import table

pytestmark = pytest.mark.once  # and no `django_db`: touching a database would fail

PEOPLE = """person,organisation,type,region
Ada,Leeds,council,North
Ben,Leeds,council,North
Chi,Treasury,department,London
"""
PLACES = """place,organisation,type,region,min,max
Housing,Camden,council,London,0,1
Budget,Treasury,department,London,0,1
Rivers,Agency,agency,North,0,1
"""
RANKINGS = """side,who,whom,rank
person,Ada,Housing,1
person,Ada,Budget,2
person,Ben,Housing,1
person,Ben,Rivers,2
person,Chi,Housing,1
place,Housing,Chi,1
place,Housing,Ada,2
place,Housing,Ben,2
place,Budget,Ada,1
place,Rivers,Ben,1
"""


@pytest.fixture
def files(tmp_path):
    def write(**texts: str) -> list[str]:
        given = {"people": PEOPLE, "places": PLACES, "rankings": RANKINGS} | texts
        options = []
        for name, text in given.items():
            path = tmp_path / f"{name}.csv"
            path.write_text(text, encoding="utf-8")
            options += [f"--{name}", str(path)]
        return options

    return write


@pytest.fixture
def answer(capsys):
    def of(options: list[str], *more: str):
        call_command("match", "round", *options, "--json", *more)
        return json.loads(capsys.readouterr().out)

    return of


def test_the_shape_of_a_result(files, answer) -> None:
    told = answer(files(), "--seed", "7")
    assert told["matches"] == [
        {"person": "Ada", "place": "Budget"},
        {"person": "Ben", "place": "Rivers"},
        {"person": "Chi", "place": "Housing"},
    ]
    assert (told["unplaced"], told["method"], told["seed"]) == ([], "stable", 7)
    assert told["certificate"]["stable"]
    assert told["certificate"]["placed"] == {"value": 3, "bound": 3, "proven": True}
    assert told["explanations"][0]["says"] == (
        "You go to Budget, which you ranked 2. The last place at Housing went to someone Housing "
        "ranked above you; your next was Budget."
    )


@pytest.mark.parametrize("method", ["stable", "host-stable", "largest-stable", "fair"])
def test_a_result_is_confirmed_and_a_changed_one_is_not(method, files, tmp_path, capsys) -> None:
    options, out = files(), tmp_path / "result.json"
    call_command("match", "round", *options, "--method", method, "--out", str(out))
    call_command("match", "check", str(out), *options)
    assert "All is as it says" in capsys.readouterr().out
    told = json.loads(out.read_text())
    moved = next(match for match in told["matches"] if match["person"] == "Ben")
    told["matches"].remove(moved)
    told["unplaced"].append("Ben")
    out.write_text(json.dumps(told))
    with pytest.raises(CommandError):
        call_command("match", "check", str(out), *options)


def test_a_result_of_other_inputs_is_not_confirmed(files, tmp_path) -> None:
    out = tmp_path / "result.json"
    call_command("match", "round", *files(), "--out", str(out))
    other = files(places=PLACES.replace("London,0,1\nBudget", "London,0,2\nBudget"))
    with pytest.raises(CommandError, match="made from other inputs"):
        call_command("match", "check", str(out), *other)


@pytest.mark.parametrize(
    ("file", "text", "words"),
    [
        ("people", PEOPLE + "Ada,Leeds,council,North\n", "line 5: person “Ada” is on line 2"),
        ("places", PLACES.replace("don,0,1", "don,2,1", 1), "line 2: min 2 is more than max 1"),
        ("places", PLACES.replace(",0,1", ",0,one", 1), "line 2: max “one” is not a whole number"),
        ("rankings", RANKINGS + "person,Dev,Housing,1\n", "line 12: unknown person “Dev”"),
        ("rankings", RANKINGS + "person,Ada,Nowhere,1\n", "line 12: unknown place “Nowhere”"),
        ("rankings", RANKINGS + "person,Ada,Rivers,0\n", "rank “0” is not a positive whole number"),
        ("rankings", RANKINGS + "person,Ada,Rivers,1.5\n", "rank “1.5” is not a positive"),
        ("rankings", RANKINGS + "person,Ada,Housing,3\n", "ranks “Housing” on line 2 already"),
        ("rankings", RANKINGS + "host,Ada,Housing,3\n", "side “host” is neither person nor place"),
        ("rankings", "side,who,whom\n", "line 1: has no column rank"),
        ("exclusions", "person,place\nDev,Housing\n", "line 2: unknown person “Dev”"),
        ("exclusions", "person,place\nAda,\n", "line 2: give a place or a host"),
        ("targets", "place_column,place_value,min\nregion,Mars,1\n", "nothing has region “Mars”"),
        ("targets", "place_column,place_value,min\ncolour,red,1\n", "no column “colour”"),
        ("targets", "place_column,place_value,min,max\nregion,North,2,1\n", "min 2 is more"),
        ("together", "person,colleague\nAda,Ada\n", "cannot be their own colleague"),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_by_file_and_line(file, text, words, files) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("match", "round", *files(**{file: text}))
    assert words in str(caught.value)
    assert f"{file}.csv, line " in str(caught.value)


def test_all_faults_come_in_one_message(files) -> None:
    with pytest.raises(CommandError) as caught:
        call_command("match", "round", *files(rankings=RANKINGS + "x,y,z,0\nperson,Q,Housing,1\n"))
    assert str(caught.value).count("\n") == 1


def test_exclusions_targets_and_colleagues(files, answer) -> None:
    told = answer(files(exclusions="organisation,host,reason\nTreasury,Camden,asked for\n"))
    assert {"person": "Chi", "place": "Housing"} not in told["matches"]
    columns = "person_column,person_value,place_column,place_value,min,max\n"
    targets = f"{columns}type,council,organisation,Camden,1,\n"
    told = answer(files(targets=targets), "--method", "fair")
    (limit,) = told["certificate"]["limits"]
    assert (limit["value"], limit["kept"]) == (1, True)
    (price,) = told["prices"]
    assert price["gains"]["placed"] == 1
    together = "person,colleague\nAda,Ben\n"
    told = answer(files(together=together))
    assert told["unplaced"] == ["Ada", "Ben"]  # no place holds both


def test_an_impossible_round_says_which_limits(files) -> None:
    places = PLACES.replace("North,0,1", "North,1,1").replace("London,0,1\nR", "London,1,1\nR")
    targets = "place_column,place_value,max\nregion,North,0\n"
    with pytest.raises(
        CommandError, match=r"Rivers needs at least 1; people at places with region"
    ):
        call_command("match", "round", *files(places=places, targets=targets), "--method", "fair")


def test_spreadsheets_say_the_same_as_csv(files, answer, tmp_path) -> None:
    options = files()
    expected = answer(options)
    for name in ("people", "places", "rankings"):
        book = Workbook()
        for row in csv.reader((tmp_path / f"{name}.csv").open()):
            book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
        book.save(tmp_path / f"{name}.xlsx")
    assert answer([option.replace(".csv", ".xlsx") for option in options]) == expected


def test_a_spreadsheet_that_unpacks_to_too_much_is_not_opened(files, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(table, "MOST_UNPACKED", 1000)
    bomb = tmp_path / "people.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("sheet.xml", bytes(1001))
    options = files()
    options[1] = str(bomb)
    with pytest.raises(CommandError, match="unpacks to more than"):
        call_command("match", "round", *options)


def test_places_that_rank_nobody_can_be_open(files, answer) -> None:
    silent = RANKINGS.replace("place,Rivers,Ben,1\n", "")
    assert "Ben" in answer(files(rankings=silent))["unplaced"]
    assert answer(files(rankings=silent), "--open-places")["unplaced"] == []


def test_same_inputs_and_seed_same_bytes(files, capsys) -> None:
    texts = []
    for _ in range(2):
        call_command("match", "round", *files(), "--seed", "3", "--method", "fair", "--json")
        texts.append(capsys.readouterr().out)
    assert texts[0] == texts[1]
