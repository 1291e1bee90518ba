"""What each way to cover a post does to home's budget, month by month."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from permeate.core.costs.pennies import ZERO
from permeate.core.costs.schedule import schedule_of
from permeate.core.costs.terms import Backfill, Model, Pay, Terms
from permeate.core.vocabulary import Cover

Months = Mapping[date, Decimal]


@dataclass(frozen=True)
class Month:
    """What comes in from the host and goes out for cover in a month, in pounds."""

    first: date
    income: Decimal
    cover: Decimal

    @property
    def net(self) -> Decimal:
        """By how much the budget is better (or, negative, worse) off than had nobody gone."""
        return self.income - self.cover


@dataclass(frozen=True)
class Option:
    """One way to cover, with its months."""

    cover: Cover
    months: tuple[Month, ...]

    @property
    def cost(self) -> Decimal:
        """What the cover itself costs in all."""
        return sum((month.cover for month in self.months), ZERO)

    @property
    def net(self) -> Decimal:
        """What it leaves of the budget in all."""
        return sum((month.net for month in self.months), ZERO)


def options(
    terms: Terms,
    *,
    recruit: Pay | None = None,
    acting: Pay | None = None,
    deputy: Pay | None = None,
) -> tuple[Option, ...]:
    """Each option that can be counted; home pays the person in every one.

    Recruiting costs ``recruit``; acting up costs what ``acting`` is above ``deputy``, whose
    own work is then short; a vacant post costs nothing; in an exchange each home pays its
    own, so nothing is charged either. Refused where a rate is not known.
    """
    income = _income(terms)
    found = []
    if recruit:
        found.append(_option(Cover.RECRUIT, terms, income, _cost(terms, recruit)))
    if acting and deputy:
        above, own = _cost(terms, acting), _cost(terms, deputy)
        extra = {month: above[month] - own[month] for month in above}
        found.append(_option(Cover.ACT_UP, terms, income, extra))
    found.append(_option(Cover.LEAVE_VACANT, terms, income, {}))
    found.append(_option(Cover.EXCHANGE, terms, {}, {}))
    return tuple(found)


def _income(terms: Terms) -> Months:
    found: dict[date, Decimal] = {}
    for line in schedule_of(replace(terms, backfill=None)).lines:
        month = line.first.replace(day=1)
        found[month] = found.get(month, ZERO) + line.charged
    return found


def _cost(terms: Terms, pay: Pay) -> Months:
    """A year of this pay comes to a year's cost: no invoice stands behind it."""
    covered = replace(
        terms,
        model=Model.NIL,
        cap=None,
        extras=(),
        backfill=Backfill(terms.starts_on, terms.ends_on, pay),
    )
    return dict(schedule_of(covered).cover)


def _option(cover: Cover, terms: Terms, income: Months, cost: Months) -> Option:
    months = []
    month, last = terms.starts_on.replace(day=1), terms.ends_on
    while month <= last:
        months.append(Month(month, income.get(month, ZERO), cost.get(month, ZERO)))
        month = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return Option(cover, tuple(months))
