"""An agreement's money as terms that a schedule is made from."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from permeate.core.costs.dated import From, Table, steady
from permeate.core.costs.schedule import schedule_of
from permeate.core.costs.terms import (
    Extra,
    FteMethod,
    Invoices,
    Model,
    Pay,
    Proration,
    Terms,
    Vat,
)
from permeate.core.costs.vat import Circumstances
from permeate.core.refusals import Refused
from permeate.core.vocabulary import Payer

PAID = (Payer.HOST.value, Payer.SHARED.value)
AWARD = re.compile(r"(.+?):\s*£?\s*([\d,]+(?:\.\d{1,2})?)")
SUM = re.compile(r"(.+?):\s*(.+):\s*£?\s*([\d,]+(?:\.\d{1,2})?)")
PAUSE = re.compile(r"(.+?)\s+to\s+(.+)")
FORMS = ("%d %B %Y", "%d %b %Y", "%Y-%m-%d", "%d/%m/%Y")


def is_charged(content: Mapping[str, str]) -> bool:
    """Whether the host pays home anything under these terms."""
    return content.get("payer") in PAID


def is_countable(content: Mapping[str, str]) -> bool:
    """Whether enough is filled in to count: the days and a salary."""
    return all(content.get(name) for name in ("starts_on", "ends_on", "salary"))


def terms_of(content: Mapping[str, str], *, vat: Vat | None = None) -> Terms:
    """Terms of a version's content, countable by ``is_countable``.

    Refused, at its field, where a pay award or an agreed sum cannot be read.
    """
    starts_on = date.fromisoformat(content["starts_on"])
    cap = Decimal(content["cap"]) if content.get("cap") else None
    return Terms(
        starts_on=starts_on,
        ends_on=date.fromisoformat(content["ends_on"]),
        pay=Pay(
            Table("salary", [From(date.min, Decimal(content["salary"])), *_awards(content)]),
            steady("pension rate", Decimal(content.get("pension_rate") or 0)),
            steady("share of full time", Decimal(content.get("fte") or 1)),
        ),
        model=_model(content, cap),
        host_share=Decimal(content.get("host_share") or 100),
        cap=cap if is_charged(content) else None,
        fte_method=FteMethod(content.get("fte_method") or FteMethod.SHARE),
        proration=Proration(content.get("proration") or Proration.CALENDAR_DAYS),
        levy=content.get("levy") != "NOT_RECHARGED",
        national_insurance=content.get("national_insurance") != "NOT_RECHARGED",
        extras=tuple(_sums(content)),
        invoices=Invoices(content.get("invoices") or Invoices.MONTHLY),
        vat=vat,
        paused=tuple(_pauses(content)),
    )


def ending_on(terms: Terms, last_day: date) -> Terms:
    """The same terms for a placement whose true last day is another one."""
    kept = tuple(extra for extra in terms.extras if extra.on <= last_day)
    return replace(terms, ends_on=last_day, extras=kept)


def circumstances(content: Mapping[str, str]) -> Circumstances:
    """What a proposal of VAT hangs on."""
    return Circumstances(
        home_sector=content.get("home_sector", ""),
        host_sector=content.get("host_sector", ""),
        legal_basis=content.get("legal_basis", ""),
        charged=is_charged(content),
    )


def money_faults(content: Mapping[str, str]) -> list[Refused]:
    """Lines of awards, sums and pauses that cannot be read, or stand outside the days."""
    found = []
    for reader in (_awards, _sums, _pauses):
        try:
            list(reader(content))
        except Refused as refusal:
            found.append(refusal)
    return found


def money_uncountable(content: Mapping[str, str]) -> list[Refused]:
    """Why no schedule can be made of whole terms, such as days beyond the known rates."""
    if not is_countable(content):
        return []
    try:
        schedule_of(terms_of(content))
    except Refused as refusal:
        return [refusal]
    return []


def _model(content: Mapping[str, str], cap: Decimal | None) -> Model:
    if not is_charged(content):
        return Model.NIL
    if content["payer"] == Payer.SHARED:
        return Model.SHARED
    return Model.FULL if cap is None else Model.CAPPED


def _awards(content: Mapping[str, str]) -> Iterator[From[Decimal]]:
    for line, parts in _lines(content, "pay_awards", AWARD, "1 April 2027: 46,350"):
        yield From(_day(parts[0], line, "pay_awards"), _pounds(parts[1]))


def _sums(content: Mapping[str, str]) -> Iterator[Extra]:
    first, last = content.get("starts_on"), content.get("ends_on")
    for line, parts in _lines(content, "agreed_sums", SUM, "2 November 2026: training: 450"):
        on = _day(parts[0], line, "agreed_sums")
        if first and last and not first <= on.isoformat() <= last:
            raise Refused(
                f"“{line}” is not within the placement’s days. Change its day or take it out.",
                field="agreed_sums",
            )
        yield Extra(on, parts[1].strip()[:100], _pounds(parts[2]))


def _pauses(content: Mapping[str, str]) -> Iterator[tuple[date, date]]:
    for line, parts in _lines(content, "pauses", PAUSE, "1 June 2027 to 30 June 2027"):
        first, last = (_day(part, line, "pauses") for part in parts)
        if last < first:
            raise Refused(f"“{line}” must end on or after its first day.", field="pauses")
        yield first, last


def _lines(
    content: Mapping[str, str], field: str, shape: re.Pattern[str], example: str
) -> Iterator[tuple[str, tuple[str, ...]]]:
    for line in content.get(field, "").splitlines():
        if not line.strip():
            continue
        found = shape.fullmatch(line.strip())
        if found is None:
            raise Refused(f"“{line.strip()[:80]}” must be like {example}.", field=field)
        yield line.strip()[:80], found.groups()


def _day(words: str, line: str, field: str) -> date:
    for form in FORMS:
        with suppress(ValueError):
            return datetime.strptime(words.strip(), form).date()  # noqa: DTZ007
    raise Refused(f"“{line}” must begin with a day like 1 April 2027.", field=field)


def _pounds(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))
