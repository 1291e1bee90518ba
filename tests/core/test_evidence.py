"""What evidence says in words, and how an auditor's typing is read."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from permeate.core import evidence
from permeate.core.evidence import Attended, HostWord, activity
from permeate.core.vocabulary import Kind

AT = datetime(2026, 12, 10, 8, tzinfo=UTC)
ATTENDED = Attended(
    kind=Kind.SHADOWING,
    title="Three days in audit",
    person="Ann Officer",
    home="Barton Council",
    host="Department for Examples",
    purpose="How you plan an audit.",
    objectives=[("See a plan made", "A plan")],
    starts_on=date(2026, 12, 7),
    ends_on=date(2026, 12, 9),
    days=3,
    hours=Decimal("21.00"),
    host_word=HostWord(
        "Cas Host", "head of audit", "Department for Examples", AT, "signed in to the service"
    ),
    agreed_on={"home": date(2026, 11, 4), "host": date(2026, 11, 5)},
)
ADDRESS = "https://permeate.example/evidence/check/?reference=abcdefghjk"
CODE = "0f3a9c2177be4d10" + "5" * 48


def test_the_hosts_word_says_who_with_what_authority_when_and_how() -> None:
    assert activity(ATTENDED, ADDRESS).word == (
        "Cas Host, head of audit, of Department for Examples confirmed attendance for 21 hours "
        "over 3 days on 10 December 2026 at 8:00am, signed in to the service."
    )


def test_that_it_was_agreed_beforehand_is_said_with_dates() -> None:
    assert activity(ATTENDED, ADDRESS).agreed == (
        "Agreed beforehand by the home on 4 November 2026 and by the host on 5 November 2026."
    )
    assert activity(replace(ATTENDED, agreed_on={}), ADDRESS).agreed == ""


def test_within_one_organisation_it_does_not_claim_another_employer() -> None:
    elsewhere = activity(ATTENDED, ADDRESS).not_daily_work
    within = activity(replace(ATTENDED, host="Barton Council"), ADDRESS).not_daily_work
    assert "does not employ Ann Officer" in elsewhere
    assert "does not employ" not in within
    assert "another part of Barton Council" in within


def test_the_code_is_read_however_it_is_typed() -> None:
    printed = evidence.code_of(CODE)
    assert len(printed) == 19
    for typed in (printed, printed.upper(), printed.replace(" ", "-"), CODE, f" {CODE} "):
        assert evidence.names_hash(typed, CODE)


@pytest.mark.parametrize("cut", [0, 1, 15])
def test_too_little_of_a_code_names_nothing(cut) -> None:
    assert not evidence.names_hash(CODE[:cut], CODE)


def test_a_wrong_code_names_nothing() -> None:
    assert not evidence.names_hash("1" + CODE[1:16], CODE)
    assert not evidence.names_hash(CODE + "0", CODE)
