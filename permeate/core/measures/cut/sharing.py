"""M4, M5, M6 and M18: when, how steadily and how far people share, and who answers."""

from collections import Counter

import numpy as np

from permeate.core.measures.bounds import response
from permeate.core.measures.competing import incidence_of
from permeate.core.measures.continuity import WINDOW
from permeate.core.measures.cut.drawing import drawn_again, with_draws
from permeate.core.measures.cut.section import Curve, Facts, Grid, Options, Section
from permeate.core.measures.figures import Figure, not_defined
from permeate.core.measures.intervals import wilson
from permeate.core.measures.joins import (
    Ints,
    apart,
    by_key,
    count_table,
    first_day,
    last_of_each,
    pairs,
    pick,
    size_of,
)
from permeate.core.measures.resampling import bootstrap
from permeate.core.measures.survival import Survival, curve_of

STOPS = (14, 28, 56)
WEEKS_END = (3, 11, 25, 51)  # the last week of each span but the last, from 0
SPANS = ("weeks 1 to 4", "weeks 5 to 12", "weeks 13 to 26", "weeks 27 to 52", "later")
ANSWERS = ("SOMETHING", "NOTHING", "LATER")


def counter(days: Ints) -> Counter[int]:
    """How often each day occurs."""
    each, counts = np.unique(days, return_counts=True)
    return Counter(dict(zip(each.tolist(), counts.tolist(), strict=True)))


def survived(name: str, curve: Survival) -> Curve:
    """A survival curve to draw."""
    return Curve(name, curve.times, curve.survival, curve.low, curve.high, curve.at_risk)


def first_share(facts: Facts, options: Options) -> Section:
    """M4: days from the start of a placement to its first formal share."""
    p = facts.placements
    first = _first_share(facts)
    waited = np.where(first >= 0, first, facts.at) - p["occurred"]
    waited = np.maximum(waited, 0)
    curve = curve_of(counter(waited[first >= 0]), counter(waited[first < 0]))
    figures: dict[str, Figure] = {f"not yet shared by day {day}": curve.at(day) for day in STOPS}
    figures["median days"] = curve.median_figure()
    figures["mean days without, of the first 28"] = curve.mean_figure(28)
    figures |= _while_there(facts, first, options)
    running = int((p["end"] < 0).sum())
    return Section(
        figures,
        curves=[survived("Not yet shared", curve)],
        missing={"Placements under way, which wait until the cut": running},
    )


def _first_share(facts: Facts) -> Ints:
    """The day of each placement's first formal share; -1 where there is none."""
    shares, p = facts.shares, facts.placements
    mine = shares["formal"] & (shares["placement"] >= 0)
    key, day = first_day(shares["placement"][mine], shares["day"][mine])
    return pick(by_key(key, day, size_of(key, p["placement"])), p["placement"])


def _while_there(facts: Facts, first: Ints, options: Options) -> dict[str, Figure]:
    """Shared while still there: the end of the placement competes."""
    p = facts.placements
    ended = p["end"] >= 0
    shared = (first >= 0) & (~ended | (first <= p["end"]))
    day = np.where(shared, first, np.where(ended, p["end"], facts.at)) - p["occurred"]
    day = np.maximum(day, 0)
    left = ended & ~shared
    found = incidence_of(
        {1: counter(day[shared]), 2: counter(day[left])}, counter(day[~shared & ~left])
    )
    if not found.n:
        return {"shared while there by day 56": not_defined("nobody was placed")}
    cause = np.where(shared, 1, np.where(left, 2, 0))
    every = np.arange(len(day))
    drawn = drawn_again(every, day, cause, STOPS) if options.resample else None
    return {
        f"shared while there by day {stop}": with_draws(
            found.at(stop)[1], found.n, drawn[stop][1] if drawn else None
        )
        for stop in STOPS
    }


def steady(facts: Facts, options: Options) -> Section:
    """M5: windows with a formal share, the load at the end, and the longest silence."""
    p = facts.placements
    ended = p["end"] >= 0
    last = np.where(ended, p["end"], facts.at)
    windows = np.maximum(0, last - p["occurred"] + 1) // WINDOW
    row, day = _shares_within(facts, last)
    window = day // WINDOW
    counted = window < windows[row]
    used, _ = apart(np.unique(pairs(row[counted], window[counted])))
    covered = np.bincount(used, minlength=len(windows))
    some = windows > 0
    total = np.maximum(1, last - p["occurred"] + 1)
    late = (day >= np.ceil(0.8 * total[row])) & ended[row]
    loads = np.stack(
        [
            np.bincount(row, weights=late, minlength=len(windows)),
            np.bincount(row, weights=ended[row], minlength=len(windows)),
        ],
        axis=1,
    )
    silent = _silence(windows, row[counted], window[counted])[some]
    share = np.stack([covered[some] / windows[some], np.ones(some.sum())], axis=1)
    silences = np.stack([silent, np.ones(some.sum())], axis=1)
    return Section(
        {
            "coverage of windows": _ratio(share, options),
            "shares in the last fifth": _ratio(loads[loads[:, 1] > 0], options),
            "longest silence, windows": _ratio(silences, options),
        },
        missing={"Placements of less than 14 days so far, without a window": int((~some).sum())},
    )


