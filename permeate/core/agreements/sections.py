"""Every section of a secondment agreement, in order, and where each field stands."""

from collections.abc import Mapping

from permeate.core.agreements.fields import Field, Section
from permeate.core.agreements.sections_money import MONEY
from permeate.core.agreements.sections_terms import (
    CLOSE,
    INTEGRITY,
    LIABILITY,
    RETURN,
    SECURITY,
    TERMS,
)
from permeate.core.agreements.sections_work import DATES, PARTIES, POST, PURPOSE

SECTIONS: tuple[Section, ...] = (
    PARTIES,
    POST,
    PURPOSE,
    DATES,
    MONEY,
    TERMS,
    RETURN,
    INTEGRITY,
    SECURITY,
    LIABILITY,
    CLOSE,
)

# What the service knows about the placement and nobody types here.
FACTS: tuple[str, ...] = (
    "home",
    "home_sector",
    "home_manager",
    "host",
    "host_sector",
    "host_manager",
    "participant",
    "programme",
)

FIELDS: Mapping[str, Field] = {
    field.name: field for section in SECTIONS for field in section.fields
}


def section_of(code: str) -> Section:
    """The section of that code; KeyError where there is none."""
    for section in SECTIONS:
        if section.code == code:
            return section
    raise KeyError(code)
