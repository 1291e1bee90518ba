"""Local authorities, as mySociety publishes their names and codes."""

from collections.abc import Mapping

from permeate.core.registers.places import REGION_OF_NATION, read_nation, read_region
from permeate.core.registers.records import OrganisationRecord, read_day
from permeate.core.vocabulary import Sector

COLUMNS = (
    "local-authority-code",
    "official-name",
    "nice-name",
    "gss-code",
    "start-date",
    "end-date",
    "replaced-by",
    "nation",
    "region",
    "local-authority-type-name",
    "former-gss-codes",
)


def read(row: Mapping[str, str]) -> OrganisationRecord:
    """One authority; Refused where a date, nation or region cannot be read."""
    nation = read_nation(row["nation"])
    region = REGION_OF_NATION.get(nation)
    nice = row["nice-name"]
    return OrganisationRecord(
        code=row["local-authority-code"],
        name=row["official-name"],
        short_name=nice if nice != row["official-name"] and len(nice) <= 60 else "",
        sector=Sector.LOCAL_GOVERNMENT.value,
        organisation_type=row["local-authority-type-name"],
        nation=nation,
        region=region.value if region else read_region(row["region"]),
        opened_on=read_day(row["start-date"]),
        closed_on=read_day(row["end-date"], last=True),
        replaced_by_code=row["replaced-by"],
    )
