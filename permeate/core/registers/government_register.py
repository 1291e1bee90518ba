"""The government-organisation register, no longer kept since 2020: bodies that have closed.

Its codes are GOV.UK's own, so that a body that closed long ago and one on GOV.UK's list
today are told apart. Bodies it has as open are not taken: whether they still are, only
the newer list knows.
"""

from collections.abc import Mapping

from permeate.core.refusals import Refused
from permeate.core.registers.records import OrganisationRecord, read_day
from permeate.core.vocabulary import Nation, Sector

COLUMNS = ("key", "name", "website", "start-date", "end-date")

# The letters of a code → sector and type.
FORMS: Mapping[str, tuple[Sector, str]] = {
    "CO": (Sector.AGENCY, "Court"),
    "CS": (Sector.CENTRAL_GOVERNMENT, "Civil service"),
    "D": (Sector.CENTRAL_GOVERNMENT, "Department"),
    "DA": (Sector.CENTRAL_GOVERNMENT, "Devolved department"),
    "EA": (Sector.AGENCY, "Executive agency"),
    "EO": (Sector.CENTRAL_GOVERNMENT, "Executive office"),
    "IM": (Sector.AGENCY, "Independent monitoring body"),
    "OT": (Sector.AGENCY, "Other public body"),
    "PB": (Sector.AGENCY, "Non-departmental public body"),
    "PC": (Sector.AGENCY, "Public corporation"),
}


def read(row: Mapping[str, str]) -> OrganisationRecord:
    """One closed body; Refused for one that is open, or whose code is of no known form."""
    code = row["key"]
    closed_on = read_day(row["end-date"], last=True)
    if not closed_on:
        raise Refused(
            "Open in a register that ended in 2020. Import GOV.UK’s own list for bodies of today."
        )
    letters = code.rstrip("0123456789")
    if letters not in FORMS:
        raise Refused(f"“{code}” is not a code of this register.")
    sector, form = FORMS[letters]
    return OrganisationRecord(
        code=code,
        name=row["name"],
        sector=sector.value,
        organisation_type=form,
        nation=Nation.UNITED_KINGDOM.value,
        website=row["website"],
        opened_on=read_day(row["start-date"]),
        closed_on=closed_on,
    )
