"""Files beside the local authority register: region, rural or urban, website."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from permeate.core.organisations import domain_of_website
from permeate.core.refusals import Refused
from permeate.core.registers.places import read_region
from permeate.core.registers.reading import read_rows
from permeate.core.registers.records import Note, OrganisationRecord, Row
from permeate.core.vocabulary import LABELS, Region

CLOSED_STEPS = 3  # how often a successor may itself have been succeeded


@dataclass(frozen=True)
class Companions:
    """Facts by local authority code, and by GSS code the websites."""

    regions: Mapping[str, str] = field(default_factory=dict)
    rural_urban: Mapping[str, str] = field(default_factory=dict)
    websites: Sequence[Row] = ()


def read_companions(
    *, regions: bytes = b"", rural_urban: bytes = b"", websites: bytes = b""
) -> Companions:
    """All of the given files; Refused naming the one that cannot be read."""
    with _named("regions"):
        by_region = _regions(regions) if regions else {}
    with _named("rural and urban classes"):
        by_class = _classes(rural_urban) if rural_urban else {}
    with _named("websites"):
        rows = _websites(websites) if websites else []
    return Companions(by_region, by_class, rows)


@contextmanager
def _named(what: str) -> Iterator[None]:
    try:
        yield
    except Refused as refusal:
        raise Refused(f"The file of {what}: {refusal.reason}") from None


def _regions(data: bytes) -> dict[str, str]:
    """``local-authority-eng:LND, london`` → LND: LONDON."""
    _, rows, _ = read_rows(data, needed=("organisation", "region"))
    found = {}
    for row in rows:
        code = row.values["organisation"].rpartition(":")[2]
        try:
            found[code] = read_region(row.values["region"])
        except Refused as refusal:
            raise Refused(f"Line {row.line}: {refusal.reason}") from None
    return found


def _classes(data: bytes) -> dict[str, str]:
    _, rows, _ = read_rows(data, needed=("local-authority-code", "ruc-cluster-label"))
    return {row.values["local-authority-code"]: row.values["ruc-cluster-label"] for row in rows}


def _websites(data: bytes) -> list[Row]:
    _, rows, _ = read_rows(data, needed=("gss", "name", "homepage_url"))
    return rows


def complete(
    record: OrganisationRecord, companions: Companions, website: str
) -> tuple[OrganisationRecord, list[str]]:
    """The record with what the companions know of it, and in words where they disagree."""
    said = []
    region = companions.regions.get(record.code, "")
    if region and record.region and region != record.region:
        here, there = LABELS[Region(record.region)], LABELS[Region(region)]
        said.append(f"in {here} here and in {there} in the file of regions, which was followed")
    return (
        replace(
            record,
            region=region or record.region,
            rural_urban=companions.rural_urban.get(record.code, record.rural_urban),
            website=website or record.website,
            domains=domain_of_website(website) or record.domains,
        ),
        said,
    )


def websites_by_code(
    authorities: Sequence[Row], websites: Sequence[Row]
) -> tuple[dict[str, str], list[Note]]:
    """Website by local authority code, found through GSS codes, retired ones too.

    A retired code leads to the authority that had it; an authority that closed, to the one
    that replaced it, if that is one alone and has no website of its own.
    """
    current, former = _gss_codes(authorities)
    by_code = {row.values["local-authority-code"]: row.values for row in authorities}
    found: dict[str, str] = {}
    notes, late = [], []
    for row in websites:
        gss, name = row.values["gss"], row.values["name"]
        code = current.get(gss) or former.get(gss, "")
        successor = _living(code, by_code)
        if not successor:
            notes.append(Note(row.line, gss, f"websites: {name} is no authority of the register"))
        elif gss in current and successor == code:
            found[code] = row.values["homepage_url"]
        else:
            late.append((successor, row.values["homepage_url"]))
            text = f"websites: {name} has the retired code {gss}; taken for {successor}"
            notes.append(Note(row.line, gss, text))
    for code, website in late:
        found.setdefault(code, website)
    return found, notes


def _gss_codes(authorities: Sequence[Row]) -> tuple[dict[str, str], dict[str, str]]:
    current, former = {}, {}
    for row in authorities:
        code = row.values["local-authority-code"]
        if row.values["gss-code"]:
            current[row.values["gss-code"]] = code
        for gss in filter(None, row.values["former-gss-codes"].split(",")):
            former[gss.strip()] = code
    return current, former


def _living(code: str, by_code: Mapping[str, Mapping[str, str]]) -> str:
    """The authority of that code or its only successor; "" where there is none alone."""
    for _ in range(CLOSED_STEPS):
        row = by_code.get(code)
        if row is None:
            return ""
        if not row["end-date"]:
            return code
        code = row["replaced-by"].strip()
    return ""