def _ratio(sums: Ints, options: Options) -> Figure:
    """Σ first / Σ second over clusters."""
    if not len(sums):
        return not_defined("nothing was counted")
    if not options.resample:
        return Figure(float(sums[:, 0].sum() / sums[:, 1].sum()), n=len(sums))
    return bootstrap(sums, lambda totals: totals[:, 0] / totals[:, 1])


def _shares_within(facts: Facts, last: Ints) -> tuple[Ints, Ints]:
    """Each formal share during a placement: its row of placements, and its day from the start."""
    shares, p = facts.shares, facts.placements
    row = pick(facts.place_of, shares["placement"])
    mine = shares["formal"] & (row >= 0)
    row, day = row[mine], shares["day"][mine]
    inside = (day >= p["occurred"][row]) & (day <= last[row])
    return row[inside], (day - p["occurred"][row])[inside]


def _silence(windows: Ints, row: Ints, window: Ints) -> Ints:
    """The longest run of windows without a share, by placement."""
    every = np.arange(len(windows))
    key = np.concatenate(
        [pairs(every, every * 0), pairs(row, window + 1), pairs(every, windows + 1)]
    )
    place, stop = apart(np.unique(key))
    gap = np.where(place[1:] == place[:-1], stop[1:] - stop[:-1] - 1, 0)
    longest = np.zeros(len(windows), dtype=np.int64)
    np.maximum.at(longest, place[1:], gap)
    return longest


def reached(facts: Facts, options: Options) -> Section:
    """M6: of the people and the organisations it was put before, who acknowledged."""
    acks, shares = facts.acknowledgements, facts.shares
    ordinal = by_key(shares["share"], shares["ordinal"], size_of(shares["share"]))
    rows, people = facts.listed("SHARED", "people")
    meant = np.unique(pairs(rows, people))
    said = np.unique(pairs(pick(ordinal, acks["share"]), acks["actor"]))
    heard = np.unique(np.intersect1d(meant, said) & 0xFFFFFFFF)
    before = np.unique(facts.put_before[2])
    answered = np.intersect1d(before, acks["organisation"])
    return Section(
        {
            "people": wilson(len(heard), len(np.unique(people))),
            "organisations": wilson(len(answered), len(before)),
        },
        missing={"Acknowledgements without an organisation": int((acks["organisation"] < 0).sum())},
    )


def answered(facts: Facts, options: Options) -> Section:
    """M18: prompts answered, by week of placement, and what silence could hide."""
    sent, p = facts.latest("PROMPT_SENT", "prompt"), facts.placements
    answers = facts.table("PROMPT_ANSWERED")
    last = last_of_each(answers["prompt"], answers["second"], answers["occurred"])
    size = size_of(sent["prompt"], answers["prompt"])
    answer = pick(by_key(answers["prompt"][last], answers["answer"][last], size), sent["prompt"])
    row = pick(facts.place_of, sent["placement"])
    day = sent["occurred"] - pick(p["occurred"], row)
    span = np.searchsorted(np.array(WEEKS_END), np.maximum(day, 0) // 7)
    given = (answer >= 0) & (answer != ANSWERS.index("LATER"))
    table = count_table(span, np.where(given, answer, 2), len(SPANS), 3)
    whole = response(len(sent["prompt"]), int(given.sum()), int((answer == 0).sum()))
    figures = {"answered": whole.answered, "with an entry, of the answered": whole.share}
    if whole.lowest and whole.highest:
        figures["with an entry, were all the silent without"] = whole.lowest
        figures["with an entry, were all the silent with one"] = whole.highest
    columns = ["something", "nothing this week", "no answer"]
    grid = Grid("Prompts by week of placement", SPANS, columns, table.tolist(), people=True)
    late, note = _late(facts)
    return Section(
        figures,
        [grid],
        missing={"Entries recorded more than 14 days late": late},
        note=note,
    )


def _late(facts: Facts) -> tuple[int, str]:
    entries = facts.table("ENTRY_RECORDED")
    late = entries["second"] // 86_400 - entries["occurred"]
    if not len(late):
        return 0, "No entries."
    days = float(np.median(late))
    return int((late > WINDOW).sum()), f"Entries are recorded {days:.0f} days after, at the median."
