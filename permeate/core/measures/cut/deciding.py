"""M10: seniors' part, and how soon they decide."""

import numpy as np

from permeate.core.measures.cut.section import Facts, Options, Section
from permeate.core.measures.cut.sharing import counter, survived
from permeate.core.measures.engagement import senior_gap
from permeate.core.measures.facts import SENIORS
from permeate.core.measures.figures import Figure, not_defined
from permeate.core.measures.intervals import wilson
from permeate.core.measures.joins import Column, Ints, find, first_day, pairs, pick
from permeate.core.measures.survival import curve_of

OVERDUE = 60
STOPS = (14, 28, 60)


def engaged(facts: Facts, options: Options) -> Section:
    """M10: the gap between seniors and others, time to decision, and what waits."""
    senior, other = _active(facts)
    every = facts.organisations
    known = every["seniors"] >= 0
    seniors, others = (
        int(every["seniors"][known].sum()),
        int(every["others"][every["others"] >= 0].sum()),
    )
    if known.any() and senior <= seniors and other <= others:
        gap = senior_gap(senior, seniors, other, others)
    else:
        gap = not_defined(
            "without headcounts, or with fewer heads than people seen", n=senior + other
        )
    figures = {
        "seniors less others": gap,
        "seniors with a qualifying act": _count(senior),
        "others with a qualifying act": _count(other),
    }
    return _with_decisions(facts, figures, int((~known).sum()))


def _count(n: int) -> Figure:
    return Figure(n, n=n)


def _active(facts: Facts) -> tuple[int, int]:
    """Different seniors and others with a qualifying act in the period."""
    people: list[Column] = []
    bands: list[Column] = []
    for kind in ("DECIDED", "ACKNOWLEDGED", "ADOPTED"):
        table = facts.table(kind)
        recent = (table["occurred"] >= facts.since) & (table["actor"] >= 0)
        people.append(table["actor"][recent])
        bands.append(table["grade"][recent])
    p, rows = facts.placements, facts.in_period
    for who, their in (("actor", "grade"), ("host_manager", "host_manager_grade")):
        seen = rows[p[who][rows] >= 0]
        people.append(p[who][seen])
        bands.append(p[their][seen])
    person, band = np.concatenate(people), np.concatenate(bands)
    senior = np.unique(person[np.isin(band, SENIORS)])
    return len(senior), len(np.setdiff1d(np.unique(person), senior))


def _with_decisions(facts: Facts, figures: dict[str, Figure], undescribed: int) -> Section:
    key = facts.put_before[0]
    sent = _first_put(facts, key)
    decided, day = _first_decision(facts)
    place = find(key, decided)
    made = place >= 0
    waited = np.maximum(np.where(made, pick(day, place), facts.at) - sent, 0)
    curve = curve_of(counter(waited[made]), counter(waited[~made]))
    for stop in STOPS:
        figures[f"undecided at day {stop}"] = curve.at(stop)
    old = sent <= facts.at - OVERDUE
    none = old & (~made | (waited > OVERDUE))
    figures["put before an organisation, no decision after 60 days"] = wilson(
        int(none.sum()), int(old.sum())
    )
    verdicts = facts.table("DECIDED")
    delegated = int((verdicts["delegated"] == 1).sum())
    figures["delegated decisions"] = wilson(delegated, len(verdicts["delegated"]))
    return Section(
        figures,
        curves=[survived("Waiting for a decision", curve)] if curve.n else [],
        missing={"Organisations without headcounts": undescribed},
    )


def _first_put(facts: Facts, key: Ints) -> Ints:
    """The day each pair was first put before the organisation, formal or not."""
    row, organisation = facts.audiences
    pair, day = first_day(pairs(facts.shares["unit"][row], organisation), facts.shares["day"][row])
    return pick(day, find(key, pair))


def _first_decision(facts: Facts) -> tuple[Ints, Ints]:
    """Each pair's first decision of any sort but a deferral."""
    key, day, _ = facts.verdicts
    return key, day
