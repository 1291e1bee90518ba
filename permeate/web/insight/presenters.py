"""Numbers as tables, each with the rows behind it where they may be seen."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from permeate.core.insight import (
    HIDDEN_CELL,
    HIDDEN_TOTAL,
    Column,
    Flow,
    financial_year,
    people_by,
    protect,
    without_anybody,
)
from permeate.core.vocabulary import LABELS, Sector, Verdict
from permeate.models import Organisation, ShareAudience
from permeate.queries import insight as queries
from permeate.queries.insight import Scope, ShareCounts

Row = dict[str, Any]
YEARS_BACK = 3
LISTED = 50
SECTORS = {sector.value: LABELS[sector] for sector in Sector}


@dataclass(frozen=True)
class People:
    """People in and out by sector, protected, ready for table, chart and export."""

    incoming: Column
    outgoing: Column

    @property
    def hides(self) -> bool:
        return self.incoming.hides or self.outgoing.hides

    @property
    def nobody(self) -> bool:
        return self.incoming.total == 0 and self.outgoing.total == 0


def year_words(year: int) -> str:
    """``April 2026 to March 2027``."""
    return f"April {year} to March {year + 1}"


def years(today: date, chosen: int) -> list[Row]:
    """This financial year and those before it; the chosen one marked."""
    this = financial_year(today)
    return [
        {"year": year, "words": year_words(year), "chosen": year == chosen}
        for year in range(this, this - YEARS_BACK, -1)
    ]


def year_of(asked: str | None, today: date) -> int:
    """The financial year asked for, else the present one."""
    this = financial_year(today)
    offered = range(this - YEARS_BACK + 1, this + 1)
    return int(asked) if asked and asked.isdigit() and int(asked) in offered else this


def people_of(organisation: Organisation, flows: Sequence[Flow]) -> People:
    """In: from which sectors people came here. Out: to which sectors ours went."""
    came = [flow for flow in flows if flow.host == organisation.id]
    went = [flow for flow in flows if flow.home == organisation.id]
    return People(
        protect(*people_by(came, SECTORS, "home")), protect(*people_by(went, SECTORS, "host"))
    )


def people_of_programme(flows: Sequence[Flow]) -> People:
    """In: which sectors received people. Out: which sectors sent them."""
    return People(
        protect(*people_by(flows, SECTORS, "host")), protect(*people_by(flows, SECTORS, "home"))
    )


def people_rows(people: People, address: Callable[[str, str], str] | None = None) -> list[Row]:
    """Table rows by sector; ``address(direction, sector)`` gives a number's rows."""

    def cell(column: Column, direction: str, sector: str) -> Row:
        count = column.cells[sector]
        href = address(direction, sector) if address and count else ""
        return {"words": HIDDEN_CELL if count is None else str(count), "href": href}

    return [
        {
            "sector": words,
            "incoming": cell(people.incoming, "in", sector),
            "outgoing": cell(people.outgoing, "out", sector),
        }
        for sector, words in SECTORS.items()
    ]


def total_row(people: People, address: Callable[[str, str], str] | None = None) -> Row:
    """The last row: different people in all."""

    def cell(column: Column, direction: str) -> Row:
        # All the rows together would show what the groups hide.
        href = address(direction, "") if address and column.total and not column.hides else ""
        return {
            "words": HIDDEN_TOTAL if column.total is None else str(column.total),
            "href": href,
        }

    return {
        "incoming": cell(people.incoming, "in"),
        "outgoing": cell(people.outgoing, "out"),
    }


def people_address(organisation: Organisation, year: int) -> Callable[[str, str], str]:
    """Where the rows behind a number of people are."""
    path = reverse("insight_people", kwargs={"reference": organisation.reference})

    def address(direction: str, sector: str) -> str:
        return f"{path}?{urlencode({'year': year, 'direction': direction, 'sector': sector})}"

    return address


def missing_rows(organisations: Sequence[Organisation], flows: Sequence[Flow]) -> list[Row]:
    """Organisations with nobody in or nobody out, in words."""
    by_id = {organisation.id: organisation for organisation in organisations}
    return [
        {
            "name": by_id[one.organisation].name,
            "href": _organisation_page(by_id[one.organisation]),
            "words": _missing_words(one.nobody_in, one.nobody_out),
        }
        for one in without_anybody(by_id, flows)
    ]


def _missing_words(nobody_in: bool, nobody_out: bool) -> str:
    if nobody_in and nobody_out:
        return "Nobody in or out"
    return "Nobody in" if nobody_in else "Nobody out"


def _organisation_page(organisation: Organisation) -> str:
    try:
        return reverse("organisation", kwargs={"reference": organisation.reference})
    except NoReverseMatch:
        return ""


# What a number of shares counts, by the key in an address.
WHICH = {
    "": "Put before an organisation",
    "acknowledged": "Acknowledged",
    Verdict.ADOPT.value: "Adopted",
    Verdict.ADAPT.value: "Adapted",
    Verdict.REJECT.value: "Rejected",
    Verdict.DEFER.value: "Deferred",
    "waiting": "Waiting for a decision",
    "overdue": "Waiting for longer than agreed",
}


def share_rows(counts: ShareCounts, address: Callable[[str], str] | None = None) -> list[Row]:
    """What was shared and decided: words, number, and its rows."""
    numbers = {
        "": counts.shared,
        "acknowledged": counts.acknowledged,
        "waiting": counts.undecided,
        "overdue": counts.overdue,
        **{verdict.value: counts.verdicts.get(verdict.value, 0) for verdict in Verdict},
    }
    return [
        {
            "words": words,
            "number": numbers[key],
            "href": address(key) if address and numbers[key] else "",
        }
        for key, words in WHICH.items()
    ]


def known_key(asked: str | None) -> str:
    """The key asked for, else all shares."""
    return asked if asked in WHICH else ""


def which_words(which: str) -> str:
    """What the rows behind a number of shares are."""
    return WHICH[which]


def belongs(
    which: str, audience: ShareAudience, verdict: str, acknowledged: bool, today: date
) -> bool:
    """Whether a share is one of those a number counts."""
    waiting = verdict in ("", Verdict.DEFER.value)
    if which == "acknowledged":
        return acknowledged
    if which == "waiting":
        return waiting
    if which == "overdue":
        return waiting and audience.decision_due_on < today
    return not which or verdict == which


def verdict_words(verdict: str) -> str:
    return WHICH[verdict] if verdict else "No decision yet"


def shares_address(organisation: Organisation, year: int) -> Callable[[str], str]:
    """Where the rows behind a number of shares are."""
    path = reverse("insight_shares", kwargs={"reference": organisation.reference})
    return lambda key: f"{path}?{urlencode({'year': year, 'which': key})}"


def overdue_people(scope: Scope, today: date) -> str:
    """How many people's placements have a late check-in, protected."""
    count = queries.overdue(scope, today).order_by().values("participant").distinct().count()
    shown = protect({"all": count}, count)
    return HIDDEN_CELL if shown.total is None else str(count)
