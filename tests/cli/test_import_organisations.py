"""`permeate import-organisations`: real registers, twice; and files that are no registers."""

import json
from collections import Counter
from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from permeate.models import AuditEvent, Organisation
from tests.registers import real_registers, register_file

FILES = {
    "mysociety": "uk_local_authorities.csv",
    "govuk": "govuk_organisations.csv",
    "nhs": "nhs_organisations.csv",
}
BESIDE = {
    "regions": "la_to_region.csv",
    "rural_urban": "la_rural_urban.csv",
    "websites": "govuk_local_authorities_2026.csv",
}


@pytest.fixture
def run(capsys, db):
    """Run the command; returns what it says as JSON."""

    def run(form, file, **options):
        call_command("import_organisations", file, format=form, json=True, **options)
        return json.loads(capsys.readouterr().out)

    return run


def run_all(run, **options):
    beside = {name: register_file(file) for name, file in BESIDE.items()}
    return {
        form: run(form, register_file(file), **(beside if form == "mysociety" else {}), **options)
        for form, file in FILES.items()
    }


def counts(said) -> tuple[int, int, int, int]:
    return tuple(said[what] for what in ("created", "updated", "unchanged", "rejected"))


@pytest.fixture
def small(tmp_path):
    """A list of one's own with what the test puts under its heading."""

    def write(*rows: str, heading: str = "code,name,sector"):
        file = tmp_path / "list.csv"
        file.write_text("\n".join([heading, *rows]) + "\n")
        return file

    return write


@real_registers
def test_the_registers_are_taken_once_and_then_unchanged(run) -> None:
    first = run_all(run)
    again = run_all(run)

    assert {form: counts(said) for form, said in first.items()} == {
        "mysociety": (470, 0, 0, 0),
        "govuk": (663, 0, 0, 0),
        "nhs": (290, 0, 0, 1),
    }
    assert {form: counts(said) for form, said in again.items()} == {
        "mysociety": (0, 0, 470, 0),
        "govuk": (0, 0, 663, 0),
        "nhs": (0, 0, 290, 1),
    }
    assert AuditEvent.objects.count() == 3
    assert first["nhs"]["rows"][-1] == {
        "line": 291,
        "code": "7A7",
        "reason": "The code 7A7 is already on line 192.",
        "outcome": "rejected",
    }


@real_registers
def test_the_registers_say_what_later_measures_ask_for(run) -> None:
    run_all(run)

    live = Organisation.objects.live()
    sectors = Counter(live.values_list("sector", flat=True))
    assert 1300 <= live.count() <= 1360
    assert sectors["LOCAL_GOVERNMENT"] == 396
    assert sectors["CENTRAL_GOVERNMENT"] > 100
    assert sectors["AGENCY"] > 400
    assert not live.filter(organisation_type="").exists()
    assert not live.filter(nation="").exists()
    councils = live.filter(register="MYSOCIETY")
    assert not councils.filter(region="").exists()
    assert not councils.filter(rural_urban="").exists()
    assert not live.filter(register="NHS", region="").exists()
    kent = councils.get(register_code="KEN")
    assert (kent.region, kent.organisation_type) == ("SOUTH_EAST", "County")
    assert [domain.domain for domain in kent.domains.all()] == ["kent.gov.uk"]


@real_registers
def test_named_faults_of_the_registers_are_put_right(run) -> None:
    run_all(run)

    by_code = Organisation.objects.in_bulk(field_name="id").values()
    found = {(one.register, one.register_code): one for one in by_code}
    tyne = found["MYSOCIETY", "NTCA"]
    assert (tyne.closed_on, tyne.replaced_by_code) == (date(2024, 5, 7), "NECA")
    assert found["MYSOCIETY", "DBY"].region == "EAST_MIDLANDS"
    assert found["MYSOCIETY", "LIN"].region == "EAST_MIDLANDS"
    for code in ("FIF", "GLG", "NLK", "PKN", "NYE", "SMT"):
        assert found["MYSOCIETY", code].website
    assert found["NHS", "R1J"].closed_on == date(2019, 10, 1)
    assert found["NHS", "7A7"].organisation_type == "Local health board"


@real_registers
def test_bodies_that_closed_long_ago_are_added_whichever_file_comes_first(run) -> None:
    old = register_file("register_government_organisation_2020.csv")
    new = register_file(FILES["govuk"])

    first = run("govuk", old)
    run("govuk", new)
    again = run("govuk", old)

    assert first["created"] == 290
    assert counts(again)[:2] == (0, 0)
    parks = Organisation.objects.get(register="GOVUK", register_code="EA41")
    assert parks.closed_on is None
    assert Organisation.objects.filter(register="GOVUK").live().count() == 663


@real_registers
def test_facts_of_the_files_beside_outlast_an_import_without_them(run) -> None:
    run_all(run)

    said = run(
        "mysociety", register_file(FILES["mysociety"]), regions=register_file("la_to_region.csv")
    )

    assert counts(said) == (0, 0, 470, 0)


