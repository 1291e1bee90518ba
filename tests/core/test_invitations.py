"""Reading a table of people to invite: every fault by its row, nothing guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core.invitations import COLUMNS, Invitee, check_invitee, read_table
from permeate.core.refusals import Refused, SeveralRefused

HEAD = list(COLUMNS.values())


def read(*rows):
    return read_table(enumerate(rows, start=1))


def test_a_row_becomes_somebody_to_invite() -> None:
    table = read(
        HEAD,
        ["PO@Anshire.gov.uk", " Policy  officer ", "Officer", "m@anshire.gov.uk", "host; Manager"],
        [],
        ["ho@anshire.gov.uk"],
    )
    assert table.faults == []
    assert table.invitees == [
        Invitee(
            email="po@anshire.gov.uk",
            name="Policy officer",
            job_title="Officer",
            manager_email="m@anshire.gov.uk",
            roles=("HOST", "MANAGER"),
            line=2,
        ),
        Invitee(email="ho@anshire.gov.uk", line=4),
    ]


def test_columns_are_known_by_name_in_any_order() -> None:
    table = read(["Extra", "Line manager", "Email"], ["x", "m@a.gov.uk", "p@a.gov.uk"])
    assert [(one.email, one.manager_email) for one in table.invitees] == [
        ("p@a.gov.uk", "m@a.gov.uk")
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["nobody"], "“nobody” is not an e-mail address"),
        (["", "Somebody"], "Enter an e-mail address"),
        (["p@a.gov.uk", "", "", "manager"], "“manager” is not an e-mail address"),
        (["p@a.gov.uk", "", "", "p@a.gov.uk"], "Nobody is their own manager"),
        (["p@a.gov.uk", "", "", "", "Boss"], "“Boss” is not a role. Roles are: Participant"),
        (["p@a.gov.uk", "x" * 151], "longer than 150"),
        (["p@a.gov.uk", '=HYPERLINK("http://bad")'], "Name is a formula"),
    ],
)
def test_a_fault_names_its_row_and_what_to_do(row, reason) -> None:
    table = read(HEAD, ["fine@a.gov.uk"], row)
    assert [fault.line for fault in table.faults] == [3]
    assert reason in table.faults[0].reason
    assert [one.line for one in table.invitees] == [2]


def test_the_same_address_twice_is_a_fault_of_the_second_row() -> None:
    table = read(HEAD, ["p@a.gov.uk"], ["P@A.GOV.UK"])
    assert "stands in row 2 already" in table.faults[0].reason


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([], "first row must name the columns"),
        ([["Name"], ["Somebody"]], "first row must name the columns"),
        ([HEAD], "names nobody"),
        ([HEAD, *[[f"p{n}@a.gov.uk"] for n in range(10_001)]], "more than 10,000"),
    ],
)
def test_what_cannot_be_read_at_all_is_refused(rows, reason) -> None:
    with pytest.raises(Refused, match=reason) as refusal:
        read(*rows)
    assert refusal.value.field == "file"


def test_all_that_is_wrong_with_one_person_is_said_at_once() -> None:
    with pytest.raises(SeveralRefused) as refusals:
        check_invitee(Invitee(email="x", manager_email="y", roles=()))
    assert [one.field for one in refusals.value.refusals] == ["email", "manager_email", "roles"]


@given(st.lists(st.lists(st.text(max_size=30), max_size=6), max_size=8))
def test_whatever_stands_in_the_rows_each_is_invited_or_named_at_fault(rows) -> None:
    try:
        table = read(HEAD, *rows)
    except Refused:
        return
    filled = {n for n, cells in enumerate(rows, start=2) if any(cell.strip() for cell in cells)}
    assert {one.line for one in table.invitees} | {one.line for one in table.faults} == filled
    for one in table.invitees:
        check_invitee(one)
