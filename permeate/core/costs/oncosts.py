"""A year of somebody's pay with all that an employer adds to it."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from permeate.core.costs.pennies import pennies
from permeate.core.costs.rates import RATES, Rates
from permeate.core.costs.terms import FteMethod, Pay

WORKING_DAYS_A_YEAR = 260


@dataclass(frozen=True)
class Year:
    """Pounds a year, exact; the percentages they came from are beside them."""

    salary: Fraction
    national_insurance: Fraction
    pension: Fraction
    levy: Fraction
    pension_percent: Decimal
    fte: Decimal

    @property
    def total(self) -> Fraction:
        """The whole cost of the year."""
        return self.salary + self.national_insurance + self.pension + self.levy

    def parts(self, share: Fraction) -> dict[str, Fraction]:
        """Each part of this share of a year."""
        return {
            "salary": self.salary * share,
            "national_insurance": self.national_insurance * share,
            "pension": self.pension * share,
            "levy": self.levy * share,
        }


def year_of(
    pay: Pay,
    day: date,
    *,
    method: FteMethod = FteMethod.SHARE,
    levy: bool = True,
    national_insurance: bool = True,
    rates: Rates = RATES,
) -> Year:
    """What a year costs at the pay and rates of this day.

    salary + NI% × what is over the threshold + pension% × salary + levy% × salary. By
    ``SHARE`` that is the full-time cost times the share; by ``PART_TIME_PAY`` the share of
    pay comes first and the whole threshold is taken from it.
    """
    fte, percent = pay.fte.at(day), pay.pension.at(day)
    before, after = (
        (Fraction(1), Fraction(fte)) if method is FteMethod.SHARE else (Fraction(fte), Fraction(1))
    )
    salary = Fraction(pay.salary.at(day)) * before
    insured = Fraction(0)
    if national_insurance:
        insurance = rates.national_insurance.at(day)
        over = max(Fraction(0), salary - Fraction(insurance.threshold))
        insured = over * Fraction(insurance.percent) / 100
    levied = salary * Fraction(rates.levy.at(day)) / 100 if levy else Fraction(0)
    return Year(
        salary * after,
        insured * after,
        salary * Fraction(percent) / 100 * after,
        levied * after,
        percent,
        fte,
    )


def time_value(year: Year, days: Decimal | int) -> Decimal:
    """What some working days of this year are worth, in pounds: a 260th each."""
    return pennies(year.total * Fraction(days) / WORKING_DAYS_A_YEAR)
