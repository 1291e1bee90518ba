"""M7, M12 and M14: what is taken up, on how few it hangs, and whether it stays."""

from collections.abc import Callable

import numpy as np

from permeate.core.measures.bounds import retention
from permeate.core.measures.competing import incidence_of
from permeate.core.measures.concentration import concentration
from permeate.core.measures.cut.drawing import drawn_again, with_draws
from permeate.core.measures.cut.section import Curve, Facts, Options, Section
from permeate.core.measures.cut.sharing import counter
from permeate.core.measures.figures import Figure, Number, not_defined, not_enough
from permeate.core.measures.joins import (
    Ints,
    apart,
    by_key,
    find,
    last_of_each,
    pairs,
    pick,
    size_of,
)

STOPS = (90, 180, 365)
CAUSES = {1: "adopted or adapted", 2: "rejected"}
ENOUGH = 20  # adoptions, before a curve of those that stopped is drawn
CHECKS = {"6": 182, "12": 365}
IN_USE, STOPPED = 0, 1


def watched(facts: Facts) -> tuple[Ints, Ints, Ints]:
    """Of each pair that a practice formally reached: its key, days watched, and what happened."""
    key, start, _ = facts.put_before
    mine = start >= 0
    key, start = key[mine], start[mine]
    decided, day, cause = facts.verdicts
    place = find(key, decided)
    when, what = pick(day, place), np.where(place >= 0, pick(cause, place), 0)
    return key, np.maximum(np.where(place >= 0, when, facts.at) - start, 0), what


def adopted(facts: Facts, options: Options) -> Section:
    """M7: the incidence of adoption with rejection competing."""
    key, days, cause = watched(facts)
    found = incidence_of(
        {number: counter(days[cause == number]) for number in CAUSES}, counter(days[cause == 0])
    )
    if not found.n:
        return Section({"adopted or adapted": not_defined("nothing was put before anybody")})
    practice = np.unique(apart(key)[0], return_inverse=True)[1]
    drawn = drawn_again(practice, days, cause, STOPS) if options.resample else None
    figures = {}
    for stop in STOPS:
        shares = {**found.at(stop), 0: 1 - found.left(stop)}
        for number, words in {**CAUSES, 0: "decided"}.items():
            name = f"{words} by day {stop}"
            again = drawn[stop][number] if drawn else None
            figures[name] = with_draws(shares[number], found.n, again)
    curves = [
        Curve(words, found.times, found[number], [], [], found.at_risk)
        for number, words in CAUSES.items()
    ]
    known = int((facts.put_before[1] < 0).sum())
    return Section(
        figures,
        curves=curves,
        missing={"Pairs never formally reached, which do not count": known},
    )


def hangs_on(facts: Facts, options: Options) -> Section:
    """M12: concentration over people, organisations and relationships; M7 without the top one."""
    figures: dict[str, Figure] = {}
    for name, counts in _contributions(facts).items():
        found = concentration(counts)
        values = {
            "Herfindahl": found.hhi,
            "effective number": found.effective,
            "Gini, corrected": found.gini_corrected,
            "share of the largest": found.top_share,
        }
        for words, value in values.items():
            figures[f"{words}, {name}"] = _maybe(value, found.n)
    figures["adopted by day 180 without the largest origin"] = _without_largest(facts)
    return Section(figures)


def _maybe(value: Number | None, n: int) -> Figure:
    return not_defined(n=n) if value is None else Figure(value, n=n)


def _contributions(facts: Facts) -> dict[str, list[int]]:
    """Shared units by author and by origin, and placements by pair of organisations."""
    shares, p = facts.shares, facts.placements
    formal = shares["formal"]
    authors = np.union1d(p["actor"], shares["actor"])
    units = np.unique(pairs(shares["actor"][formal], shares["unit"][formal]))
    by_author = np.bincount(find(apart(units)[0], authors), minlength=len(authors))
    origin = pick(facts.origin, np.unique(shares["unit"][formal]))
    origin = origin[origin >= 0]
    every = np.concatenate([facts.organisations["organisation"], p["home"], p["host"], origin])
    every = np.unique(every)
    by_origin = np.bincount(find(origin, every), minlength=len(every))
    either = np.sort(np.stack([p["home"], p["host"]]), axis=0)
    _, by_pair = np.unique(pairs(either[0], either[1]), return_counts=True)
    return {
        "people": by_author.tolist(),
        "organisations": by_origin.tolist(),
        "relationships": by_pair.tolist(),
    }


def _without_largest(facts: Facts) -> Figure:
    key, days, cause = watched(facts)
    practice, _ = apart(key)
    origin = pick(facts.origin, practice)
    if not len(key) or not (origin >= 0).any():
        return not_defined("nothing was put before anybody")
    largest = int(np.argmax(np.bincount(origin[origin >= 0])))
    rest = origin != largest
    found = incidence_of(
        {number: counter(days[rest & (cause == number)]) for number in CAUSES},
        counter(days[rest & (cause == 0)]),
    )
    return Figure(found.at(180)[1], n=found.n) if found.n else not_defined("there is only one")


def kept(facts: Facts, options: Options) -> Section:
    """M14: in use at 6 and 12 months, with bounds, and where who brought it has left."""
    made, checks = facts.latest("ADOPTED", "adoption"), facts.table("IN_USE_CHECKED")
    figures: dict[str, Figure] = {}
    for place, (month, days) in enumerate(CHECKS.items()):
        due = made["adoption"][made["occurred"] + days <= facts.at]
        of_month = np.flatnonzero(checks["month"] == place)
        rows = of_month[last_of_each(checks["adoption"][of_month], checks["second"][of_month])]
        size = size_of(made["adoption"], checks["adoption"])
        answer = pick(by_key(checks["adoption"][rows], checks["answer"][rows], size), due)
        used, gone = int((answer == IN_USE).sum()), int((answer == STOPPED).sum())
        found = retention(used, gone, len(due) - used - gone)
        figures[f"in use at {month} months, of those known"] = found.complete
        figures[f"in use at {month} months, unknown as stopped"] = found.worst
        figures[f"in use at {month} months, unknown as in use"] = found.best
    still = (checks["answer"] == IN_USE) & (checks["carrier_left"] == 1)
    stays = len(np.unique(checks["adoption"][still]))
    figures["still in use although who brought it has left"] = Figure(stays, n=stays)
    return Section(figures, curves=_stopping(facts, figures))


def _stopping(facts: Facts, figures: dict[str, Figure]) -> list[Curve]:
    """The share still in use, stepping at the checks: it stopped at some time before each."""
    known = (
        figures["in use at 6 months, of those known"],
        figures["in use at 12 months, of those known"],
    )
    if known[0].n < ENOUGH:
        figures["curve of those in use"] = not_enough(known[0].n)
        return []
    steps = [(days, one) for days, one in zip(CHECKS.values(), known, strict=True) if one.known]
    value: Callable[[Figure], Number] = lambda one: one.value or 0  # noqa: E731
    return [
        Curve(
            "Still in use, stepping at the checks",
            [days for days, _ in steps],
            [value(one) for _, one in steps],
            [one.low for _, one in steps],
            [one.high for _, one in steps],
            [one.n for _, one in steps],
        )
    ]
