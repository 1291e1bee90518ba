"""The schedule: every line of every invoice, and totals that they add up to.

A line is rounded half up once; its parts add up to it. What the host pays of it is the
growth of its share of the running cost, so that twelve odd half pennies do not become six.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from permeate.core.costs.oncosts import Year, year_of
from permeate.core.costs.pennies import ZERO, pennies, spread, steps
from permeate.core.costs.rates import RATES, Rates
from permeate.core.costs.spans import Length, Span, length_of, spans
from permeate.core.costs.terms import Invoices, Model, Pay, Terms, Treatment, Vat, check_terms


@dataclass(frozen=True)
class Line:
    """One line. Money in pounds; ``days`` out of ``whole`` at ``month_rate`` a month.

    ``cost`` is salary + national insurance + pension + levy, or an agreed sum named in
    ``what``; ``charged`` the host's part of it, ``home_bears`` the rest. ``vat`` and
    ``gross`` are None until finance has confirmed how VAT is treated.
    """

    first: date
    last: date
    what: str
    days: int
    whole: int
    fte: Decimal
    pension_percent: Decimal
    month_rate: Decimal
    salary: Decimal
    national_insurance: Decimal
    pension: Decimal
    levy: Decimal
    cost: Decimal
    charged: Decimal
    home_bears: Decimal
    vat_percent: Decimal
    proposed_vat: Decimal
    vat: Decimal | None
    gross: Decimal | None


@dataclass(frozen=True)
class Totals:
    """Sums of lines, and what they mean for home: value given, cover paid, the difference."""

    cost: Decimal
    charged: Decimal
    home_bears: Decimal
    vat: Decimal | None
    gross: Decimal | None
    value_in_kind: Decimal
    cover: Decimal
    net_for_home: Decimal


@dataclass(frozen=True)
class Schedule:
    """Lines in order of their days, and cover by month where there is any."""

    terms: Terms
    lines: tuple[Line, ...]
    # No invoice stands behind cover, so it is rounded as it runs: a year comes to a year's cost.
    cover: tuple[tuple[date, Decimal], ...]  # (first day of the month, pounds)

    @property
    def totals(self) -> Totals:
        """Sums of the lines. Value in kind is what home gives and nobody pays for."""
        cover = sum((amount for _, amount in self.cover), ZERO)
        charged = sum((line.charged for line in self.lines), ZERO)
        home_bears = sum((line.home_bears for line in self.lines), ZERO)
        return Totals(
            cost=sum((line.cost for line in self.lines), ZERO),
            charged=charged,
            home_bears=home_bears,
            vat=summed([line.vat for line in self.lines]),
            gross=summed([line.gross for line in self.lines]),
            value_in_kind=home_bears,
            cover=cover,
            net_for_home=charged - cover,
        )


def summed(amounts: Sequence[Decimal | None]) -> Decimal | None:
    """The sum, or None where one of them is not known."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, ZERO) if len(known) == len(amounts) else None


@dataclass(frozen=True)
class _Piece:
    span: Span
    what: str
    length: Length
    year: Year | None
    parts: dict[str, Decimal]
    cost: Decimal


def schedule_of(terms: Terms, *, rates: Rates = RATES) -> Schedule:
    """The whole schedule; Refused where terms are at fault or a rate is not known."""
    check_terms(terms)
    pieces = sorted([*_pay(terms, rates), *_extras(terms)], key=lambda one: one.span.first)
    charged = _charged(terms, [piece.cost for piece in pieces])
    lines = [_line(terms, rates, *pair) for pair in zip(pieces, charged, strict=True)]
    return Schedule(terms, tuple(lines), tuple(_cover(terms, rates)))


def _priced(
    pay: Pay, first: date, last: date, terms: Terms, rates: Rates, paused: bool
) -> Iterator[tuple[Span, Year]]:
    """Spans with their price; neighbours in a month with one price are one span."""

    def price(day: date) -> Year:
        return year_of(
            pay,
            day,
            method=terms.fte_method,
            levy=terms.levy,
            national_insurance=terms.national_insurance,
            rates=rates,
        )

    changes = pay.changes() | rates.national_insurance.changes() | rates.levy.changes()
    cuts = {day for day in changes if first < day <= last and _differs(price, day)}
    for span in spans(first, last, cuts, terms.paused if paused else ()):
        yield span, price(span.first)


