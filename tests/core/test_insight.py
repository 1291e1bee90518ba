"""Counting people without showing who they are."""

from collections import defaultdict
from datetime import date
from itertools import product

import pytest

from permeate.core.insight import (
    SMALL,
    Flow,
    financial_year,
    people_by,
    protect,
    without_anybody,
    year_span,
)


def test_small_numbers_are_hidden_and_zero_is_not() -> None:
    column = protect({"NHS": 3, "AGENCY": 0, "CHARITY": 5}, 8)
    assert column.cells == {"NHS": None, "AGENCY": 0, "CHARITY": 5}
    assert column.hides


def test_a_total_that_gives_a_hidden_number_away_is_hidden() -> None:
    assert protect({"NHS": 3, "CHARITY": 20}, 23).total is None  # 23 - 20
    assert protect({"NHS": 1, "AGENCY": 1, "CHARITY": 20}, 22).total is None  # each at least 1
    assert protect({"NHS": 4, "AGENCY": 4, "CHARITY": 20}, 28).total is None  # each at most 4


def test_a_total_is_shown_where_it_gives_nothing_away() -> None:
    assert protect({"NHS": 2, "AGENCY": 3, "CHARITY": 20}, 25).total == 25
    assert protect({"NHS": 7, "CHARITY": 20}, 27).total == 27
    assert protect({"NHS": 0}, 0).total == 0


def test_a_small_total_is_itself_a_small_number() -> None:
    assert protect({"NHS": 2, "AGENCY": 2}, 4).total is None


@pytest.mark.parametrize(("groups", "largest"), [(1, 12), (2, 13), (3, 10), (4, 7)])
def test_no_hidden_number_can_be_worked_out_by_somebody_who_knows_the_rule(
    groups: int, largest: int
) -> None:
    """Every table of this size: what looks the same must leave each hidden cell three values."""
    looks_like = defaultdict(list)
    for counts in product(range(largest), repeat=groups):
        column = protect({str(n): count for n, count in enumerate(counts)}, sum(counts))
        looks_like[(*column.cells.items(), column.total)].append(counts)
    for shown, tables in looks_like.items():
        for n in range(groups):
            if shown[n][1] is None:
                possible = {table[n] for table in tables}
                assert len(possible) >= 3, (shown, tables)
                assert possible <= set(range(1, SMALL))


FLOWS = [
    Flow(1, 10, 20, "LOCAL_GOVERNMENT", "NHS"),
    Flow(1, 10, 21, "LOCAL_GOVERNMENT", "NHS"),
    Flow(2, 11, 20, "CHARITY", "NHS"),
]


def test_a_person_counts_once_in_a_group_and_once_in_all() -> None:
    assert people_by(FLOWS, ["NHS", "CHARITY"], "host") == ({"NHS": 2, "CHARITY": 0}, 2)
    counts, everybody = people_by(FLOWS, ["LOCAL_GOVERNMENT", "CHARITY"], "home")
    assert (counts, everybody) == ({"LOCAL_GOVERNMENT": 1, "CHARITY": 1}, 2)


def test_organisations_with_nobody_in_or_out_are_named() -> None:
    found = without_anybody([10, 20, 30], FLOWS)
    assert [(m.organisation, m.nobody_in, m.nobody_out) for m in found] == [
        (10, True, False),
        (20, False, True),
        (30, True, True),
    ]


def test_the_year_begins_in_april() -> None:
    assert financial_year(date(2027, 3, 31)) == 2026
    assert financial_year(date(2027, 4, 1)) == 2027
    assert year_span(2026) == (date(2026, 4, 1), date(2027, 3, 31))
