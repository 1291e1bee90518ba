"""Ring pools like those of organisations, by seed.

People of organisations of uneven size (log-normal), 20 professions of uneven frequency, 5
grades, 12 regions. Somebody is willing to work in their own region and one other, fills a gap
of their profession at most one grade away, and not at home. The gap they leave is most often
their own post; one in fourteen is another profession's.
"""

import numpy as np

from permeate.core.matching.rings.problem import Graph, make_graph

PROFESSIONS, GRADES, REGIONS = 20, 5, 12
OTHER_GAP = 0.07


def pool(releases: int, givers: int, organisations: int, seed: int) -> Graph:
    """Who could go where. Arcs grow with the square of the releases."""
    chance = np.random.default_rng(seed)
    everyone = releases + givers
    home = chance.choice(organisations, everyone, p=_shares(chance, organisations, 1.0))
    common = _shares(chance, PROFESSIONS, 0.45)
    profession = chance.choice(PROFESSIONS, everyone, p=common)
    other = chance.choice(PROFESSIONS, everyone, p=common)
    wanted = np.where(chance.random(everyone) < OTHER_GAP, other, profession)
    grade = chance.integers(GRADES, size=everyone)
    region = chance.integers(REGIONS, size=organisations)[home]
    second = (region + chance.integers(1, REGIONS, everyone)) % REGIONS
    arcs = []
    for one in range(PROFESSIONS):
        able = np.flatnonzero(profession == one)
        gaps = np.flatnonzero(wanted[:releases] == one)
        near = region[able][:, None] == region[gaps][None]
        near |= second[able][:, None] == region[gaps][None]
        fits = near & (np.abs(grade[able][:, None] - grade[gaps][None]) <= 1)
        fits &= home[able][:, None] != home[gaps][None]
        who, where = np.nonzero(fits)
        arcs.append(np.column_stack([able[who], gaps[where]]))
    return make_graph(releases, givers, np.concatenate(arcs))


def _shares(chance: np.random.Generator, count: int, spread: float) -> np.ndarray:
    weights = chance.lognormal(0, spread, count)
    return weights / weights.sum()
