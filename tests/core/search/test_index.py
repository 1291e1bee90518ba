"""The index in memory: sets of positions, kept in step, and asked."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from permeate.core.roles import Role, Standing
from permeate.core.search.asking import understand
from permeate.core.search.bits import bits_of, newest
from permeate.core.search.criteria import Criteria
from permeate.core.search.index import Document, Index, OutOfOrder
from permeate.core.search.matching import matching, starting, visible
from permeate.core.search.ranking import tiers

POSITIONS = st.sets(st.integers(0, 700))
WORDS = st.sets(st.sampled_from(["wast", "road", "tax", "plan", "audit"]), max_size=4)
TEXTS = st.dictionaries(st.sampled_from(["title", "tag", "prose"]), WORDS)


def no_phrases(term, fields):
    raise AssertionError(term)


def document(row: int, opportunity: int | None = None, **values) -> Document:
    return Document(row, opportunity or row, {"audience": {"*"}, **values})


def opportunities(index: Index, bits: int) -> list[int]:
    return [index.opportunities[place] for place in newest([bits])]


@given(POSITIONS, POSITIONS)
def test_bits_are_sets_of_positions(some, others) -> None:
    bits = bits_of(sorted(some))

    assert newest([bits]) == sorted(some, reverse=True)
    assert bits.bit_count() == len(some)
    assert newest([bits & bits_of(sorted(others))]) == sorted(some & others, reverse=True)


@given(POSITIONS, st.integers(0, 50), st.integers(0, 50))
def test_a_page_is_a_part_of_the_whole(some, skip, limit) -> None:
    bits = bits_of(sorted(some))
    whole = newest([bits, bits])

    assert newest([bits, bits], skip=skip, limit=limit) == whole[skip : skip + limit]


CHANGES = st.lists(
    st.lists(
        st.tuples(st.integers(1, 12), st.sampled_from(["change", "publish", "remove"]), TEXTS),
        max_size=6,
    ),
    max_size=6,
)


@settings(max_examples=150, deadline=None)
@given(CHANGES)
def test_an_index_that_is_changed_answers_as_one_made_anew(batches) -> None:
    index, stored, rows = Index(), {}, iter(range(1, 1000))
    for batch in batches:
        touched = set()
        for opportunity, what, values in batch:
            if what == "remove":
                stored.pop(opportunity, None)
            else:
                known = stored.get(opportunity)
                row = known.row if known and what == "change" else next(rows)
                stored[opportunity] = document(row, opportunity, **values)
            touched.add(opportunity)
        index.change(
            [stored[one] for one in touched if one in stored],
            [one for one in touched if one not in stored],
        )
    fresh = Index(sorted(stored.values(), key=lambda one: one.row))

    for field in ("title", "tag", "prose", "audience"):
        for value in ("wast", "road", "tax", "plan", "audit", "*"):
            now, anew = (one.live & one.bits(field, value) for one in (index, fresh))
            assert opportunities(index, now) == opportunities(fresh, anew)
    assert opportunities(index, index.live) == opportunities(fresh, fresh.live)


def test_what_was_published_before_the_newest_is_not_put_at_the_end() -> None:
    index = Index([document(1), document(5)])

    with pytest.raises(OutOfOrder):
        index.change([document(3)], [])

    assert opportunities(index, index.live) == [5, 1]


def test_who_may_see_what() -> None:
    index = Index(
        [
            document(1),
            document(2, audience={"NHS", "AGENCY"}),
            document(3, audience={"#7", "#8"}),
            document(4, audience=(), host={"7"}),
            document(5, audience=(), manager={"3"}),
        ]
    )

    def seen(person: int, roles: dict | None = None, sectors: tuple = ()) -> list[int]:
        standing = Standing(person, False, roles or {}, frozenset(sectors))
        return opportunities(index, visible(index, standing))

    assert seen(1) == [1]
    assert seen(0) == []
    assert seen(1, sectors=("NHS",)) == [2, 1]
    assert seen(1, {7: frozenset({Role.PARTICIPANT})}) == [3, 1]
    assert seen(1, {7: frozenset({Role.COORDINATOR})}) == [4, 3, 1]
    assert seen(3) == [5, 1]


def test_titles_then_tags_then_newest_each_thing_asked_counted_once() -> None:
    index = Index(
        [
            document(1, title={"wast", "polici"}),
            document(2, title={"wast"}, tag={"polici"}),
            document(3, prose={"wast", "polici"}),
            document(4, tag={"wast", "polici", "tax"}),
            document(5, title={"wast"}),
        ]
    )
    person = Standing(1, False, {}, frozenset())

    def found(text: str) -> list[int]:
        ask = understand(text)
        matches, _ = matching(index, ask, Criteria(text=text), person, no_phrases)
        ordered = newest(tiers(index, ask, matches, no_phrases))
        return [index.opportunities[place] for place in ordered]

    assert found("waste policy") == [1, 2, 4, 3]
    assert found("waste OR tax policy") == [1, 2, 4, 3]
    assert found("waste -policy") == [5]
    assert found("-policy") == [5]


@given(
    st.lists(st.sets(st.dates(date(2026, 1, 1), date(2027, 12, 31)), max_size=3), max_size=12),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31)),
)
def test_starting_within_dates_is_by_the_day(starts, first, last) -> None:
    index = Index(
        document(
            row,
            day={day.isoformat() for day in days},
            month={day.isoformat()[:7] for day in days},
        )
        for row, days in enumerate(starts, 1)
    )

    expected = [
        row
        for row, days in enumerate(starts, 1)
        if any((not first or day >= first) and (not last or day <= last) for day in days)
    ]
    assert opportunities(index, starting(index, first, last)) == expected[::-1]
