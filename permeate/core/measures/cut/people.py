"""M1, M2, M3 and M9: people and knowledge between sectors."""

import numpy as np

from permeate.core.measures.cut.section import Facts, Grid, Options, Section
from permeate.core.measures.facts import SECTORS, UNKNOWN
from permeate.core.measures.figures import Figure, not_defined
from permeate.core.measures.flows import balance, reciprocity
from permeate.core.measures.joins import Column, Ints, apart, count_table, pairs, pick
from permeate.core.measures.mixing import assortativity, mixing_p
from permeate.core.measures.openness import openness, openness_days
from permeate.core.measures.resampling import DRAWS

LABELS = [*SECTORS, "UNKNOWN"]
WIDTH = UNKNOWN + 1
ACROSS = "by home’s and host’s sector"


def flow(facts: Facts, options: Options) -> Section:
    """M1: placements, their days, and adoptions, from sector to sector."""
    counts, days = _between_sectors(facts)
    knowledge = _knowledge(facts)
    p, rows = facts.placements, facts.in_period
    figures = {
        "placements": Figure(int(counts.sum()), n=int(counts.sum())),
        "people": Figure(len(np.unique(p["actor"][rows])), n=len(rows)),
        "person-days": Figure(int(days.sum()), n=len(rows)),
        "adoptions": Figure(int(knowledge.sum()), n=int(knowledge.sum())),
    }
    return Section(
        figures,
        [
            Grid(f"People {ACROSS}", LABELS, LABELS, _people(facts).tolist(), people=True),
            Grid(f"Placements {ACROSS}", LABELS, LABELS, counts.tolist(), behind=True),
            Grid(f"Person-days {ACROSS}", LABELS, LABELS, days.tolist(), behind=True),
            Grid("Adoptions by origin’s and adopter’s sector", LABELS, LABELS, knowledge.tolist()),
        ],
        missing=_unknown(counts),
    )


def _between_sectors(facts: Facts) -> tuple[Ints, Ints]:
    p, rows = facts.placements, facts.in_period
    home, host = facts.sector_of(p["home"][rows]), facts.sector_of(p["host"][rows])
    days = np.zeros((WIDTH, WIDTH), dtype=np.int64)
    np.add.at(days, (home, host), facts.days_in_period)
    return count_table(home, host, WIDTH, WIDTH), days


def _people(facts: Facts) -> Ints:
    """Different people by way; who went two ways counts in both."""
    p, rows = facts.placements, facts.in_period
    way = facts.sector_of(p["home"][rows]) * WIDTH + facts.sector_of(p["host"][rows])
    ways, _ = apart(np.unique(pairs(way, p["actor"][rows])))
    return np.bincount(ways, minlength=WIDTH * WIDTH).reshape(WIDTH, WIDTH)


def _knowledge(facts: Facts) -> Ints:
    """Adoptions by the origin's sector and the adopter's, each pair once."""
    key, _, cause = facts.verdicts
    practice, organisation = apart(key[cause == 1])
    origin = pick(facts.origin, practice)
    own = origin == organisation
    return count_table(
        facts.sector_of(origin[~own]), facts.sector_of(organisation[~own]), WIDTH, WIDTH
    )


def open_(facts: Facts, options: Options) -> Section:
    """M2: placements and days across the boundary of each sector, per 1,000 FTE-days."""
    p, rows = facts.placements, facts.in_period
    home, host = facts.sector_of(p["home"][rows]), facts.sector_of(p["host"][rows])
    fte, described = _staff(facts)
    span = facts.at - facts.since + 1
    figures = {}
    for sector, label in enumerate(SECTORS):
        crosses = (home != host) & ((home == sector) | (host == sector))
        if not described[sector] and not crosses.any():
            continue
        staff = float(fte[sector]) if described[sector] else None
        days = facts.days_in_period[crosses]
        figures[f"placements, {label}"] = openness(int(crosses.sum()), staff, span)
        if options.resample:
            figures[f"days, {label}"] = openness_days(days, staff, span)
    unknown = np.isnan(facts.organisations["staff_fte"].astype(float))
    return Section(
        figures or {"placements": not_defined("nobody crossed")},
        missing={"Organisations without staff numbers": int(unknown.sum())},
    )


