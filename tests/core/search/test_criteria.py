"""A search, to and from an address."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from permeate.core.search.criteria import FACETS, LAST_PAGE, MOST_VALUES, Criteria
from permeate.core.search.lengths import length
from permeate.core.vocabulary import Length

FULL = (
    "q=local+plan&kind=SHADOWING&region=LONDON&region=WALES&type=London+borough"
    "&from=2027-01-31&to=2027-03-01&sort=newest"
)


def test_an_address_comes_back_as_it_was() -> None:
    criteria = Criteria.parse(FULL)

    assert criteria.text == "local plan"
    assert criteria.facets["region"] == ("LONDON", "WALES")
    assert (criteria.starts_from, criteria.starts_to) == (date(2027, 1, 31), date(2027, 3, 1))
    assert criteria.query() == FULL
    assert criteria.query(page=3) == f"{FULL}&page=3"


def test_one_choice_is_taken_off_at_a_time() -> None:
    criteria = Criteria.parse(FULL)

    assert criteria.without("region", "WALES").facets["region"] == ("LONDON",)
    assert "kind" not in criteria.without("kind", "SHADOWING").facets
    assert criteria.without("from").query() == FULL.replace("&from=2027-01-31", "")
    assert criteria.without("to").starts_to is None
    assert criteria.without("q").text == ""


@pytest.mark.parametrize(
    ("query", "reads_as"),
    [
        ("kind=CRUISE&region=LONDON", "region=LONDON"),
        ("region=WALES&region=LONDON&region=WALES", "region=LONDON&region=WALES"),
        ("page=0&sort=odd&else=1", ""),
        ("page=-1", ""),
        ("page=٣", ""),
        ("page=99999999999999999999999", ""),
        ("q=+%00+", ""),
        ("from-day=31&from-month=1&from-year=2027", "from=2027-01-31"),
        ("type=+&type=Unitary", "type=Unitary"),
    ],
)
def test_what_makes_no_sense_is_left_out(query, reads_as) -> None:
    assert Criteria.parse(query).query() == reads_as


def test_a_page_is_a_number_of_at_most_five_digits() -> None:
    pages = [Criteria.parse(f"page={typed}").page for typed in ("51", "99999", "100000", "x", "0")]
    assert pages == [51, LAST_PAGE, 1, 1, 1]


def test_no_facet_holds_more_than_is_sensible() -> None:
    query = "&".join(f"type=T{number}" for number in range(100))

    assert len(Criteria.parse(query).facets["type"]) == MOST_VALUES


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"from-day": ["31"], "from-month": ["2"], "from-year": ["2027"]}, "from"),
        ({"to-day": ["31"], "to-month": [""], "to-year": [""]}, "to"),
        ({"to-day": ["1"], "to-month": ["1"], "to-year": ["99999"]}, "to"),
        ({"from": ["soon"]}, "from"),
        ({"from": ["2027-03-02"], "to": ["2027-03-01"]}, "to"),
    ],
)
def test_a_date_that_cannot_be_is_named(typed, field) -> None:
    criteria, problems = Criteria.read({"q": ["plan"], **typed})

    assert list(problems) == [field]
    assert criteria.text == "plan"
    assert criteria.starts_to is None


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.dictionaries(st.sampled_from([*FACETS, "q", "from", "to", "page"]), st.lists(st.text())))
def test_anything_reads_and_reads_the_same_again(parameters) -> None:
    criteria, _ = Criteria.read(parameters)

    query = criteria.query()
    assert Criteria.parse(query).query() == query


@pytest.mark.parametrize(
    ("last", "band"),
    [
        (date(2027, 3, 1), Length.DAY),
        (date(2027, 3, 2), Length.WEEK),
        (date(2027, 3, 7), Length.WEEK),
        (date(2027, 3, 28), Length.MONTH),
        (date(2027, 8, 31), Length.HALF_YEAR),
        (date(2028, 2, 29), Length.YEAR),
        (date(2028, 3, 2), Length.LONGER),
        (None, None),
    ],
)
def test_lengths_fall_into_bands(last, band) -> None:
    assert length(date(2027, 3, 1), last) == band
