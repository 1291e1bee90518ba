"""Compiled: the ring through one release that places most and breaks least.

Cycles by following arcs until one leads back; chains by asking who can precede: a giver,
part of a chain there is, or a release that a giver precedes. With ``strict`` only rings of
members in none count. Every list is read from a random place on, and what a
ring is worth is blurred by chance.
"""

import numpy as np
from numba import njit

from permeate.core.matching.rings.moves import loss, worth

ARCS_OF_A_CYCLE = 6_000  # looked at for one release
ARCS_OF_A_CHAIN = 1_500
NOISE = 4.0  # placements: always the best ring would soon go round in circles


@njit(cache=True)
def offer(path, count, best, score, state, releases, strict):
    """Keep this ring in ``best`` if it beats ``score``; return the score to beat now."""
    if strict:
        for i in range(count):
            if state[0][path[i]] >= 0:
                return score
    mark = worth(path, count, releases) + np.random.random() * NOISE
    if not strict:
        mark -= loss(path, count, state, releases)
    if mark <= score:
        return score
    for i in range(count):
        best[i] = path[i]
    best[-1] = count
    return mark


@njit(cache=True)
def fourth(path, arcs, mark, best, score, state, releases, strict):
    """Cycles of four that begin with the three of ``path``."""
    for k in range(arcs[0][path[2]], arcs[0][path[2] + 1]):
        x = arcs[1][k]
        if mark[x] == path[0] and x != path[1]:
            path[3] = x
            score = offer(path, 4, best, score, state, releases, strict)
    return score


@njit(cache=True)
def third(path, cap, arcs, mark, best, score, state, releases, strict):
    """Cycles of three, and of four where the cap allows, that begin with two of ``path``."""
    u, v = path[0], path[1]
    for j in range(arcs[0][v], arcs[0][v + 1]):
        w = arcs[1][j]
        if w == u or (strict and state[0][w] >= 0):
            continue
        path[2] = w
        if mark[w] == u:
            score = offer(path, 3, best, score, state, releases, strict)
        if cap >= 4:
            score = fourth(path, arcs, mark, best, score, state, releases, strict)
    return score


@njit(cache=True)
def cycles(u, cap, arcs, mark, best, score, state, releases, strict):
    """The best cycle through u."""
    starts, heads, back_starts, back = arcs
    for at in range(back_starts[u], back_starts[u + 1]):
        mark[back[at]] = u
    path = np.empty(4, np.int64)
    path[0] = u
    degree = starts[u + 1] - starts[u]
    turn = np.random.randint(degree) if degree else 0
    budget = ARCS_OF_A_CYCLE
    for i in range(degree):
        v = heads[starts[u] + (i + turn) % degree]
        if budget < 0 or (strict and state[0][v] >= 0):
            continue
        path[1] = v
        if mark[v] == u:
            score = offer(path, 2, best, score, state, releases, strict)
        if cap >= 3:
            budget -= (starts[v + 1] - starts[v]) * (1 if cap == 3 else 20)
            score = third(path, cap, arcs, mark, best, score, state, releases, strict)
    return score


@njit(cache=True)
def within(v, path, count):
    """Whether v is one of the first ``count``."""
    found = False
    for i in range(count):
        found = found or path[i] == v
    return found


@njit(cache=True)
def lengthen(path, count, cap, arcs, state):
    """Go on from a chain's end over releases in no ring while the cap allows."""
    starts, heads = arcs[0], arcs[1]
    while count <= cap:
        last = path[count - 1]
        degree = starts[last + 1] - starts[last]
        turn = np.random.randint(degree) if degree else 0
        found = -1
        for i in range(degree):
            w = heads[starts[last] + (i + turn) % degree]
            if state[0][w] < 0 and not within(w, path, count):
                found = w
                break
        if found < 0:
            return count
        path[count] = found
        count += 1
    return count


@njit(cache=True)
def after_part(path, p, u, cap, arcs, best, score, state, releases, strict):
    """A chain there is, as far as p, then u and on."""
    slot = state[0][p]
    count = 0
    while count < cap:
        path[count] = state[1][slot, count]
        if path[count] == u:
            return score
        count += 1
        if path[count - 1] == p:
            break
    if path[count - 1] != p or (strict and count < state[2][slot]):
        return score
    path[count] = u
    count = lengthen(path, count + 1, cap, arcs, state)
    return offer(path, count, best, score, state, releases, False)


@njit(cache=True)
def after_giver(path, p, u, cap, arcs, best, score, state, releases, strict):
    """A giver, p, then u and on: every giver that can precede p."""
    back_starts, back = arcs[2], arcs[3]
    for k in range(back_starts[p], back_starts[p + 1]):
        g = back[k]
        if g >= releases and (state[0][g] < 0 or not strict):
            path[0], path[1], path[2] = g, p, u
            count = lengthen(path, 3, cap, arcs, state)
            score = offer(path, count, best, score, state, releases, strict)
    return score


@njit(cache=True)
def chains(u, cap, arcs, best, score, state, releases, strict):
    """The best chain through u of those looked at."""
    back_starts, back = arcs[2], arcs[3]
    ring, table = state[0], state[1]
    path = np.empty(cap + 1, np.int64)
    degree = back_starts[u + 1] - back_starts[u]
    turn = np.random.randint(degree) if degree else 0
    budget = ARCS_OF_A_CHAIN
    for i in range(degree):
        p = back[back_starts[u] + (i + turn) % degree]
        free = ring[p] < 0
        if p >= releases:
            if free or not strict:
                path[0], path[1] = p, u
                count = lengthen(path, 2, cap, arcs, state)
                score = offer(path, count, best, score, state, releases, strict)
        elif not free and table[ring[p], 0] >= releases:
            score = after_part(path, p, u, cap, arcs, best, score, state, releases, strict)
        elif cap > 1 and budget > 0 and (free or not strict):
            budget -= back_starts[p + 1] - back_starts[p]
            score = after_giver(path, p, u, cap, arcs, best, score, state, releases, strict)
    return score
