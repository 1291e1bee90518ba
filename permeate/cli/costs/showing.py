"""A schedule for a program and for people."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from permeate.core.costs.dated import Table
from permeate.core.costs.schedule import Schedule, invoice_of
from permeate.core.costs.terms import WORDS, Terms


def as_data(schedule: Schedule) -> dict[str, Any]:
    """The schedule as JSON values: money as text with two places, dates in ISO form."""
    terms = schedule.terms
    return {
        "method": method(terms),
        "vat": _vat(terms),
        "lines": [
            {
                "number": place,
                "invoice": invoice_of(line.first, terms.starts_on, terms.invoices),
                **plain(asdict(line)),
            }
            for place, line in enumerate(schedule.lines, start=1)
        ],
        "cover": [{"month": f"{month:%Y-%m}", "cost": str(sum_)} for month, sum_ in schedule.cover],
        "totals": plain(asdict(schedule.totals)),
    }


def method(terms: Terms) -> dict[str, str]:
    """How the figures were reached, in words."""
    return {
        "model": WORDS[terms.model],
        "fte": WORDS[terms.fte_method],
        "proration": WORDS[terms.proration],
        "invoices": WORDS[terms.invoices],
        "rounding": "Half up to the penny, once a line; lines add up to the totals.",
    }


def _vat(terms: Terms) -> dict[str, Any]:
    if terms.vat is None:
        return {"treatment": None, "reason": "", "confirmed_by": None}
    return {
        "treatment": terms.vat.treatment.value,
        "reason": terms.vat.reason,
        "confirmed_by": terms.vat.confirmed_by or None,
    }


def plain(values: dict[str, Any]) -> dict[str, Any]:
    """Decimals and dates as text; everything else as it is."""
    return {
        key: str(value) if isinstance(value, Decimal | date) else value
        for key, value in values.items()
        if not isinstance(value, Table)
    }


def as_text(schedule: Schedule) -> str:
    """The schedule as a table for a terminal."""
    rows = [
        (
            f"{line.first} to {line.last}",
            line.what,
            f"{line.days}/{line.whole}" if line.days else "",
            *(f"{amount:,.2f}" for amount in (line.cost, line.charged)),
            "not confirmed" if line.vat is None else f"{line.vat:,.2f}",
        )
        for line in schedule.lines
    ]
    head = ("Days", "What", "Count", "Cost", "Host pays", "VAT")
    widths = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    table = ["  ".join(_cell(row[at], widths[at], at) for at in range(6)) for row in [head, *rows]]
    return "\n".join([*table, "", *_totals(schedule), "", *method(schedule.terms).values()])


def _cell(words: str, width: int, at: int) -> str:
    return words.rjust(width) if at > 1 else words.ljust(width)


def _totals(schedule: Schedule) -> list[str]:
    totals = schedule.totals
    said = f"Cost £{totals.cost:,.2f}; the host pays £{totals.charged:,.2f}"
    lines = [f"{said}; home bears £{totals.home_bears:,.2f}."]
    if schedule.cover:
        lines.append(
            f"Cover costs £{totals.cover:,.2f}, so home’s budget changes by "
            f"£{totals.net_for_home:+,.2f}.".replace("£-", "−£").replace("£+", "+£")
        )
    vat = schedule.terms.vat
    if vat and not vat.confirmed_by:
        lines.append(
            f"VAT is proposed as “{WORDS[vat.treatment].lower()}”: {vat.reason} It takes effect "
            "when finance confirms it."
        )
    return lines
