"""How an organisation reads: its facts, and its line in a list."""

from typing import Any
from urllib.parse import urlsplit

from permeate.core.vocabulary import Register
from permeate.models import Organisation
from permeate.web.presenting import day, label


def place(organisation: Organisation) -> str:
    """Where it is: its region, or its nation where the register gives no region."""
    if organisation.region:
        return label(organisation.region)
    return label(organisation.nation) if organisation.nation else ""


def line(organisation: Organisation) -> dict[str, Any]:
    """One organisation of a list."""
    kind = organisation.organisation_type or label(organisation.sector)
    return {
        "name": organisation.name,
        "reference": organisation.reference,
        "facts": " · ".join(part for part in (kind, place(organisation)) if part),
        "joined": organisation.claimed_at is not None,
        "closed": day(organisation.closed_on),
    }


def facts(organisation: Organisation) -> list[tuple[str, str]]:
    """(key, value) of the summary list; no empty ones."""
    nation = organisation.nation
    rows = [
        ("Sector", label(organisation.sector)),
        ("Type", organisation.organisation_type),
        ("Also known as", organisation.short_name),
        ("Region", label(organisation.region) if organisation.region else ""),
        (
            "Nation",
            label(nation) if nation and label(nation) != label(organisation.region) else "",
        ),
        ("Rural or urban", organisation.rural_urban),
        ("Opened", day(organisation.opened_on)),
        ("Closed", day(organisation.closed_on)),
        ("From", _source(organisation)),
    ]
    return [(key, value) for key, value in rows if value]


def _source(organisation: Organisation) -> str:
    words = label(organisation.register)
    if organisation.register in (Register.JOINED.value, Register.OWN.value):
        return words
    return f"{words}, code {organisation.register_code}"


def website(organisation: Organisation) -> dict[str, str] | None:
    """Its website as a link with readable words."""
    if not organisation.website:
        return None
    parts = urlsplit(organisation.website)
    words = (parts.hostname or "").removeprefix("www.") + parts.path.rstrip("/")
    return {"href": organisation.website, "text": words}
