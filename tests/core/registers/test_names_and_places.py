"""Names out of capitals, names compared, regions of postcodes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from permeate.core.refusals import Refused
from permeate.core.registers.names import name_from_capitals, name_key
from permeate.core.registers.places import REGION_OF_BOARD, read_region, region_of_postcode
from permeate.core.vocabulary import Region


@pytest.mark.parametrize(
    ("capitals", "name"),
    [
        ("BARTS HEALTH NHS TRUST", "Barts Health NHS Trust"),
        ("THE CHRISTIE NHS FOUNDATION TRUST", "The Christie NHS Foundation Trust"),
        ("GUY'S AND ST THOMAS' NHS TRUST", "Guy's and St Thomas' NHS Trust"),
        ("NHS STAFFORDSHIRE AND STOKE-ON-TRENT", "NHS Staffordshire and Stoke-on-Trent"),
        ("NHS CORNWALL AND THE ISLES OF SCILLY", "NHS Cornwall and the Isles of Scilly"),
        ("Met Office", "Met Office"),
    ],
)
def test_a_name_out_of_capitals(capitals, name) -> None:
    assert name_from_capitals(capitals) == name


@given(st.text(max_size=60))
def test_no_letter_is_lost_on_the_way(text) -> None:
    assert name_from_capitals(text).casefold().split() == text.casefold().split()


def test_spellings_of_one_name_are_equal() -> None:
    assert name_key("The King’s Fund & Partners") == name_key("Kings Fund and Partners")
    assert name_key("Kent County Council") != name_key("Kent Council")


@pytest.mark.parametrize(
    ("postcode", "region"),
    [
        ("SE5 9RS", "LONDON"),
        ("S5 7AU", "YORKSHIRE_AND_HUMBER"),
        ("S44 5BL", "EAST_MIDLANDS"),
        ("DE13 0RB", "WEST_MIDLANDS"),
        ("MK42 9DJ", "EAST_OF_ENGLAND"),
        ("W1A 1AA", "LONDON"),
        ("cf10 4bz", "WALES"),
        ("ZZ1 1ZZ", ""),
        ("", ""),
        ("London", ""),
    ],
)
def test_the_region_of_a_postcode(postcode, region) -> None:
    assert region_of_postcode(postcode) == region


def test_regions_are_read_however_they_are_written() -> None:
    assert {read_region(text) for text in ("Yorkshire and The Humber", "yorkshire-and-the-humber")}
    assert read_region("EAST_OF_ENGLAND") == "EAST_OF_ENGLAND"
    with pytest.raises(Refused):
        read_region("Mercia")


def test_every_board_has_a_region_of_england() -> None:
    assert len(REGION_OF_BOARD) == 42
    assert set(REGION_OF_BOARD.values()) <= set(Region)
