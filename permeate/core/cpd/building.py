"""A scheme from data that was found to be of the right shape."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from permeate.core.cpd.activities import SCALE
from permeate.core.cpd.bits import register
from permeate.core.cpd.conditions import Condition
from permeate.core.cpd.scheme import (
    Cap,
    CarryOver,
    Category,
    Certainty,
    Counts,
    Definition,
    Keeping,
    Measure,
    ProRata,
    Requirement,
    Scheme,
    Source,
    Strength,
    Tariff,
    Window,
)

Data = Mapping[str, Any]


def build(data: Data) -> Scheme:
    """The scheme; ``data`` has the shape that `format` describes."""
    register(one["predicate"] for one in data.get("definition", ()))
    source, certainty = data["source"], Certainty(data["certainty"])
    return Scheme(
        **{key: data[key] for key in ("name", "body", "full_name", "year")},
        **_given(data, "title", "unit", "remark", "valid_from", "valid_until"),
        source=Source(source["address"], source.get("page", ""), source["seen"]),
        certainty=certainty,
        window=_window(data["window"]),
        pro_rata=ProRata(data.get("pro_rata", ProRata.UNKNOWN)),
        named=tuple(data.get("named", ())),
        categories=tuple(Category(**one) for one in data.get("category", ())),
        definitions=tuple(_definition(one) for one in data.get("definition", ())),
        counts=_counts(data.get("counts", {})),
        tariffs=tuple(_tariff(one) for one in data.get("tariff", ())),
        caps=tuple(_cap(one) for one in data.get("cap", ())),
        carry_over=_carry_over(data["carry_over"]) if "carry_over" in data else None,
        keeping=_keeping(data.get("keeping", {})),
        requirements=tuple(_requirement(one, certainty) for one in data["requirement"]),
    )


def _given(data: Data, *keys: str) -> dict[str, Any]:
    return {key: data[key] for key in keys if key in data}


def _scaled(value: int | Decimal) -> int:
    return int(value * SCALE)


def _texts(data: Data, key: str) -> tuple[str, ...]:
    return tuple(data.get(key, ()))


def _condition(data: Data) -> Condition:
    return Condition(_texts(data, "all"), _texts(data, "any"), _texts(data, "none"))


def _window(data: Data) -> Window:
    starts = data.get("starts", "member")
    start = None
    if starts != "member":
        month, day = starts.split("-")
        start = (int(month), int(day))
    return Window(data.get("years", 1), data.get("rolling", False), start)


def _definition(data: Data) -> Definition:
    return Definition(
        data["predicate"],
        _texts(data, "made_of"),
        _texts(data, "needs"),
        _texts(data, "unknown"),
        data.get("unknown_why", ""),
    )


def _counts(data: Data) -> Counts:
    return Counts(_condition(data), _texts(data, "unknown"), data.get("unknown_why", ""))


def _tariff(data: Data) -> Tariff:
    amounts = {key: _scaled(data[key]) for key in ("per_hour", "fixed", "at_least") if key in data}
    return Tariff(types=_texts(data, "types"), stated=data.get("stated", False), **amounts)


def _cap(data: Data) -> Cap:
    return Cap(data["words"], _scaled(data["most"]), _condition(data), data.get("each_type", False))


def _carry_over(data: Data) -> CarryOver:
    return CarryOver(
        data["words"],
        _scaled(data["most"]),
        _condition(data),
        _texts(data, "excess_of"),
        _texts(data, "towards"),
        data.get("not_from_first_year", False),
    )


def _keeping(data: Data) -> Keeping:
    percent = data.get("sampled_percent")
    return Keeping(
        data.get("years", 0),
        data.get("sampled", ""),
        f"{Decimal(percent).normalize():f}" if percent else "",
        _texts(data, "evidence"),
    )


def _requirement(data: Data, certainty: Certainty) -> Requirement:
    return Requirement(
        **_given(data, "id", "words", "years", "each_year", "of_records", "doubt", "remark"),
        measure=Measure(data["measure"]),
        least=_scaled(data.get("min", 0)),
        most=_scaled(data["max"]) if "max" in data else None,
        condition=_condition(data),
        categories=_texts(data, "categories"),
        certainty=Certainty(data.get("certainty", certainty)),
        strength=Strength(data.get("strength", Strength.REQUIRED)),
    )
