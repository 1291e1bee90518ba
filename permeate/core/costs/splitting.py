"""A line in two or more: the parts add up to it to the penny, whatever the days."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from permeate.core.costs.pennies import ZERO, pennies
from permeate.core.costs.schedule import Line
from permeate.core.costs.spans import Span, length_of, spans
from permeate.core.costs.terms import Proration

MONEY = ("salary", "national_insurance", "pension", "levy", "charged", "proposed_vat")


def split(line: Line, cuts: Iterable[date], proration: Proration) -> list[Line]:
    """The line cut before each of these days; each money column adds up to the line's own.

    A part is the growth of the rounded running amount, so the first is rounded half up and
    no penny is made or lost.
    """
    whole = length_of(Span(line.first, line.last), proration).days
    found: list[Line] = []
    given = dict.fromkeys(MONEY, ZERO)
    for span in spans(line.first, line.last, cuts):
        length = length_of(span, proration)
        running = length_of(Span(line.first, span.last), proration).days
        share = Fraction(running, whole) if whole else Fraction(span.last == line.last)
        parts = {name: _until(line, name, share) - given[name] for name in MONEY}
        given = {name: given[name] + parts[name] for name in MONEY}
        found.append(_part(line, span, length.days, parts))
    return found


def _until(line: Line, name: str, share: Fraction) -> Decimal:
    amount: Decimal = getattr(line, name)
    return pennies(Fraction(amount) * share)


def _part(line: Line, span: Span, days: int, parts: dict[str, Decimal]) -> Line:
    cost = parts["salary"] + parts["national_insurance"] + parts["pension"] + parts["levy"]
    known = line.vat is not None
    return replace(
        line,
        first=span.first,
        last=span.last,
        days=days,
        salary=parts["salary"],
        national_insurance=parts["national_insurance"],
        pension=parts["pension"],
        levy=parts["levy"],
        cost=cost,
        charged=parts["charged"],
        home_bears=cost - parts["charged"],
        proposed_vat=parts["proposed_vat"],
        vat=parts["proposed_vat"] if known else None,
        gross=parts["charged"] + parts["proposed_vat"] if known else None,
    )


def charged_between(
    lines: Iterable[Line], first: date, last: date, proration: Proration
) -> Decimal:
    """What is charged for these days: over neighbouring runs of days it always adds up."""
    total = ZERO
    for line in lines:
        if line.last < first or line.first > last:
            continue
        cuts = [first, last + timedelta(days=1)]
        parts = [line] if not line.days else split(line, cuts, proration)
        total += sum((one.charged for one in parts if first <= one.first <= last), ZERO)
    return total
