"""What a pack contains, its hash, and how an auditor's typing is read."""

import hashlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from permeate.core import evidence
from permeate.core.evidence import Attended, HostWord, pack_content, pack_hash
from permeate.core.vocabulary import Kind

AT = datetime(2026, 12, 10, 8, tzinfo=UTC)
ATTENDED = Attended(
    reference="abcdefghjk",
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
    host_word=HostWord("Cas Host", "Department for Examples", AT, "signed in to the service"),
    agreed_on={"home": date(2026, 11, 4), "host": date(2026, 11, 5)},
    agreement_hash="0" * 64,
    what="I sat in.",
    so_what="It is quicker.",
    now_what="I will try it.",
    reflected_on=date(2026, 12, 9),
)
CONTENT = pack_content(ATTENDED, issued_at=AT)


def test_a_pack_holds_what_an_auditor_asks_for() -> None:
    assert CONTENT["person"] == "Ann Officer"
    assert CONTENT["activity"]["starts_on"] == "2026-12-07"
    assert CONTENT["activity"]["hours"] == "21"
    assert CONTENT["host_confirmation"]["name"] == "Cas Host"
    assert CONTENT["host_confirmation"]["at"] == AT.isoformat()
    assert CONTENT["reflection"]["now_what"] == "I will try it."
    assert CONTENT["objectives"] == [{"text": "See a plan made", "measure": "A plan"}]
    assert "does not employ Ann Officer" in CONTENT["not_daily_work"]
    assert "not a certificate" in CONTENT["what_this_is_not"]


def test_within_one_organisation_the_pack_does_not_claim_another_employer() -> None:
    content = pack_content(replace(ATTENDED, host="Barton Council"), issued_at=AT)
    assert "does not employ" not in content["not_daily_work"]
    assert "another part of Barton Council" in content["not_daily_work"]


def test_the_hash_is_that_of_the_attached_file() -> None:
    attached = evidence.canonical(CONTENT)
    assert hashlib.sha256(attached).hexdigest() == pack_hash(CONTENT)
    assert json.loads(attached) == CONTENT


def test_any_changed_figure_changes_the_hash() -> None:
    changed = pack_content(replace(ATTENDED, hours=Decimal(22)), issued_at=AT)
    assert pack_hash(changed) != pack_hash(CONTENT)


def test_the_code_is_read_however_it_is_typed() -> None:
    full = pack_hash(CONTENT)
    printed = evidence.code_of(full)
    assert len(printed) == 19
    for typed in (printed, printed.upper(), printed.replace(" ", "-"), full, f" {full} "):
        assert evidence.names_hash(typed, full)


@pytest.mark.parametrize("cut", [0, 1, 15])
def test_too_little_of_a_code_names_nothing(cut) -> None:
    full = pack_hash(CONTENT)
    assert not evidence.names_hash(full[:cut], full)


def test_a_wrong_code_names_nothing() -> None:
    full = pack_hash(CONTENT)
    wrong = ("0" if full[0] != "0" else "1") + full[1:16]
    assert not evidence.names_hash(wrong, full)
    assert not evidence.names_hash(full + "0", full)
