"""The one page: what it says, and that its hash binds to all of it."""

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

import pytest

from permeate.core.confirmations import Day, confirmation
from permeate.core.vocabulary import Kind, Place, Vetting

DAY = Day(
    kind=Kind.DEVELOPMENT_DAY,
    title="A day in the benefits service",
    participant="Ann Officer",
    home="Barton Council",
    home_manager="Ben Manager",
    host="Department for Examples",
    host_manager="Cas Host",
    objectives=[("See how claims are triaged", "A list of three ideas")],
    purpose="How you triage.",
    brings="Our own queue.",
    conflict="",
    starts_on=date(2026, 12, 9),
    ends_on=date(2026, 12, 9),
    from_time=time(9, 30),
    to_time=time(16),
    hours=Decimal("7.00"),
    place=Place.ON_SITE,
    location="Leeds",
    vetting=Vetting.NONE,
)


def test_the_page_says_who_when_and_for_what() -> None:
    text = confirmation(DAY).text
    for words in (
        "Ann Officer of Barton Council spends 9 December 2026 with Department for Examples",
        "09:30 to 16:00, 7 hours, on site, Leeds",
        "See how claims are triaged: A list of three ideas",
        "How you triage.",
        "Our own queue.",
    ):
        assert words in text


@pytest.mark.parametrize(
    "heading", ["Confidentiality", "Conflict of interest", "Insurance and safety", "Site access"]
)
def test_the_page_has_the_terms_that_still_apply_to_a_day(heading) -> None:
    assert f"\n{heading}\n" in confirmation(DAY).text


def test_a_declared_conflict_stands_on_the_page() -> None:
    assert "None was declared." in confirmation(DAY).text
    declared = confirmation(replace(DAY, conflict="We bid for their work"))
    assert "Declared: We bid for their work." in declared.text


def test_the_page_fits_on_one_page() -> None:
    assert len(confirmation(DAY).text.split()) < 350


def test_the_hash_binds_to_everything_on_the_page() -> None:
    same = confirmation(replace(DAY)).hash
    assert same == confirmation(DAY).hash
    changes = {
        "title": "Another day",
        "objectives": [("See how claims are triaged", "A list of four ideas")],
        "conflict": "A bid",
        "ends_on": date(2026, 12, 10),
        "to_time": time(17),
        "hours": Decimal(14),
        "vetting": Vetting.SC,
        "host_manager": "Dee Host",
    }
    hashes = {confirmation(replace(DAY, **{key: value})).hash for key, value in changes.items()}
    assert len(hashes) == len(changes)
    assert same not in hashes


def test_typed_braces_are_only_text() -> None:
    page = confirmation(replace(DAY, participant="{home} {0}", conflict="{vetting}"))
    assert "{home} {0}" in page.text
    assert "Declared: {vetting}." in page.text


def test_typed_text_cannot_pass_for_a_term() -> None:
    page = confirmation(replace(DAY, purpose="To learn.\n\nEmployment and pay\nThe host pays."))
    headings = [block.split("\n")[0] for block in page.text.split("\n\n")]
    assert headings.count("Employment and pay") == 1
