"""Prices that prove a bound, as plain data that anybody can check without solving anything.

For each connected part one of three: ``flow`` (whole-number prices on arcs), ``rings``
(prices on vertices and triples, met by every ring within the caps), ``search`` (a branch and
bound found nothing better: not checkable by prices; its vertices' bound is given as stated).
"""

from typing import Any

import numpy as np

from permeate.core.matching.rings.portfolio import Outcome, Progress

DIGITS = 9


def certificate(outcome: Outcome) -> list[dict[str, Any]]:
    """One entry a part, in the whole graph's numbers; prices of 0 are left out."""
    return [_of_part(work) for work in outcome.parts]


def _of_part(work: Progress) -> dict[str, Any]:
    names = work.part.names.tolist()
    entry: dict[str, Any] = {"bound": work.bound, "vertices": names}
    if work.searched:
        return {**entry, "proof": "search"}
    entry["prices"] = _listed(names, work.prices)
    if work.by_flow:
        return {**entry, "proof": "flow", "pass_on": _listed(names, work.flow.pass_on)}
    cuts = [
        {"vertices": [names[vertex] for vertex in triple], "price": round(float(price), DIGITS)}
        for triple, price in zip(work.triples, work.cut_prices, strict=True)
        if price > 0
    ]
    return {**entry, "proof": "rings", "cuts": cuts}


def _listed(names: list[int], prices: np.ndarray) -> list[list[float]]:
    return [
        [name, round(float(price), DIGITS)]
        for name, price in zip(names, prices.tolist(), strict=False)
        if price
    ]
