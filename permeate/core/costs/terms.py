"""What was agreed about money, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from permeate.core.costs.dated import Table, steady
from permeate.core.refusals import Refused, refuse_all

LONGEST_DAYS = 3653


class Model(StrEnum):
    """Which part of the cost home charges the host."""

    FULL = "FULL"
    SHARED = "SHARED"
    NIL = "NIL"
    CAPPED = "CAPPED"


class FteMethod(StrEnum):
    """How a part of full time becomes money."""

    SHARE = "SHARE"  # the same share of the full-time cost
    PART_TIME_PAY = "PART_TIME_PAY"  # pay for the share, and National Insurance on that pay


class Proration(StrEnum):
    """What part of a month a few days of it are."""

    CALENDAR_DAYS = "CALENDAR_DAYS"  # days out of all days of the month
    WORKING_DAYS = "WORKING_DAYS"  # weekdays out of the month's weekdays; bank holidays are paid
    DAY_RATE = "DAY_RATE"  # weekdays at a 260th of the year


class Invoices(StrEnum):
    """How often lines are put on an invoice."""

    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    END = "END"


class Treatment(StrEnum):
    """How VAT treats what is charged."""

    STANDARD = "STANDARD"
    OUTSIDE_SCOPE = "OUTSIDE_SCOPE"
    EXEMPT = "EXEMPT"
    NO_SUPPLY = "NO_SUPPLY"


WORDS: Mapping[StrEnum, str] = {
    Model.FULL: "The host refunds the whole cost",
    Model.SHARED: "Home and the host share the cost",
    Model.NIL: "Nothing is charged",
    Model.CAPPED: "The host refunds the cost up to an agreed sum",
    FteMethod.SHARE: "The share of full time, of the full-time cost",
    FteMethod.PART_TIME_PAY: "Pay for the share of full time, and National Insurance on that pay",
    Proration.CALENDAR_DAYS: "Days out of all days of the month",
    Proration.WORKING_DAYS: "Weekdays out of the weekdays of the month, bank holidays paid",
    Proration.DAY_RATE: "Weekdays, each a 260th of the year’s cost",
    Invoices.MONTHLY: "Every month",
    Invoices.QUARTERLY: "Every three months",
    Invoices.END: "Once, at the end",
    Treatment.STANDARD: "Standard rate",
    Treatment.OUTSIDE_SCOPE: "Outside the scope of VAT",
    Treatment.EXEMPT: "Exempt from VAT",
    Treatment.NO_SUPPLY: "No supply, so no VAT",
}


@dataclass(frozen=True)
class Pay:
    """Full-time pay in pounds a year, employer's pension in per cent of it, share of full time."""

    salary: Table[Decimal]
    pension: Table[Decimal]
    fte: Table[Decimal] = field(default_factory=lambda: steady("share of full time", Decimal(1)))

    def changes(self) -> set[date]:
        """Days on which any of it changes."""
        return self.salary.changes() | self.pension.changes() | self.fte.changes()


@dataclass(frozen=True)
class Extra:
    """Travel, training or another sum agreed for a day; the host pays it in its share."""

    on: date
    what: str
    amount: Decimal


@dataclass(frozen=True)
class Vat:
    """A treatment with its reason; it counts once somebody of finance put their name to it."""

    treatment: Treatment
    reason: str
    confirmed_by: str = ""


@dataclass(frozen=True)
class Backfill:
    """Whoever covers at home, on which days, at what pay."""

    starts_on: date
    ends_on: date
    pay: Pay


@dataclass(frozen=True)
class Terms:
    """Everything a schedule is made from. Days are inclusive; ``paused`` are pairs of them."""

    starts_on: date
    ends_on: date
    pay: Pay
    model: Model
    host_share: Decimal = Decimal(100)  # per cent
    cap: Decimal | None = None  # pounds in all, without VAT
    fte_method: FteMethod = FteMethod.SHARE
    proration: Proration = Proration.CALENDAR_DAYS
    levy: bool = True
    national_insurance: bool = True
    extras: tuple[Extra, ...] = ()
    invoices: Invoices = Invoices.MONTHLY
    vat: Vat | None = None
    backfill: Backfill | None = None
    paused: tuple[tuple[date, date], ...] = ()


def check_terms(terms: Terms) -> None:
    """Refused, naming each thing at fault, unless a schedule can be made from the terms."""
    refusals = []
    if terms.ends_on < terms.starts_on:
        refusals.append(Refused("The last day must be on or after the first.", field="ends_on"))
    if (terms.ends_on - terms.starts_on).days > LONGEST_DAYS:
        refusals.append(Refused("A schedule runs for ten years at most.", field="ends_on"))
    if terms.model is Model.SHARED and not 0 < terms.host_share < 100:
        refusals.append(
            Refused("The host’s share must be over 0 and under 100.", field="host_share")
        )
    if terms.model is Model.CAPPED and terms.cap is None:
        refusals.append(Refused("Say the most the host pays in all.", field="cap"))
    if terms.cap is not None and terms.cap < 0:
        refusals.append(Refused("The most the host pays cannot be below nothing.", field="cap"))
    refuse_all([*refusals, *_of_pay(terms.pay), *_of_lists(terms)])


def _of_pay(pay: Pay) -> list[Refused]:
    limits = (
        (pay.salary, Decimal(0), Decimal(9_999_999), "salary", "from 0 to 9,999,999 pounds"),
        (pay.pension, Decimal(0), Decimal(100), "pension", "from 0 to 100 per cent"),
        (pay.fte, Decimal("0.01"), Decimal(1), "fte", "over 0 and at most 1"),
    )
    return [
        Refused(f"The {table.what} must be {words}.", field=name)
        for table, least, most, name, words in limits
        for row in table.rows
        if not least <= row.value <= most
    ]


def _of_lists(terms: Terms) -> list[Refused]:
    found = [
        Refused(f"“{extra.what}” is not within the placement’s days.", field="extras")
        for extra in terms.extras
        if not terms.starts_on <= extra.on <= terms.ends_on
    ]
    if any(extra.amount < 0 for extra in terms.extras):
        found.append(Refused("An agreed sum cannot be below nothing.", field="extras"))
    if any(last < first for first, last in terms.paused):
        found.append(Refused("A pause must end on or after its first day.", field="paused"))
    return found
