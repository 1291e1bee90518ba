"""How a schedule reads: lines, sums, how it was counted, and where VAT stands."""

from collections.abc import Callable, Collection, Iterator
from decimal import Decimal
from typing import Any

from django.utils import timezone

from permeate.core.access import may
from permeate.core.costs.dated import Table
from permeate.core.costs.schedule import invoice_of
from permeate.core.costs.terms import WORDS, Model, Treatment
from permeate.core.relations import Relation
from permeate.queries.schedules import Row, Sheet
from permeate.web.presenting import day, days

HEADER = (
    "Invoice",
    "First day",
    "Last day",
    "What",
    "Adjusts",
    "Days",
    "Out of",
    "Share of full time",
    "Rate a month",
    "Pay",
    "National Insurance",
    "Pension",
    "Levy",
    "Cost",
    "Host pays",
    "Home bears",
    "VAT treatment",
    "VAT",
    "Host pays with VAT",
)


def pounds(amount: Decimal | None) -> str:
    """``£1,234.50``, ``−£20.00``; an empty text where it is not known."""
    if amount is None:
        return ""
    return f"{'−' if amount < 0 else ''}£{abs(amount):,.2f}"


def page(sheet: Sheet, relations: Collection[Relation]) -> dict[str, Any]:
    """Context of the schedule's page."""
    totals = sheet.totals
    charged = bool(sheet.proposal)
    return {
        "sheet": sheet,
        "placement": sheet.placement,
        "heading": "What the placement costs",
        "caption": f"{sheet.placement.participant.name} at {sheet.placement.host.name}",
        "rows": [line_row(sheet, row) for row in sheet.rows],
        "totals": {name: pounds(amount) for name, amount in totals.items()},
        "vat_total": pounds(sheet.vat),
        "gross_total": "" if sheet.vat is None else pounds(totals["charged"] + sheet.vat),
        "method": method(sheet),
        "charged": charged,
        "vat": vat_box(sheet),
        "may_decide": charged and bool(sheet.decision) and may("vat.decide", relations),
    }


def line_row(sheet: Sheet, row: Row) -> dict[str, str]:
    """One line as the page and the PDF show it."""
    line = row.line
    what = line.what
    if row.adjusts:
        what = f"Adjustment, agreed {day(line.laid_at)}: {what}"
    return {
        "days": days(line.first, line.last),
        "what": what,
        "count": f"{line.days} of {line.whole}" if line.whole else "",
        "rate": pounds(line.month_rate) if line.whole else "",
        "salary": pounds(line.salary),
        "national_insurance": pounds(line.national_insurance),
        "pension": pounds(line.pension),
        "levy": pounds(line.levy),
        "cost": pounds(line.cost),
        "charged": pounds(line.charged),
        "vat": pounds(row.vat),
        "invoice": str(invoice_number(sheet, row)),
    }


def invoice_number(sheet: Sheet, row: Row) -> int:
    """On which invoice the line stands; an adjustment on the next after it was agreed."""
    if sheet.terms is None:
        return 1
    on = row.line.first
    if row.adjusts:
        on = max(on, timezone.localdate(row.line.laid_at))
    return max(1, invoice_of(on, sheet.terms.starts_on, sheet.terms.invoices))


def method(sheet: Sheet) -> list[tuple[str, str]]:
    """(what, how) of everything a reader needs to count it again."""
    terms = sheet.terms
    if terms is None:
        return []
    found = [("Who pays", WORDS[terms.model])]
    if terms.model is Model.SHARED:
        found.append(("The host’s share", f"{terms.host_share.normalize():f}%"))
    if terms.cap is not None:
        found.append(("Most the host pays", pounds(terms.cap)))
    found += [
        ("Salary for full time", _by_date(terms.pay.salary, pounds)),
        ("Employer’s pension", _by_date(terms.pay.pension, lambda rate: f"{rate.normalize():f}%")),
    ]
    found.append(("Part of a month", WORDS[terms.proration]))
    if any(row.value != 1 for row in terms.pay.fte.rows):
        found.append(("Part time", WORDS[terms.fte_method]))
    return [
        *found,
        ("Invoices", WORDS[terms.invoices]),
        ("Rounding", "Half up to the penny, once a line. Lines add up to the totals."),
    ]


def _by_date(table: Table[Decimal], shown: Callable[[Decimal], str]) -> str:
    first, *later = table.rows
    changes = [f"from {day(row.on)} {shown(row.value)}" for row in later]
    return "; ".join([shown(first.value), *changes])


def vat_box(sheet: Sheet) -> dict[str, str]:
    """Where VAT stands, in words: decided by whom, or proposed and why."""
    decision, proposal = sheet.decision, sheet.proposal
    if decision and decision.decided_by:
        return {
            "code": "AGREED",
            "tag": "Decided",
            "words": WORDS[Treatment(decision.treatment)],
            "reason": decision.reason,
            "by": f"{decision.decided_by.name}, {day(decision.decided_at)}",
        }
    if proposal:
        return {
            "code": "WAITING",
            "tag": "Proposed",
            "words": WORDS[proposal.treatment],
            "reason": proposal.reason,
            "by": "",
        }
    return {}


def file_rows(sheet: Sheet) -> Iterator[tuple[Any, ...]]:
    """Lines for a finance system, as numbers and dates, and a last one with the sums."""
    treatment = vat_box(sheet).get("words", "")
    treatment = treatment if sheet.vat is not None else f"Not decided ({treatment} proposed)"
    treatment = treatment if sheet.proposal else ""
    for row in sheet.rows:
        line = row.line
        yield (
            invoice_number(sheet, row),
            line.first,
            line.last,
            line.what,
            "Yes" if row.adjusts else "",
            line.days or "",
            line.whole or "",
            line.fte or "",
            line.month_rate or "",
            line.salary,
            line.national_insurance,
            line.pension,
            line.levy,
            line.cost,
            line.charged,
            line.home_bears,
            treatment,
            "" if row.vat is None else row.vat,
            "" if row.gross is None else row.gross,
        )
    sums = sheet.totals
    yield (
        *("", "", "", "Total", "", "", "", "", ""),
        *(sums[name] for name in ("salary", "national_insurance", "pension", "levy")),
        *(sums[name] for name in ("cost", "charged", "home_bears")),
        "",
        "" if sheet.vat is None else sheet.vat,
        "" if sheet.vat is None else sums["charged"] + sheet.vat,
    )