def _differs(price: Callable[[date], Year], day: date) -> bool:
    return price(day) != price(date.fromordinal(day.toordinal() - 1))


def _pay(terms: Terms, rates: Rates) -> Iterator[_Piece]:
    priced = _priced(terms.pay, terms.starts_on, terms.ends_on, terms, rates, paused=True)
    for span, year in priced:
        length = length_of(span, terms.proration)
        cost = pennies(year.total * length.of_year)
        parts = spread(cost, year.parts(length.of_year))
        yield _Piece(span, "Pay", length, year, parts, cost)


def _extras(terms: Terms) -> Iterator[_Piece]:
    for extra in terms.extras:
        span, length = Span(extra.on, extra.on), Length(0, 0, Fraction(0))
        yield _Piece(span, extra.what, length, None, {}, pennies(extra.amount))


def _charged(terms: Terms, costs: list[Decimal]) -> list[Decimal]:
    """What the host pays of each: the growth of its share, up to the cap."""
    share = {Model.NIL: Decimal(0), Model.SHARED: terms.host_share}.get(terms.model, Decimal(100))
    found = steps([Fraction(cost) * Fraction(share) / 100 for cost in costs])
    if terms.cap is None:
        return found
    left = pennies(terms.cap)
    for place, amount in enumerate(found):
        found[place] = min(amount, left)
        left -= found[place]
    return found


def _line(terms: Terms, rates: Rates, piece: _Piece, charged: Decimal) -> Line:
    percent, proposed = vat_on(charged, piece.span.last, terms.vat, rates=rates)
    confirmed = bool(terms.vat and terms.vat.confirmed_by)
    parts, year = piece.parts, piece.year
    return Line(
        first=piece.span.first,
        last=piece.span.last,
        what=piece.what,
        days=piece.length.days,
        whole=piece.length.whole,
        fte=year.fte if year else Decimal(0),
        pension_percent=year.pension_percent if year else Decimal(0),
        month_rate=pennies(year.total / 12) if year else ZERO,
        salary=parts.get("salary", ZERO),
        national_insurance=parts.get("national_insurance", ZERO),
        pension=parts.get("pension", ZERO),
        levy=parts.get("levy", ZERO),
        cost=piece.cost,
        charged=charged,
        home_bears=piece.cost - charged,
        vat_percent=percent,
        proposed_vat=proposed,
        vat=proposed if confirmed else None,
        gross=charged + proposed if confirmed else None,
    )


def vat_on(
    charged: Decimal, day: date, vat: Vat | None, *, rates: Rates = RATES
) -> tuple[Decimal, Decimal]:
    """(per cent, pounds) of VAT on what is charged for days up to ``day``.

    Nobody having said how it is treated, the standard rate is meant.
    """
    taxed = vat is None or vat.treatment is Treatment.STANDARD
    percent = rates.vat.at(day) if taxed else Decimal(0)
    return percent, pennies(Fraction(charged) * Fraction(percent) / 100)


def _cover(terms: Terms, rates: Rates) -> Iterator[tuple[date, Decimal]]:
    if terms.backfill is None:
        return
    cover, months = terms.backfill, dict[date, Fraction]()
    for span, year in _priced(
        cover.pay, cover.starts_on, cover.ends_on, terms, rates, paused=False
    ):
        month = span.first.replace(day=1)
        amount = year.total * length_of(span, terms.proration).of_year
        months[month] = months.get(month, Fraction(0)) + amount
    ordered = sorted(months)
    yield from zip(ordered, steps([months[month] for month in ordered]), strict=True)


def invoice_of(line_day: date, starts_on: date, every: Invoices) -> int:
    """Which invoice (1, 2, …) a line of this day stands on."""
    month = (line_day.year - starts_on.year) * 12 + line_day.month - starts_on.month
    return {Invoices.MONTHLY: month, Invoices.QUARTERLY: month // 3, Invoices.END: 0}[every] + 1
