"""NHS bodies by their ODS codes: trusts, integrated care boards, Welsh health boards."""

from collections.abc import Mapping

from permeate.core.refusals import Refused
from permeate.core.registers.names import name_from_capitals
from permeate.core.registers.places import (
    REGION_OF_BOARD,
    REGION_OF_NATION,
    read_nation,
    region_of_postcode,
)
from permeate.core.registers.records import OrganisationRecord
from permeate.core.vocabulary import Sector

COLUMNS = ("ods_code", "name", "type", "postcode", "country")
TYPES = ("NHS trust", "Integrated care board", "Local health board")


def read(row: Mapping[str, str]) -> OrganisationRecord:
    """One body, its name out of capitals; Refused for a type that is not known."""
    if row["type"] not in TYPES:
        raise Refused(f"“{row['type']}” is not a type of NHS body that we know.")
    nation = read_nation(row["country"])
    region = REGION_OF_NATION.get(nation)
    return OrganisationRecord(
        code=row["ods_code"],
        name=name_from_capitals(row["name"]),
        sector=Sector.NHS.value,
        # One health board stands among the trusts.
        organisation_type=TYPES[2] if row["name"].endswith("HEALTH BOARD") else row["type"],
        nation=nation,
        region=region.value
        if region
        else region_of_postcode(row["postcode"]) or REGION_OF_BOARD.get(row["ods_code"], ""),
        postcode=row["postcode"],
    )
