"""Domains: whose they are, and whose they cannot be. Grades: a scale that holds together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core.grades import GradeRow, check_scale
from permeate.core.organisations import (
    check_domain,
    domain_of_address,
    domain_of_website,
    is_at,
    read_domains,
)
from permeate.core.refusals import Refused, SeveralRefused


@pytest.mark.parametrize(
    ("website", "domain"),
    [
        ("https://www.kent.gov.uk/", ("kent.gov.uk",)),
        ("https://new.devon.gov.uk", ("devon.gov.uk",)),
        ("https://england.shelter.org.uk/about", ("shelter.org.uk",)),
        ("http://www.gwynedd.llyw.cymru", ("gwynedd.llyw.cymru",)),
        ("https://www.gov.uk/government/organisations/home-office", ()),
        ("https://gmail.com", ()),
        ("https://localhost", ()),
        ("https://[bad", ()),
        ("", ()),
    ],
)
def test_the_domain_behind_a_website(website, domain) -> None:
    assert domain_of_website(website) == domain


@given(st.text(max_size=40))
def test_whatever_a_website_is_its_domain_could_be_kept(text) -> None:
    for website in (text, f"https://{text}"):
        for domain in domain_of_website(website):
            check_domain(domain)


def test_domains_are_read_as_people_type_them() -> None:
    typed = "kent.gov.uk, @Thanet.gov.uk\nwww.dover.gov.uk;kent.gov.uk"

    assert read_domains(typed) == ["kent.gov.uk", "thanet.gov.uk", "dover.gov.uk"]
    assert read_domains(" \n") == []


def test_each_wrong_domain_is_named() -> None:
    with pytest.raises(SeveralRefused) as refusals:
        read_domains("gov.uk kent.gov.uk gmail.com under_score.org")

    reasons = [one.reason for one in refusals.value.refusals]
    assert "Many organisations have addresses under gov.uk" in reasons[0]
    assert reasons[1] == "Anybody can have an address at gmail.com."
    assert "“under_score.org” is not a domain" in reasons[2]


def test_an_address_is_at_its_domain_and_not_at_one_that_ends_alike() -> None:
    assert is_at("a@kent.gov.uk", ["kent.gov.uk"])
    assert is_at("a@Housing.Kent.gov.uk", ["kent.gov.uk"])
    assert not is_at("a@notkent.gov.uk", ["kent.gov.uk"])
    assert not is_at("kent.gov.uk", ["kent.gov.uk"])
    assert domain_of_address("none") == ""


def rows(*names_and_bands):
    return [GradeRow(None, name, band) for name, band in names_and_bands]


def test_a_scale_keeps_its_order_and_drops_empty_rows() -> None:
    kept = check_scale(rows(("SO1", "OFFICER"), ("", ""), ("PO2", "MANAGER")), {})

    assert [row.name for row in kept] == ["SO1", "PO2"]


def test_every_fault_of_a_scale_is_told_at_its_row() -> None:
    with pytest.raises(SeveralRefused) as refusals:
        check_scale(
            [
                GradeRow(None, "SO1", "OFFICER"),
                GradeRow(None, "so1", "OFFICER"),
                GradeRow(None, "PO2", ""),
                GradeRow(7, "", "MANAGER"),
            ],
            {7: 3},
        )

    told = {one.field: one.reason for one in refusals.value.refusals}
    assert told["name_1"] == "“so1” is there twice."
    assert told["band_2"] == "Select the band of PO2."
    assert told["name_3"].startswith("3 people have this grade.")


def test_a_grade_nobody_has_can_go() -> None:
    assert check_scale([GradeRow(7, "", "MANAGER")], {}) == []


def test_a_scale_without_end_is_refused() -> None:
    with pytest.raises(Refused, match="40 grades"):
        check_scale(rows(*((f"G{number}", "OFFICER") for number in range(41))), {})
