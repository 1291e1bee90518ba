"""Compiled: the steps of the exchange search."""

import numpy as np
from numba import njit

from permeate.core.matching.rings.moves import choose, undo
from permeate.core.matching.rings.through import chains, cycles

COOL = 0.1  # how readily one placement is given up for a way on


@njit(cache=True)
def best_through(u, caps, arcs, mark, best, state, releases, strict):
    """The best ring through u into ``best``; its gain, or less than -99 where there is none."""
    score = -100.0
    if caps[0] >= 2:
        score = cycles(u, caps[0], arcs, mark, best, score, state, releases, strict)
    if caps[1] >= 1:
        score = chains(u, caps[1], arcs, best, score, state, releases, strict)
    return score


@njit(cache=True)
def mend(caps, arcs, mark, best, state, log, releases):
    """Place again whom this step freed, where that breaks nothing."""
    row = 0
    while row < log[-1, 0] and log[-1, 0] < log.shape[0] - 20:
        if log[row, 0] == 0:
            for i in range(log[row, 1]):
                v = log[row, 2 + i]
                if v < releases and state[0][v] < 0:
                    score = best_through(v, caps, arcs, mark, best, state, releases, True)
                    if score > 0:
                        choose(best, best[-1], state, log, releases)
        row += 1


@njit(cache=True)
def search(seed, steps, caps, arcs, mark, state, log, releases, value, goal):
    """Take ``steps`` steps or reach ``goal``; return the value at the end."""
    np.random.seed(seed)
    best = np.empty(max(caps[0], caps[1] + 1) + 2, np.int64)
    waiting = state[4]
    for _ in range(steps):
        if value >= goal or waiting[-1] == 0:
            return value
        u = waiting[np.random.randint(waiting[-1])]
        log[-1, 0] = 0
        if best_through(u, caps, arcs, mark, best, state, releases, False) < -6:
            continue
        idle = waiting[-1]
        choose(best, best[-1], state, log, releases)
        mend(caps, arcs, mark, best, state, log, releases)
        change = idle - waiting[-1]
        if change < 0 and np.random.random() >= COOL ** (-change):
            undo(state, log, releases)
            change = 0
        value += change
    return value
