"""How much of the guidance stands on somebody's experience."""

from collections.abc import Iterable
from dataclasses import dataclass

from permeate.core.measures.figures import Figure
from permeate.core.measures.intervals import newcombe, wilson

CURRENT_DAYS = 730  # evidence older than 24 months is old


@dataclass(frozen=True)
class Statement:
    """One statement of the current version: its accepted links from the field at level 1 up.

    ``organisations`` whose experience stands behind it, ``newest`` evidence in days before
    the cut, ``contradicted`` while a contradiction is unresolved.
    """

    linked: bool
    organisations: int = 0
    newest: int | None = None
    contradicted: bool = False


@dataclass(frozen=True)
class Provenance:
    """Shares of statements, each with Wilson's interval."""

    linked: Figure
    several: Figure
    current: Figure
    contradicted: Figure


def provenance(statements: Iterable[Statement]) -> Provenance:
    """Linked at all, by two organisations or more, within 24 months, and contradicted."""
    rows = list(statements)

    def share(kept: Iterable[bool]) -> Figure:
        return wilson(sum(kept), len(rows))

    return Provenance(
        share(row.linked for row in rows),
        share(row.linked and row.organisations > 1 for row in rows),
        share(row.linked and row.newest is not None and row.newest <= CURRENT_DAYS for row in rows),
        share(row.contradicted for row in rows),
    )


def placebo_lift(confirmed: int, links: int, placebo_confirmed: int, placebos: int) -> Figure:
    """How much oftener blind reviewers confirm real links than made-up ones of the same topic."""
    return newcombe(confirmed, links, placebo_confirmed, placebos)
