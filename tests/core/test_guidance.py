"""Statements and their hashes; how old experience is."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.guidance import (
    age,
    blocks,
    check_can_judge,
    check_can_publish,
    check_can_resolve,
    statement_hash,
    statements,
    unresolved,
)
from permeate.core.refusals import Refused

BODY = """## First contact
Ring every family
before the first visit.

* Ask what would help.
* Write it down.
## After
Ring again.
"""


def test_paragraphs_and_points_are_statements_and_headings_are_not() -> None:
    assert [(one.kind, one.text) for one in blocks(BODY)] == [
        ("HEADING", "First contact"),
        ("STATEMENT", "Ring every family before the first visit."),
        ("POINT", "Ask what would help."),
        ("POINT", "Write it down."),
        ("HEADING", "After"),
        ("STATEMENT", "Ring again."),
    ]
    assert len(statements(BODY)) == 4


@settings(max_examples=60)
@given(st.lists(st.text(alphabet="abc dé", min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_a_statement_keeps_its_hash_wherever_it_stands_and_however_it_is_wrapped(texts) -> None:
    body = "\n\n".join(texts)
    found = statements("## Heading\n\n" + body.replace(" ", "\n   ").replace("\n   \n", "\n"))
    assert statement_hash(texts[0]) == statements(texts[0])[0].hash
    assert {one.hash for one in statements(body)} == {statement_hash(text) for text in texts}
    assert all(len(one.hash) == 64 for one in found)


def test_a_changed_word_is_another_statement() -> None:
    assert statement_hash("Ring first.") == statement_hash("  Ring\n first. ")
    assert statement_hash("Ring first.") != statement_hash("Ring twice.")


def publish(**changed) -> None:
    facts = {"body": BODY, "reason": "New figures.", "changed": True, "first": False}
    check_can_publish(**{**facts, **changed})


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"body": "## Only a heading"}, "at least one statement"),
        ({"body": "Ring.\n\nRing."}, "stands there twice"),
        ({"changed": False}, "Nothing is different"),
        ({"reason": " "}, "what changed and why"),
    ],
)
def test_what_may_not_be_published(changed, words) -> None:
    publish()
    publish(first=True, reason="")
    with pytest.raises(Refused, match=words):
        publish(**changed)


def test_the_author_of_a_practice_does_not_judge_links_to_it() -> None:
    with pytest.raises(Refused, match="another editor"):
        check_can_judge(judged=False, is_author=True, accept=True, reason="")
    with pytest.raises(Refused, match="why you decline"):
        check_can_judge(judged=False, is_author=False, accept=False, reason="")


def test_only_an_open_contradiction_is_resolved() -> None:
    assert unresolved([("CONTRADICTS", False), ("CONTRADICTS", True), ("SUPPORTS", False)]) == 1
    for facts in (
        {"role": "SUPPORTS", "accepted": True, "resolved": False},
        {"role": "CONTRADICTS", "accepted": False, "resolved": False},
        {"role": "CONTRADICTS", "accepted": True, "resolved": True},
    ):
        with pytest.raises(Refused):
            check_can_resolve(**facts, resolution="The figures were wrong.")


@pytest.mark.parametrize(
    ("last", "words"),
    [
        (date(2026, 11, 3), "today"),
        (date(2026, 10, 20), "this month"),
        (date(2026, 10, 3), "1 month old"),
        (date(2026, 3, 4), "7 months old"),
        (date(2024, 11, 3), "2 years old"),
    ],
)
def test_how_old_experience_is(last, words) -> None:
    assert age(last, date(2026, 11, 3)) == words


@given(st.dates(date(2000, 1, 1), date(2026, 11, 3)))
def test_an_age_is_never_below_what_it_is_by_a_year(last) -> None:
    words = age(last, date(2026, 11, 3))
    if words.endswith("years old"):
        assert int(words.split()[0]) * 365 <= (date(2026, 11, 3) - last).days + 1
    assert (date(2026, 11, 3) - last) < timedelta(days=31) or "old" in words
