"""M8: organisations that hold the exchange together."""

from math import isnan

import numpy as np

from permeate.core.measures.cut.section import Facts, Options, Section
from permeate.core.measures.figures import Figure, Number, not_defined
from permeate.core.measures.networks import (
    MISSING,
    Stability,
    betweenness,
    constraint,
    cut_off,
    stability,
)

DAYS = 730
SHOWN = 10
FEWEST = 3


def brokers(facts: Facts, options: Options) -> Section:
    """M8: betweenness, constraint and pairs cut off, of organisations that agree to be named."""
    p = facts.placements
    recent = p["occurred"] >= facts.at - DAYS
    ways = np.unique(
        np.sort(np.stack([p["home"][recent], p["host"][recent]], axis=1), axis=1), axis=0
    )
    ties = [(int(a), int(b)) for a, b in ways if a >= 0 and b >= 0]
    between = betweenness(ties)
    figures: dict[str, Figure] = {
        "organisations": Figure(len(between), n=len(between)),
        "ties": Figure(len(ties), n=len(ties)),
    }
    if len(between) < FEWEST:
        figures["betweenness"] = not_defined("fewer than three organisations", n=len(between))
        return Section(figures)
    tight, cut = constraint(ties), cut_off(ties)
    figures["organisations without which others are cut off"] = Figure(
        sum(one > 0 for one in cut.values()), n=len(between)
    )
    steady = stability(ties) if options.resample and len(ties) > FEWEST else None
    for missing in MISSING if steady else ():
        words = f"rank correlation with {missing:.0%} of ties missing"
        figures[words] = Figure(steady.correlation[missing], n=len(ties))  # type: ignore[union-attr]
    named = _named(facts)
    top = sorted(between, key=lambda code: (-between[code], facts.words("organisation", code)))  # type: ignore[arg-type]
    for code in [one for one in top if one in named][:SHOWN]:
        name = facts.words("organisation", code)  # type: ignore[arg-type]
        figures[f"betweenness, {name}"] = _ranged(between[code], steady, code, len(between))
        figures[f"constraint, {name}"] = _number(tight[code], len(between))
        figures[f"pairs cut off without it, {name}"] = _number(cut[code], len(between))
    ranks = "Ranks stand." if steady and steady.ranks_shown else "No ranks: they do not stand."
    return Section(
        figures,
        missing={
            "Organisations that have not agreed to be named": len(between)
            - len(named & set(between))
        },
        note=ranks,
    )


def _named(facts: Facts) -> set[object]:
    every = facts.organisations
    return set(every["organisation"][every["may_be_named"] == 1].tolist())


def _ranged(value: float, steady: Stability | None, code: object, n: int) -> Figure:
    """Betweenness with the range it has when ties are missing."""
    if steady is None:
        return Figure(value, n=n)
    low: Number = min(value, steady.low[code])
    return Figure(value, low, max(value, steady.high[code]), n, note="range with ties missing")


def _number(value: float, n: int) -> Figure:
    return not_defined(n=n) if isnan(value) else Figure(value, n=n)