def test_a_dry_run_says_the_same_and_writes_nothing(run, small) -> None:
    file = small("A,Alpha,CHARITY", "B,Beta,BANK")

    dry = run("csv", file, dry_run=True)

    assert counts(dry) == (1, 0, 0, 1)
    assert dry["dry_run"] is True
    assert not Organisation.objects.exists()
    assert not AuditEvent.objects.exists()
    assert run("csv", file)["rows"] == dry["rows"]


def test_a_change_is_one_event_and_the_next_run_none(run, small) -> None:
    run("csv", small("A,Alpha,CHARITY", "B,Beta,CHARITY"))
    said = run("csv", small("A,Alpha Trust,CHARITY", "C,Gamma,SUPPLIER"))
    run("csv", small("A,Alpha Trust,CHARITY", "C,Gamma,SUPPLIER"))

    assert counts(said) == (1, 1, 0, 0)
    assert said["rows"][1]["changes"] == {"name": "Alpha Trust"}
    assert said["missing"] == [{"code": "B", "name": "Beta"}]
    assert Organisation.objects.get(register_code="B").closed_on is None
    assert [event.facts for event in AuditEvent.objects.all()] == [
        {"register": "CSV", "created": 2, "updated": 0, "closed": 0},
        {"register": "CSV", "created": 1, "updated": 1, "closed": 0},
    ]


def test_a_body_that_closes_stays_with_its_day(run, small) -> None:
    heading = "code,name,sector,closed_on"
    run("csv", small("A,Alpha,CHARITY,", heading=heading))
    run("csv", small("A,Alpha,CHARITY,2026-03-31", heading=heading))

    assert Organisation.objects.get().closed_on == date(2026, 3, 31)


def test_domains_that_a_coordinator_keeps_are_left_alone(run, small, now) -> None:
    heading = "code,name,sector,website"
    run("csv", small("A,Alpha,CHARITY,https://alpha.org.uk", heading=heading))
    Organisation.objects.update(claimed_at=now)
    Organisation.objects.get().domains.all().delete()

    run("csv", small("A,Alpha,CHARITY,https://www.alpha.example", heading=heading))

    alpha = Organisation.objects.get()
    assert alpha.website == "https://www.alpha.example"
    assert not alpha.domains.exists()


def test_what_a_person_reads_names_lines_and_what_to_look_at(small, capsys, db) -> None:
    bad = [f"B{number},Body {number},BANK" for number in range(30)]
    call_command("import_organisations", small("A,Alpha,CHARITY", *bad), format="csv")
    call_command("import_organisations", small("C,Gamma,CHARITY"), format="csv")

    said = capsys.readouterr().out
    assert "     1 created" in said
    assert "    30 rejected" in said
    assert "line 3 (B0): “BANK” is not a sector." in said
    assert "and 20 more: “BANK” is not a sector." in said
    assert "left as they are:\n  A: Alpha" in said


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0\0",
        b"a,b,c\n1,2,3\n",
        "code,name,sector\nA,Caf\u00e9,CHARITY\n".encode("latin-1"),
        b"code,name,sector\nA,Alpha,CHARITY\nB,\0,CHARITY\n",
        b"code,name,sector\nA," + b"x" * 150_000 + b",CHARITY\n",
    ],
)
def test_a_file_that_is_no_register_is_refused_whole(content, tmp_path, db) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes(content)

    with pytest.raises(CommandError, match="Nothing was imported") as error:
        call_command("import_organisations", file, format="csv")

    assert error.value.returncode == 1
    assert not Organisation.objects.exists()


def test_an_endless_line_is_refused_without_reading_it_all(tmp_path, db) -> None:
    file = tmp_path / "list.csv"
    with file.open("wb") as out:
        out.write(b"code,name,sector\nA,")
        out.truncate(100 * 1024 * 1024)

    with pytest.raises(CommandError, match="larger than 20 MB"):
        call_command("import_organisations", file, format="csv")


def test_wrong_arguments_end_with_status_2(tmp_path, small, db) -> None:
    with pytest.raises(CommandError) as absent:
        call_command("import_organisations", tmp_path / "absent.csv", format="csv")
    with pytest.raises(CommandError, match="goes with --format mysociety") as beside:
        call_command(
            "import_organisations", small("A,Alpha,CHARITY"), format="csv", regions=tmp_path
        )

    assert absent.value.returncode == beside.value.returncode == 2


def test_a_fault_half_way_leaves_nothing(run, small, monkeypatch) -> None:
    def fail(*_, **__):
        raise RuntimeError

    monkeypatch.setattr("permeate.actions.organisations.record", fail)

    with pytest.raises(RuntimeError):
        run("csv", small("A,Alpha,CHARITY"))

    assert not Organisation.objects.exists()
