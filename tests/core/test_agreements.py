"""The terms: drafted, written out, checked, compared. No database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core.agreements.checking import (
    check_ready,
    check_section,
    cleaned,
    contradictions,
    missing,
)
from permeate.core.agreements.comparing import compare
from permeate.core.agreements.drafting import Known, draft, facts
from permeate.core.agreements.fields import Type, shown
from permeate.core.agreements.sections import FACTS, FIELDS, SECTIONS, section_of
from permeate.core.agreements.text import read, write
from permeate.core.agreements.versions import check_section_unchanged, section_digest
from permeate.core.refusals import Refused

KNOWN = Known(
    home="Ashdown Council",
    home_sector="LOCAL_GOVERNMENT",
    home_manager="Home Manager",
    host="Department for Places",
    host_sector="CENTRAL_GOVERNMENT",
    host_manager="Host Manager",
    participant="Planning Officer",
    programme="",
    home_title="Senior planner",
    home_grade="",
    host_title="Map the permits service",
    summary="Work with the permits team.",
    objectives=[("Map the service", "a map both sides agree"), ("Brief the team", "")],
    host_learns="How councils do it.",
    purpose="To learn how policy is made.",
    home_gains="A faster permits desk.",
    place="HYBRID",
    location="London",
    fte=Decimal("1.00"),
    starts_on=date(2027, 1, 11),
    ends_on=date(2027, 7, 9),
    vetting="NONE",
    payer="NOBODY",
    earlier=[],
)
LEFT_OPEN = {"conflicts": "NONE", "clearance_held": "NONE"}


def whole(**changes):
    return {**draft(KNOWN), **LEFT_OPEN, **changes}


def clauses(content):
    return {part.words: part.lines for chapter in read(write(content)) for part in chapter.parts}


def test_a_draft_says_what_is_known_and_leaves_little_to_type() -> None:
    text = write(draft(KNOWN))

    for words in (
        "Ashdown Council (home), Department for Places (the host) and Planning Officer",
        "starts on 11 January 2027 and ends on 9 July 2027",
        "Map the service – we will know by: a map both sides agree",
        "A faster permits desk.",
    ):
        assert words in text
    assert [(section.code, labels) for section, labels in missing(draft(KNOWN))] == [
        ("integrity", ["Conflicts of interest"]),
        ("security", ["Clearance held"]),
    ]


def test_what_is_missing_is_plain_in_the_text() -> None:
    assert "Conflicts of interest: [conflicts of interest: not stated]." in write(draft(KNOWN))
    assert "not stated" not in write(whole())


def test_money_is_asked_for_where_the_host_pays() -> None:
    paid = whole(payer="HOST")
    asked = {section.code: labels for section, labels in missing(paid)}["money"]

    assert "Employer’s pension contribution" in asked
    assert "Salary at the start" in asked
    assert "Home goes on paying the participant, and charges the host nothing." not in clauses(paid)


def test_an_optional_clause_left_empty_is_left_out() -> None:
    assert "Grade at home:" not in write(whole())
    assert "Grade at home: Band 4." in write(whole(home_grade="Band 4"))


@pytest.mark.parametrize(
    ("home", "host", "basis"),
    [
        ("LOCAL_GOVERNMENT", "LOCAL_GOVERNMENT", "SECTION_113"),
        ("LOCAL_GOVERNMENT", "NHS", "SECTION_113"),
        ("CENTRAL_GOVERNMENT", "CENTRAL_GOVERNMENT", "LOAN"),
        ("LOCAL_GOVERNMENT", "CENTRAL_GOVERNMENT", "EMPLOYERS"),
        ("NHS", "LOCAL_GOVERNMENT", "EMPLOYERS"),
    ],
)
def test_the_usual_legal_basis_is_proposed(home, host, basis) -> None:
    content = draft(replace(KNOWN, home_sector=home, host_sector=host))

    assert content["legal_basis"] == basis
    assert contradictions(content) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"ends_on": "2027-01-10"}, "ends_on"),
        ({"legal_basis": "SECTION_113"}, "legal_basis"),
        ({"clearance_needed": "SC", "clearance_held": "BPSS"}, "clearance_on"),
        ({"payer": "SHARED", "host_share": "100"}, "host_share"),
        ({"fte": "0"}, "fte"),
        ({"fte": "1.2"}, "fte"),
    ],
)
def test_what_cannot_be_true_at_once_is_refused_at_its_field(changes, field) -> None:
    code = next(s.code for s in SECTIONS if any(f.name == field for f in s.fields))

    with pytest.raises(Refused) as refusal:
        check_section(whole(**changes), code)

    assert refusal.value.field == field
    for other in SECTIONS:
        if other.code != code:
            check_section(whole(**changes), other.code)  # only its own section complains


def test_clearance_on_its_way_is_enough() -> None:
    coming = whole(clearance_needed="SC", clearance_held="BPSS", clearance_on="2027-01-04")

    check_ready(coming)
    assert "in place or transferred by 4 January 2027" in write(coming)


def test_a_whole_draft_can_be_opened_and_one_with_a_gap_names_it() -> None:
    check_ready(whole())

    with pytest.raises(Refused, match="“The work”: Working pattern"):
        check_ready(whole(working_pattern=" "))


def test_answers_of_other_sections_are_not_taken() -> None:
    given_answers = {"retention": " six\r\nyears ", "payer": "HOST", "home": "Elsewhere"}

    assert cleaned(given_answers, section_of("security")) == {"retention": "six\nyears"}


def test_a_section_that_somebody_else_changed_is_noticed() -> None:
    section = section_of("dates")
    seen = section_digest(whole(), section)

    check_section_unchanged(whole(payer="HOST"), section, seen)  # another section
    with pytest.raises(Refused, match="while you were writing"):
        check_section_unchanged(whole(notice_home="8"), section, seen)


def test_every_clause_names_fields_or_facts_that_exist() -> None:
    everything = {field.name: EXAMPLES[field.type] for field in FIELDS.values()}
    for field in FIELDS.values():
        if field.choices:
            everything[field.name] = field.choices[-1][0]

    text = write({**dict.fromkeys(FACTS, "x"), **everything})

    assert "{" not in text
    assert set(facts(KNOWN)) == set(FACTS)
    assert set(draft(KNOWN)) <= set(FACTS) | set(FIELDS)


EXAMPLES = {
    Type.LINE: "words",
    Type.TEXT: "words",
    Type.DAY: "2027-01-11",
    Type.CHOICE: "",
    Type.WEEKS: "1",
    Type.MONEY: "42500.50",
    Type.PERCENT: "28.50",
    Type.SHARE: "0.40",
}


def test_values_read_as_people_write_them() -> None:
    def read_as(name, value):
        return shown(FIELDS[name], value)

    assert read_as("starts_on", "2027-01-11") == "11 January 2027"
    assert read_as("salary", "42500") == "£42,500"
    assert read_as("salary", "42500.5") == "£42,500.50"
    assert read_as("pension_rate", "28.50") == "28.5%"
    assert read_as("fte", "0.40") == "0.4 of full time"
    assert read_as("notice_home", "1") == "1 week"
    assert read_as("payer", "HOST") == "The host"


@given(st.text(max_size=200))
def test_nobody_can_type_a_heading_or_a_clause(typed) -> None:
    """Whatever stands in a field, the text has the same headings and clauses."""
    plain, odd = read(write(whole(duties="x"))), read(write(whole(duties=f"x{typed}")))

    assert [c.title for c in odd] == [c.title for c in plain]
    assert [[p.number for p in c.parts] for c in odd] == [
        [p.number for p in c.parts] for c in plain
    ]


@given(st.text(max_size=200))
def test_a_line_cannot_break_out_of_its_sentence(typed) -> None:
    plain = read(write(whole(host_title="x")))
    odd = read(write(whole(host_title=f"x{typed}")))

    assert [len(c.parts) for c in odd] == [len(c.parts) for c in plain]


def test_what_differs_is_shown_clause_by_clause() -> None:
    older = write(whole())
    newer = write(whole(notice_host="8", home_grade="Band 4", reviews="Every month."))

    found = compare(older, newer)

    assert [(one.kind, one.heading) for one in found] == [
        ("ADDED", "2. The work"),
        ("CHANGED", "4. Dates and notice"),
        ("CHANGED", "4. Dates and notice"),
    ]
    notice = found[2]
    assert [(p.kind, p.words) for p in notice.pieces if p.kind != "SAME"] == [
        ("REMOVED", "4"),
        ("ADDED", "8"),
    ]
    assert "".join(p.words for p in notice.pieces if p.kind != "REMOVED").endswith("says why.")
    assert compare(older, older) == []


def test_a_clause_that_went_is_shown_as_removed() -> None:
    found = compare(write(whole(home_grade="Band 4")), write(whole()))

    assert [(one.kind, one.pieces[0].words) for one in found] == [
        ("REMOVED", "Grade at home: Band 4.")
    ]
