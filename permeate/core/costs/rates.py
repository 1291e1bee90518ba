"""The law's rates by date: employer's National Insurance, levy, VAT, known pension rates."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from permeate.core.costs.dated import From, Table

DATA: dict[str, Any] = tomllib.loads(
    (Path(__file__).parent / "rates.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True)
class NationalInsurance:
    """Employer's rate in per cent of pay above ``threshold`` pounds a year."""

    percent: Decimal
    threshold: Decimal


@dataclass(frozen=True)
class Rates:
    """Everything that does not come from the placement's own terms."""

    national_insurance: Table[NationalInsurance]
    levy: Table[Decimal]
    vat: Table[Decimal]


def _percents(what: str, rows: Iterable[dict[str, Any]]) -> Table[Decimal]:
    return Table(what, [From(r["from"], Decimal(r["percent"]), r.get("until")) for r in rows])


def _insurance(row: dict[str, Any]) -> From[NationalInsurance]:
    value = NationalInsurance(Decimal(row["percent"]), Decimal(row["threshold"]))
    return From(row["from"], value, row.get("until"))


def rates_from(data: dict[str, Any]) -> Rates:
    """Rates from parsed TOML of the shape of ``rates.toml``."""
    return Rates(
        Table(
            "rate of National Insurance", [_insurance(row) for row in data["national_insurance"]]
        ),
        _percents("rate of the apprenticeship levy", data["levy"]),
        _percents("rate of VAT", data["vat"]),
    )


RATES = rates_from(DATA)
PENSIONS: dict[str, Table[Decimal]] = {
    scheme: _percents(
        f"rate of the {scheme} pension scheme",
        [row for row in DATA["pension"] if row["scheme"] == scheme],
    )
    for scheme in sorted({row["scheme"] for row in DATA["pension"]})
}