def _staff(facts: Facts) -> tuple[Column, Column]:
    """Staff in FTE by sector, and whether any is known."""
    every = facts.organisations
    fte = every["staff_fte"].astype(float)
    known = ~np.isnan(fte)
    sectors = every["sector"][known]
    total = np.bincount(sectors, weights=fte[known], minlength=WIDTH)
    return total, np.bincount(sectors, minlength=WIDTH) > 0


def both_ways(facts: Facts, options: Options) -> Section:
    """M3: balance of each sector and of all, and reciprocity of sectors and organisations."""
    counts, _ = _between_sectors(facts)
    known = counts[:UNKNOWN, :UNKNOWN].tolist()
    found = balance(known, SECTORS)
    note = "" if found.value is None else f"imbalance {float(1 - found.value):.3f}"
    figures = {
        "balance of sectors": Figure(
            found.value, found.low, found.high, found.n, found.status, found.note or note
        ),
        "reciprocity of sectors": reciprocity(known),
        "reciprocity of organisations": reciprocity(
            _between_organisations(facts), draws=DRAWS if options.resample else 0
        ),
    }
    for label in SECTORS:
        if found.by[label].n:
            figures[f"balance, {label}"] = found.by[label]
            figures[f"p of so uneven a split, {label}"] = Figure(
                found.exact_p[label], n=found.by[label].n
            )
    return Section(figures, missing=_unknown(counts))


def _unknown(counts: Ints) -> dict[str, int]:
    n = int(counts.sum() - counts[:UNKNOWN, :UNKNOWN].sum())
    return {"Placements with an organisation whose sector is not known": n}


def _between_organisations(facts: Facts) -> dict[tuple[int, int], int]:
    p, rows = facts.placements, facts.in_period
    ways = np.stack([p["home"][rows], p["host"][rows]], axis=1)
    if not len(ways):
        return {}
    each, counts = np.unique(ways, axis=0, return_counts=True)
    return {(int(a), int(b)): int(n) for (a, b), n in zip(each, counts, strict=True)}


def mixed(facts: Facts, options: Options) -> Section:
    """M9: whether placements cross sectors more than chance."""
    counts, _ = _between_sectors(facts)
    known = counts[:UNKNOWN, :UNKNOWN]
    used = np.flatnonzero(known.sum(axis=0) + known.sum(axis=1))
    found = assortativity(known[np.ix_(used, used)].tolist())
    n = found.n
    figures = {
        "cross-sector share": found.cross,
        "assortativity": Figure(found.value, found.low, found.high, n, found.status, found.note),
        "expected share if independent": _plain(found.expected, n),
        "observed over expected": _plain(found.ratio, n),
        "least assortativity": _plain(found.minimum, n),
        "E-I index": _plain(found.ei, n),
    }
    if options.resample:
        figures["p of so much crossing by chance"] = _chance(facts, n)
    return Section(figures, missing=_unknown(counts))


def _plain(value: object, n: int) -> Figure:
    return Figure(value, n=n) if value is not None else not_defined(n=n)  # type: ignore[arg-type]


def _chance(facts: Facts, n: int) -> Figure:
    flows = _between_organisations(facts)
    codes = sorted({code for pair in flows for code in pair})
    sectors = facts.sector_of(np.array(codes, dtype=np.int64))
    types = {code: int(sector) for code, sector in zip(codes, sectors, strict=True)}
    known = {pair: count for pair, count in flows.items() if UNKNOWN not in map(types.get, pair)}
    p = mixing_p([(*pair, count) for pair, count in known.items()], types) if known else None
    return _plain(p, n)
