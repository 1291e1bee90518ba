"""Bodies on GOV.UK's list of organisations: departments, agencies and public bodies."""

import re
from collections.abc import Mapping
from datetime import date

from permeate.core.refusals import Refused
from permeate.core.registers.places import REGION_OF_NATION
from permeate.core.registers.records import OrganisationRecord, Row, read_day
from permeate.core.vocabulary import Nation, Sector

COLUMNS = (
    "slug",
    "title",
    "abbreviation",
    "format",
    "govuk_status",
    "closed_at",
    "parent_slugs",
    "analytics_identifier",
    "web_url",
    "updated_at",
)

SECTORS: Mapping[str, Sector] = {
    "Ministerial department": Sector.CENTRAL_GOVERNMENT,
    "Non-ministerial department": Sector.CENTRAL_GOVERNMENT,
    "Executive office": Sector.CENTRAL_GOVERNMENT,
    "Civil service": Sector.CENTRAL_GOVERNMENT,
    "Devolved government": Sector.CENTRAL_GOVERNMENT,
    "Executive agency": Sector.AGENCY,
    "Executive non-departmental public body": Sector.AGENCY,
    "Advisory non-departmental public body": Sector.AGENCY,
    "Public corporation": Sector.AGENCY,
    "Independent monitoring body": Sector.AGENCY,
    "Ad-hoc advisory group": Sector.AGENCY,
    "Tribunal": Sector.AGENCY,
    "Court": Sector.AGENCY,
    "Special health authority": Sector.NHS,
}
BY_PARENT = ("Sub organisation", "Other")
# NHS bodies whose form on GOV.UK does not say so.
IN_THE_NHS = frozenset({"nhs-england", "public-health-wales", "nhs-wales-informatics-service"})
DEVOLVED: Mapping[str, Nation] = {
    "northern-ireland-executive": Nation.NORTHERN_IRELAND,
    "the-scottish-government": Nation.SCOTLAND,
    "welsh-government": Nation.WALES,
}
NATION_WORDS = (
    (Nation.NORTHERN_IRELAND, r"Northern Ireland"),
    (Nation.SCOTLAND, r"Scotland|Scottish"),
    (Nation.WALES, r"Wales|Welsh"),
    (Nation.ENGLAND, r"(?<!Bank of )England|English"),
)


class Register:
    """The whole list, because a body's sector and nation may follow from its parents."""

    def __init__(self, rows: list[Row]) -> None:
        self.by_slug = {row.values["slug"]: row.values for row in rows}

    def read(self, row: Mapping[str, str]) -> OrganisationRecord:
        """One body; Refused for a form of organisation that is not known."""
        nation = self._nation(row)
        region = REGION_OF_NATION.get(nation)
        return OrganisationRecord(
            code=row["analytics_identifier"],
            name=row["title"],
            short_name=row["abbreviation"] if row["abbreviation"] != row["title"] else "",
            sector=self._sector(row).value,
            organisation_type=self._type(row),
            nation=nation.value,
            region=region.value if region else "",
            website=row["web_url"],
            parent_code="|".join(self._parent_codes(row)),
            closed_on=self._closed_on(row),
        )

    def _parents(self, row: Mapping[str, str]) -> list[Mapping[str, str]]:
        slugs = filter(None, row["parent_slugs"].split("|"))
        return [self.by_slug[slug] for slug in slugs if slug in self.by_slug]

    def _parent_codes(self, row: Mapping[str, str]) -> list[str]:
        return [parent["analytics_identifier"] for parent in self._parents(row)]

    def _devolved_to(self, row: Mapping[str, str], depth: int = 0) -> Nation | None:
        """The devolved government that this body is, or belongs to."""
        if row["slug"] in DEVOLVED:
            return DEVOLVED[row["slug"]]
        found = (self._devolved_to(one, depth + 1) for one in self._parents(row) if depth < 4)
        return next((nation for nation in found if nation), None)

    def _is_devolved_department(self, row: Mapping[str, str]) -> bool:
        return (
            row["format"] == "Other"
            and any(parent["slug"] in DEVOLVED for parent in self._parents(row))
            and row["title"].startswith(("Department", "The Executive Office"))
        )

    def _type(self, row: Mapping[str, str]) -> str:
        if self._is_devolved_department(row):
            return "Devolved department"
        return "Other public body" if row["format"] == "Other" else row["format"]

    def _sector(self, row: Mapping[str, str]) -> Sector:
        form = row["format"]
        if row["slug"] in IN_THE_NHS:
            return Sector.NHS
        if form in SECTORS:
            return SECTORS[form]
        if form not in BY_PARENT:
            raise Refused(f"“{form}” is not a form of organisation that we know.")
        if self._is_devolved_department(row):
            return Sector.CENTRAL_GOVERNMENT
        if form == "Sub organisation":
            forms = [parent["format"] for parent in self._parents(row)]
            return SECTORS.get(forms[0] if forms else "", Sector.CENTRAL_GOVERNMENT)
        return Sector.AGENCY

    def _nation(self, row: Mapping[str, str]) -> Nation:
        devolved = self._devolved_to(row)
        if devolved:
            return devolved
        if row["format"] == "Ministerial department":
            return Nation.UNITED_KINGDOM
        named = [nation for nation, words in NATION_WORDS if re.search(words, row["title"])]
        return named[0] if len(named) == 1 else Nation.UNITED_KINGDOM

    def _closed_on(self, row: Mapping[str, str]) -> date | None:
        closed_on = read_day(row["closed_at"], last=True)
        if closed_on or row["govuk_status"] != "closed":
            return closed_on
        closed_on = read_day(row["updated_at"])
        if not closed_on:
            raise Refused("It is closed, and neither closed_at nor updated_at says since when.")
        return closed_on
