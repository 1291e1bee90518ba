"""A list of one's own, in columns that say what they mean."""

from collections.abc import Mapping

from permeate.core.organisations import domain_of_website, read_domains
from permeate.core.refusals import Refused
from permeate.core.registers.places import REGION_OF_NATION, read_nation, read_region
from permeate.core.registers.records import OrganisationRecord, read_day
from permeate.core.vocabulary import LABELS, Sector

COLUMNS = ("code", "name", "sector")
OPTIONAL = (
    "short_name",
    "type",
    "nation",
    "region",
    "rural_urban",
    "postcode",
    "website",
    "domains",
    "parent_code",
    "opened_on",
    "closed_on",
    "replaced_by_code",
)
_SECTORS = {words.lower(): sector for sector in Sector for words in (sector, LABELS[sector])}


def read(row: Mapping[str, str]) -> OrganisationRecord:
    """One organisation; Refused for a sector, nation, region, date or domain of no sense.

    ``domains`` are separated by spaces; without them the website's own is taken.
    """
    sector = _SECTORS.get(row["sector"].lower())
    if not sector:
        known = ", ".join(one.value for one in Sector)
        raise Refused(f"“{row['sector']}” is not a sector. The sectors are {known}.")
    nation = read_nation(row.get("nation", ""))
    region = read_region(row.get("region", "")) or REGION_OF_NATION.get(nation, "")
    website = row.get("website", "")
    domains = tuple(read_domains(row.get("domains", ""))) or domain_of_website(website)
    return OrganisationRecord(
        code=row["code"],
        name=row["name"],
        short_name=row.get("short_name", ""),
        sector=sector.value,
        organisation_type=row.get("type", ""),
        nation=nation,
        region=str(region),
        rural_urban=row.get("rural_urban", ""),
        postcode=row.get("postcode", ""),
        website=website,
        parent_code=row.get("parent_code", ""),
        opened_on=read_day(row.get("opened_on", "")),
        closed_on=read_day(row.get("closed_on", ""), last=True),
        replaced_by_code=row.get("replaced_by_code", ""),
        domains=domains,
    )
