"""`permeate match rings` and `match check`: files without a database, faults by file and line."""

import json
import os
import signal
import subprocess
import sys
import time

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.instances import instance_file, real_instances

pytestmark = pytest.mark.once  # and no `django_db`: touching a database would fail

CSV = "from,to,weight,probability\nA,B,1,0.1\nB,A,1,0.1\nB,C,1,0\nC,A,2,0\nG,C,1,0.2\n"
PEOPLE = "vertex,organisation,gives\nA,Northshire,no\nB,Easton,\nC,Easton,no\nG,Agency,yes\n"
INPUT = "3 4\n0 1 1\n1 0 1\n1 2 1\n2 0 1\n-1 -1 -1\n"
NDDS = "1 1\n0 2 1\n-1 -1 -1\n"
OLDER = (
    "4,6\n1,Pair 1\n2,Pair 2\n3,Pair 3\n4,Altruist 4\n0,1,1\n1,0,1\n1,2,1\n2,0,1\n3,2,1\n0,3,0\n"
)
NEWER = (
    "# FILE NAME: x.wmd\n# ALTERNATIVE NAME 1: Pair 1\n# ALTERNATIVE NAME 2: Pair 2\n"
    "# ALTERNATIVE NAME 3: Pair 3\n# ALTERNATIVE NAME 4: Altruist 4\n"
    "1, 2, 1.0\n2, 1, 1.0\n2, 3, 1.0\n3, 1, 1.0\n4, 3, 1.0\n1, 4, 0\n"
)
DAT = "Pair,Patient,Altruist\n1,O,0\n2,O,0\n3,O,0\n4,A,1\n"


@pytest.fixture
def folder(tmp_path):
    def write(**files: str):
        for name, words in files.items():
            (tmp_path / name.replace("__", ".")).write_text(words)
        return tmp_path

    return write


@pytest.fixture
def answer(capsys):
    def of(*arguments) -> dict:
        call_command("match", "rings", *map(str, arguments), "--json")
        return json.loads(capsys.readouterr().out)

    return of


def test_csv_with_organisations(folder, answer) -> None:
    told = answer(folder(arcs__csv=CSV, organisations__csv=PEOPLE) / "arcs.csv")
    assert (told["value"], told["bound"], told["proven"], told["gap"]) == (3, 3, True, 0)
    assert told["cycles"] == [["A", "B", "C"]] or told["chains"] == [["G", "C"]]


def test_without_organisations_nobody_gives(folder, answer) -> None:
    told = answer(folder(arcs__csv=CSV) / "arcs.csv", "--max-cycle", 2)
    assert (told["value"], told["cycles"], told["chains"]) == (2, [["A", "B"]], [])


@pytest.mark.parametrize(
    ("files", "name", "cycle", "chain"),
    [
        ({"x__input": INPUT, "x__ndds": NDDS}, "x.input", [0, 1], [3, 2]),
        ({"x__wmd": OLDER}, "x.wmd", [0, 1], [3, 2]),
        ({"x__wmd": OLDER.replace("Altruist", "Pair"), "x__dat": DAT}, "x.wmd", [0, 1], [3, 2]),
        ({"x__wmd": NEWER, "x__dat": DAT}, "x.wmd", [1, 2], [4, 3]),
    ],
)
def test_every_form_keeps_its_own_numbers(folder, answer, files, name, cycle, chain) -> None:
    told = answer(folder(**files) / name, "--max-cycle", 2)
    assert (told["cycles"], told["chains"]) == ([cycle], [chain])
    assert told["price_of_the_caps"]["any_length_value"] == 3


