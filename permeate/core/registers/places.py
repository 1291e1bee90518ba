"""Where organisations are: regions by name, and of a postcode."""

import re
from collections.abc import Mapping

from permeate.core.refusals import Refused
from permeate.core.vocabulary import LABELS, Nation, Region

_NAMES = {re.sub(r"\W+", "", LABELS[region].lower()): region for region in Region}
_NATIONS = {re.sub(r"\W+", "", LABELS[nation].lower()): nation for nation in Nation}
REGION_OF_NATION: Mapping[str, Region] = {
    Nation.NORTHERN_IRELAND: Region.NORTHERN_IRELAND,
    Nation.SCOTLAND: Region.SCOTLAND,
    Nation.WALES: Region.WALES,
}


def read_region(text: str) -> str:
    """The stored code of a region however it is written; "" for none, Refused if unknown."""
    return _lookup(text, _NAMES, "a region")


def read_nation(text: str) -> str:
    """The stored code of a nation however it is written; "" for none, Refused if unknown."""
    return _lookup(text, _NATIONS, "a nation of the United Kingdom")


def _lookup(text: str, known: Mapping[str, Region] | Mapping[str, Nation], what: str) -> str:
    key = re.sub(r"[\W_]+", "", text.lower())
    if not key:
        return ""
    if key not in known:
        raise Refused(f"“{text}” is not {what}.")
    return known[key].value


# Postcode areas by the region in which most of their addresses lie.
_AREAS: Mapping[Region, str] = {
    Region.EAST_MIDLANDS: "DE LE LN NG NN",
    Region.EAST_OF_ENGLAND: "AL CB CM CO IP LU NR PE SG SS WD",
    Region.LONDON: "BR CR E EC EN HA IG N NW RM SE SM SW TW UB W WC",
    Region.NORTH_EAST: "DH DL NE SR TS",
    Region.NORTH_WEST: "BB BL CA CH CW FY L LA M OL PR SK WA WN",
    Region.SOUTH_EAST: "BN CT DA GU HP KT ME MK OX PO RG RH SL SO TN",
    Region.SOUTH_WEST: "BA BH BS DT EX GL PL SN SP TA TQ TR",
    Region.WEST_MIDLANDS: "B CV DY HR ST SY TF WR WS WV",
    Region.YORKSHIRE_AND_HUMBER: "BD DN HD HG HU HX LS S WF YO",
    Region.NORTHERN_IRELAND: "BT",
    Region.SCOTLAND: "AB DD DG EH FK G HS IV KA KW KY ML PA PH TD ZE",
    Region.WALES: "CF LD LL NP SA",
}
# Districts of those areas that lie across the border.
_DISTRICTS: Mapping[Region, str] = {
    Region.EAST_MIDLANDS: "DN10 DN21 DN22 PE9 PE10 PE11 PE12 PE20 PE21 PE22 PE23 PE24 PE25 "
    "S18 S21 S32 S33 S40 S41 S42 S43 S44 S45 S49 S80 S81 SK13 SK22 SK23",
    Region.EAST_OF_ENGLAND: "EN6 EN7 EN8 EN9 EN10 EN11 HP1 HP2 HP3 HP4 HP23 IG10 "
    "MK40 MK41 MK42 MK43 MK44 MK45 RM15 RM16 RM17 RM18 RM19 RM20",
    Region.LONDON: "DA5 DA6 DA7 DA8 DA14 DA15 DA16 DA17 DA18 KT1 KT2 KT3 KT4 KT5 KT6 KT9",
    Region.SOUTH_EAST: "BR8 CR3 SM7 TW15 TW16 TW17 TW18 TW19 TW20",
    Region.WALES: "CH5 CH6 CH7 CH8 SY15 SY16 SY17 SY18 SY19 SY20 SY21 SY22 SY23 SY24 SY25",
    Region.WEST_MIDLANDS: "DE13 DE14 DE15",
    Region.YORKSHIRE_AND_HUMBER: "DL6 DL7 DL8 DL9 DL10 DL11 TS9",
}
_REGION_OF_CODE = {
    code: region
    for table in (_AREAS, _DISTRICTS)
    for region, codes in table.items()
    for code in codes.split()
}


def region_of_postcode(postcode: str) -> str:
    """The region's stored code, "" where the postcode is none we know.

    By postcode area, or district where an area's border is known to differ: right for
    nearly every address, not a survey.
    """
    found = re.match(r"\s*([A-Z]{1,2})(\d{1,2})[A-Z]?\s*\d[A-Z]{2}\s*$", postcode.upper())
    if not found:
        return ""
    area, number = found.groups()
    region = _REGION_OF_CODE.get(area + number) or _REGION_OF_CODE.get(area)
    return region.value if region else ""


# Integrated care boards have no postcode in the register; by the region of most of their area.
_BOARDS: Mapping[Region, str] = {
    Region.EAST_MIDLANDS: "QJ2 QK1 QJM QPM QT1",
    Region.EAST_OF_ENGLAND: "QHG QUE QM7 QH8 QMM QJG",
    Region.LONDON: "QMJ QMF QRV QKK QWE",
    Region.NORTH_EAST: "QHM",
    Region.NORTH_WEST: "QYG QOP QE1",
    Region.SOUTH_EAST: "QU9 QNQ QRL QKS QXU QNX",
    Region.SOUTH_WEST: "QOX QUY QT6 QJK QVV QR1 QSL",
    Region.WEST_MIDLANDS: "QHL QUA QWU QGH QOC QNC",
    Region.YORKSHIRE_AND_HUMBER: "QOQ QF7 QWO",
}
REGION_OF_BOARD: Mapping[str, str] = {
    code: region.value for region, codes in _BOARDS.items() for code in codes.split()
}
