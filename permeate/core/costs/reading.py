"""Terms from a file's plain values; every fault is named with the key it stands at."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import StrEnum
from typing import Any, TypeVar

from permeate.core.costs.dated import From, Table, steady
from permeate.core.costs.rates import PENSIONS
from permeate.core.costs.terms import (
    Backfill,
    Extra,
    FteMethod,
    Invoices,
    Model,
    Pay,
    Proration,
    Terms,
    Treatment,
    Vat,
    check_terms,
)
from permeate.core.costs.vat import Circumstances, propose
from permeate.core.refusals import Refused, refuse_all

E = TypeVar("E", bound=StrEnum)
T = TypeVar("T")

MOST = 9_999_999
PAY_KEYS = ("salary", "pension", "pension_scheme", "fte")
KEYS = (
    *("starts_on", "ends_on", "model", "host_share", "cap", "fte_method", "proration", "levy"),
    *("national_insurance", "extras", "invoices", "vat", "backfill", "paused", *PAY_KEYS),
)
VAT_KEYS = (
    *("treatment", "reason", "confirmed_by", "home_sector", "host_sector", "legal_basis"),
    *("joint_employment", "contract_suspended", "teaching_between_eligible"),
)


class Reader:
    """Takes values out of one table; faults gather in ``refusals`` instead of stopping it."""

    def __init__(self, data: Mapping[str, Any], known: Iterable[str], at: str = "") -> None:
        self.data, self.at, self.refusals = data, at, list[Refused]()
        known = list(known)
        for key in data:
            if key not in known:
                near = get_close_matches(str(key), known, 1)
                hint = f"Did you mean “{near[0]}”?" if near else f"Known are {', '.join(known)}."
                self.refuse(str(key), f"is not a key of these terms. {hint}")

    def refuse(self, key: str, words: str) -> None:
        """Note a fault of this key."""
        name = f"{self.at}{key}"
        self.refusals.append(Refused(f"“{name}” {words}", field=name))

    def take(self, key: str, read: Callable[[Any], T], default: T | None = None) -> T | None:
        """The value read, the default where there is none, or None with the fault noted."""
        if key not in self.data:
            if default is None:
                self.refuse(key, "is missing.")
            return default
        try:
            return read(self.data[key])
        except (ValueError, TypeError) as fault:
            self.refuse(key, str(fault))
        except Refused as refusal:
            self.refusals.append(refusal)
        return None

    def maybe(self, key: str, read: Callable[[Any], T]) -> T | None:
        """The value read, or None where there is none."""
        return self.take(key, read) if self.data.get(key) is not None else None


def read_terms(data: Mapping[str, Any]) -> Terms:
    """Terms of one placement; Refused, with every fault, where they cannot be read."""
    reader = Reader(data, KEYS)
    starts_on, ends_on = reader.take("starts_on", day), reader.take("ends_on", day)
    model = reader.take("model", one_of(Model), Model.FULL)
    pay = _pay(reader)
    values: dict[str, Any] = {
        "host_share": reader.take("host_share", number, Decimal(100)),
        "cap": reader.maybe("cap", number),
        "fte_method": reader.take("fte_method", one_of(FteMethod), FteMethod.SHARE),
        "proration": reader.take("proration", one_of(Proration), Proration.CALENDAR_DAYS),
        "levy": reader.take("levy", yes, True),
        "national_insurance": reader.take("national_insurance", yes, True),
        "extras": reader.maybe("extras", many(_extra)) or (),
        "invoices": reader.take("invoices", one_of(Invoices), Invoices.MONTHLY),
        "paused": reader.maybe("paused", many(_pause)) or (),
    }
    charged = model is not Model.NIL
    vat = reader.take("vat", lambda table: _vat(table, charged=charged), _vat({}, charged=charged))
    backfill = reader.maybe("backfill", lambda table: _backfill(table, starts_on, ends_on))
    refuse_all(reader.refusals)
    terms = Terms(starts_on, ends_on, pay, model, vat=vat, backfill=backfill, **values)  # type: ignore[arg-type]
    check_terms(terms)
    return terms


def _pay(reader: Reader) -> Pay:
    salary = reader.take("salary", dated("salary", "amount"))
    if "pension_scheme" in reader.data:
        pension = reader.take("pension_scheme", _scheme)
    else:
        pension = reader.take("pension", dated("pension rate", "percent"))
    fte = reader.take("fte", dated("share of full time", "share"), steady("fte", Decimal(1)))
    nothing: Table[Decimal] = steady("nothing", Decimal(0))  # only where a fault was noted
    return Pay(salary or nothing, pension or nothing, fte or nothing)


def _backfill(data: Any, starts_on: date | None, ends_on: date | None) -> Backfill:
    reader = Reader(table_of(data), ("starts_on", "ends_on", *PAY_KEYS), "backfill.")
    first = reader.take("starts_on", day, starts_on)
    last = reader.take("ends_on", day, ends_on)
    pay = _pay(reader)
    refuse_all(reader.refusals)
    return Backfill(first or date.min, last or date.min, pay)


def _vat(data: Any, *, charged: bool) -> Vat:
    reader = Reader(table_of(data), VAT_KEYS, "vat.")
    where = ("home_sector", "host_sector", "legal_basis")
    flags = ("joint_employment", "contract_suspended", "teaching_between_eligible")
    given: dict[str, Any] = {
        **{key: reader.take(key, text, "") or "" for key in where},
        **{key: bool(reader.maybe(key, yes)) for key in flags},
    }
    proposal = propose(Circumstances(charged=charged, **given))
    treatment = reader.take("treatment", one_of(Treatment), proposal.treatment)
    reason = reader.take("reason", text, proposal.reason)
    if "treatment" in data and treatment is not proposal.treatment and not data.get("reason"):
        reader.refuse("reason", f"is missing. The service proposes {proposal.treatment}: say why.")
    confirmed_by = reader.take("confirmed_by", text, "")
    refuse_all(reader.refusals)
    return Vat(treatment or proposal.treatment, reason or "", confirmed_by or "")


def _extra(data: Any) -> Extra:
    reader = Reader(table_of(data), ("on", "what", "amount"), "extras.")
    on, what = reader.take("on", day), reader.take("what", text)
    amount = reader.take("amount", number)
    refuse_all(reader.refusals)
    return Extra(on or date.min, what or "", amount or Decimal(0))


def _pause(data: Any) -> tuple[date, date]:
    reader = Reader(table_of(data), ("first", "last"), "paused.")
    first, last = reader.take("first", day), reader.take("last", day)
    refuse_all(reader.refusals)
    return first or date.min, last or date.min


def _scheme(value: Any) -> Table[Decimal]:
    try:
        return PENSIONS[str(value).upper()]
    except KeyError:
        raise ValueError(
            f"must be one of {', '.join(PENSIONS)}; for another scheme give “pension” in per cent."
        ) from None


def dated(what: str, column: str) -> Callable[[Any], Table[Decimal]]:
    """Reads one number for all time, or rows of ``from`` and the column."""

    def read(value: Any) -> Table[Decimal]:
        if not isinstance(value, list):
            return steady(what, number(value))
        rows = []
        for row in value:
            reader = Reader(table_of(row), ("from", column), f"{what.replace(' ', '_')}.")
            on, amount = reader.take("from", day), reader.take(column, number)
            refuse_all(reader.refusals)
            rows.append(From(on or date.min, amount or Decimal(0)))
        return Table(what, rows)

    return read


def many(read: Callable[[Any], T]) -> Callable[[Any], tuple[T, ...]]:
    """Reads a list of tables."""

    def read_all(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list):
            raise TypeError("must be a list.")
        return tuple(read(one) for one in value)

    return read_all


def table_of(value: Any) -> Mapping[str, Any]:
    """The value, if it is a table."""
    if not isinstance(value, Mapping):
        raise TypeError("must be a table of keys and values.")
    return value


def day(value: Any) -> date:
    """A date, or text like 2026-09-15."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise ValueError("must be a date like 2026-09-15.") from None


def number(value: Any) -> Decimal:
    """A finite number; money and percentages are never read as binary fractions."""
    if isinstance(value, bool):
        raise TypeError("must be a number like 45000 or 23.78.")
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite():
        raise ValueError("must be a number like 45000 or 23.78.")
    if abs(found) > MOST:
        raise ValueError("must be at most 9,999,999.")
    return found


def text(value: Any) -> str:
    """Words, without spaces around them."""
    if not isinstance(value, str):
        raise TypeError("must be text.")
    return value.strip()


def yes(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise TypeError("must be true or false.")
    return value


def one_of(words: type[E]) -> Callable[[Any], E]:
    """Reads one of these words, in any case."""

    def read(value: Any) -> E:
        try:
            return words(str(value).upper().replace("-", "_"))
        except ValueError:
            raise ValueError(f"must be one of {', '.join(words)}.") from None

    return read