@pytest.mark.parametrize(
    ("files", "name", "words"),
    [
        ({"x__csv": "from,to,weight\nA,B,1\nB,B,1\n"}, "x.csv", "line 3: from and to are the same"),
        ({"x__csv": "from,to,weight\nA,B,1\nA,B,2\n"}, "x.csv", "line 3: this pair"),
        ({"x__csv": "from,to,weight\nA,B,much\n"}, "x.csv", "line 2: weight is a number"),
        ({"x__csv": "from,to\nA,B\n"}, "x.csv", "line 1: the column “weight” is missing"),
        ({"x__csv": "from,to,weight\nA,,1\n"}, "x.csv", "line 2: “to” is empty"),
        ({"x__csv": "from,to,weight\nA,B\n"}, "x.csv", "line 2: 2 cells"),
        (
            {"x__csv": "from,to,weight,probability\nA,B,1,1\n"},
            "x.csv",
            "line 2: probability is from 0 to below 1",
        ),
        (
            {"x__csv": CSV, "organisations__csv": PEOPLE.replace("G,Agency,yes\n", "")},
            "x.csv",
            "line 6: “G” is not in organisations.csv",
        ),
        (
            {"x__csv": CSV, "organisations__csv": PEOPLE.replace("yes", "perhaps")},
            "x.csv",
            "line 5: gives is yes or no",
        ),
        ({"x__input": INPUT.replace("1 2 1", "1 7 1")}, "x.input", "line 4: there is no release 7"),
        ({"x__input": INPUT.replace("1 2 1", "1 2")}, "x.input", "line 4: an arc is"),
        ({"x__input": INPUT.replace("3 4", "3 5")}, "x.input", "line 1: 5 arcs are announced"),
        ({"x__input": INPUT.replace("-1 -1 -1\n", "")}, "x.input", "-1 -1 -1 is missing"),
        ({"x__input": INPUT, "x__ndds": NDDS.replace("0 2", "1 2")}, "x.input", "no vertex 1"),
        ({"x__wmd": OLDER.replace("3,2,1", "3,9,1")}, "x.wmd", "line 10: there is no vertex 9"),
        ({"x__wmd": OLDER, "x__dat": DAT.replace("4,A,1\n", "")}, "x.wmd", "vertex 4"),
        ({"x__txt": "?"}, "x.txt", "none of .wmd"),
    ],
)
def test_a_bad_row_is_named(folder, answer, files, name, words) -> None:
    with pytest.raises(CommandError) as error:
        answer(folder(**files) / name)
    assert words in str(error.value)


@pytest.mark.parametrize("option", [("--max-cycle", 1), ("--max-cycle", 99), ("--max-chain", 99)])
def test_caps_beyond_reason_are_refused(folder, answer, option) -> None:
    with pytest.raises(CommandError, match="cap is 0"):
        answer(folder(x__input=INPUT) / "x.input", *option)


def test_check_says_yes_to_the_answer_and_no_to_a_changed_one(folder, answer, capsys) -> None:
    place = folder(x__input=INPUT, x__ndds=NDDS)
    file, out = place / "x.input", place / "answer.json"
    answer(file, "--out", out)
    call_command("match", "check", str(out), "--rings", str(file))
    assert "the bound is proven" in capsys.readouterr().out
    told = json.loads(out.read_text())
    out.write_text(json.dumps({**told, "value": told["value"] + 1}))
    with pytest.raises(CommandError, match="The rings place 3, not 4"):
        call_command("match", "check", str(out), "--rings", str(file))


@real_instances
def test_the_same_seed_gives_the_same_bytes(answer) -> None:
    file = instance_file("orgrings_300_15_7001")
    one, two = (json.dumps({**answer(file, "--seed", 7), "seconds": 0}) for _ in range(2))
    assert one == two


@real_instances
def test_interrupted_it_ends_with_the_best_found(tmp_path) -> None:
    """The pool is beyond any proof in that time: caps of 6 and 12."""
    file = instance_file("orgrings_1000_50_7003")
    command = ["match", "rings", str(file), "--max-cycle", "6", "--max-chain", "12", "--json"]
    run = subprocess.Popen(
        [sys.executable, "-m", "permeate", *command],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "DATABASE_URL": "sqlite:////nowhere/none.sqlite3"},
    )
    assert run.stderr is not None
    while "placed, at most" not in run.stderr.readline():
        time.sleep(0)
    run.send_signal(signal.SIGINT)
    out, _ = run.communicate(timeout=60)
    told = json.loads(out)
    assert run.returncode == 0
    assert 0 < told["value"] <= told["bound"]


def test_further_objectives_follow_the_order_asked_for(folder, answer) -> None:
    """Of two answers that place two, A ⇄ B weighs more and A ⇄ C is surer."""
    arcs = "from,to,weight,probability\nA,B,5,0.5\nB,A,5,0.5\nA,C,1,0.1\nC,A,1,0.1\n"
    file = folder(x__csv=arcs) / "x.csv"
    heavy = answer(file)
    assert [stage["objective"] for stage in heavy["objectives"]] == ["weight", "robustness"]
    assert heavy["cycles"] == [["A", "B"]]
    sure = answer(file, "--objectives", "robustness,weight")
    assert sure["cycles"] == [["A", "C"]]
    assert sure["objectives"][0]["value"] == pytest.approx(1.62)
    assert all(stage["proven"] for stage in sure["objectives"])
    with pytest.raises(CommandError, match="no facts for “left-out”"):
        answer(file, "--objectives", "left-out")
