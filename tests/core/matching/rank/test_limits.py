"""Each limit says no in words a person can check, and only when it must."""

from dataclasses import replace
from datetime import date

import pytest

from permeate.core.matching.rank.facts import Host, Offer, Seeker
from permeate.core.matching.rank.limits import Limit, hindrances
from permeate.core.matching.rank.rules import Rules

pytestmark = pytest.mark.once
FIRST, LAST = date(2027, 3, 1), date(2027, 8, 31)
OFFER = Offer("O", Host("B", "Bram"), ((FIRST, LAST),), "SECONDMENT", place="WALES", fte=60)
GAP = (
    "It starts on 1 March 2027. 100 days must lie between two placements, and your last ended "
    "on 22 November 2026."
)
EARLY = "None of its 3 dates fits. It starts on 1 May 2027; you can from 10 May 2027."
CLEARANCES = [("NONE", False), ("CTC", False), ("SC", True), ("DV", True)]
SEEKER = Seeker("P", Host("A", "Ashby"))


def told(seeker: Seeker = SEEKER, offer: Offer = OFFER) -> list[tuple[Limit, str]]:
    return [(one.limit, one.words) for one in hindrances(seeker, offer, Rules(gap_days=100))]


def test_without_limits_nothing_stands_in_the_way() -> None:
    assert told() == []


@pytest.mark.parametrize(
    ("limit", "fits", "too_much", "words"),
    [
        (Limit.DATES, {"free_from": FIRST}, {"free_from": date(2027, 3, 2)},
         "It starts on 1 March 2027; you can from 2 March 2027."),
        (Limit.DATES, {"free_to": LAST}, {"free_to": date(2027, 8, 30)},
         "It ends on 31 August 2027; you can until 30 August 2027."),
        (Limit.FIXED_TERM, {"term_ends": LAST}, {"term_ends": date(2027, 8, 30)},
         "It ends on 31 August 2027, after your contract ends on 30 August 2027."),
        (Limit.GAP, {"back_since": date(2026, 11, 21)}, {"back_since": date(2026, 11, 22)},
         GAP),
        (Limit.KIND, {"kinds": frozenset({"SECONDMENT"})},
         {"kinds": frozenset({"SHADOWING", "DEVELOPMENT_DAY"})},
         "It is a secondment; you look for development day or shadowing."),
        (Limit.PLACE, {"regions": frozenset({"WALES", "LONDON"})},
         {"regions": frozenset({"LONDON"})},
         "It is in Wales; you can work in London or remotely."),
        (Limit.FTE, {"fte": (60, 60)}, {"fte": (61, 100)},
         "It takes 60% of full time; you can at least 61%."),
        (Limit.FTE, {"fte": (20, 60)}, {"fte": (20, 59)},
         "It takes 60% of full time; you can at most 59%."),
        (Limit.EXCLUDED, {"excluded": frozenset({"C"})}, {"excluded": frozenset({"B"})},
         "Placements from your organisation to Bram are excluded."),
    ],
)  # fmt: skip
def test_a_limit_and_the_day_or_share_beside_it(limit, fits, too_much, words) -> None:
    assert told(replace(SEEKER, **fits)) == []
    assert told(replace(SEEKER, **too_much)) == [(limit, words)]


@pytest.mark.parametrize(
    ("held", "fits"), [("NONE", False), ("CTC", False), ("SC", True), ("DV", True)]
)
def test_higher_clearance_does_for_lower(held, fits) -> None:
    found = told(replace(SEEKER, vetting=held), replace(OFFER, vetting="SC"))
    assert (found == []) == fits
    if held == "CTC":
        assert found == [(Limit.VETTING, "It needs SC clearance; you hold CTC.")]


@pytest.mark.parametrize(
    ("meets", "asks", "fits"),
    [("ANY", "ANY", True), ("ANY", "CIVIL_SERVICE", False), ("CIVIL_SERVICE", "UK", False),
     ("UK", "CIVIL_SERVICE", True), ("UK", "UK", True)],
)  # fmt: skip
def test_nationality(meets, asks, fits) -> None:
    found = told(replace(SEEKER, nationality=meets), replace(OFFER, nationality=asks))
    assert [limit for limit, _ in found] == ([] if fits else [Limit.NATIONALITY])


def test_remote_work_is_everywhere_and_a_place_that_is_not_said_nowhere() -> None:
    londoner = replace(SEEKER, regions=frozenset({"LONDON"}))
    assert told(londoner, replace(OFFER, place="REMOTE")) == []
    assert told(londoner, replace(OFFER, place="")) == [
        (Limit.PLACE, "It does not say in which region it is; you can work in London.")
    ]


def test_ones_own_organisation_is_no_host() -> None:
    own = replace(OFFER, host=Host("A", "Ashby"))
    assert told(SEEKER, own) == [(Limit.EXCLUDED, "It is in your own organisation.")]


def test_one_of_several_dates_is_enough_but_it_must_pass_all() -> None:
    days = tuple((date(2027, 5, day), date(2027, 5, day)) for day in (1, 15, 29))
    offer = replace(OFFER, slots=days, kind="SHADOWING")
    window = replace(SEEKER, free_from=date(2027, 5, 10), term_ends=date(2027, 5, 20))
    assert told(window, offer) == []
    early = replace(window, term_ends=date(2027, 5, 14))
    assert told(early, offer) == [(Limit.DATES, EARLY)]
