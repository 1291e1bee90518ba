"""Compiled: the exchange search. One file, since numba's cache follows a file's changes only.

An answer is arrays that these functions change, passed together as ``state``:

- ``ring[v]``: the slot of the ring that vertex v is in, or -1
- ``table[slot]``, ``length[slot]``: its members, a giver first, and how many
- ``free``: a stack of empty slots, its height in the last entry
- ``waiting``: the releases in no ring, their number in the last entry; ``where[v]``: v's
  place in that list
- ``log``: what was done since the step began, one row each: 1 put in or 0 taken out, how
  many members, the members; the number of rows in ``log[-1, 0]``

The ring through one release: cycles by following arcs until one leads back; chains by asking
who can precede: a giver, part of a chain there is, or a release that a giver precedes. With
``strict`` only rings of members in none count. Every list is read from a random place on, and
what a ring is worth is blurred by chance.
"""

import numpy as np
from numba import njit

ARCS_OF_A_CYCLE = 6_000  # looked at for one release
ARCS_OF_A_CHAIN = 1_500
NOISE = 4.0  # placements: always the best ring would soon go round in circles
COOL = 0.1  # how readily one placement is given up for a way on


@njit(cache=True)
def worth(members, count, releases):
    """How many a ring places."""
    return count - 1 if members[0] >= releases else count


@njit(cache=True)
def keeps(slot, path, count, table, length, releases):
    """How many members of the ring in this slot stay if ``path`` is chosen.

    Of a chain what comes before the first that is taken; of a cycle nothing.
    """
    if table[slot, 0] < releases:
        return 0
    for place in range(length[slot]):
        for i in range(count):
            if table[slot, place] == path[i]:
                return place if place > 1 else 0
    return length[slot]


@njit(cache=True)
def loss(path, count, state, releases):
    """How many placements choosing ``path`` undoes."""
    ring, table, length = state[0], state[1], state[2]
    lost = 0
    for i in range(count):
        slot = ring[path[i]]
        seen = slot < 0
        for j in range(i):
            seen = seen or ring[path[j]] == slot
        if not seen:
            stays = keeps(slot, path, count, table, length, releases)
            lost += worth(table[slot], length[slot], releases) - max(stays - 1, 0)
    return lost


@njit(cache=True)
def wait(v, state, releases):
    """Note a release as in no ring."""
    waiting, where = state[4], state[5]
    if v < releases:
        where[v] = waiting[-1]
        waiting[waiting[-1]] = v
        waiting[-1] += 1


@njit(cache=True)
def serve(v, state, releases):
    """Note a release as in a ring."""
    waiting, where = state[4], state[5]
    if v < releases:
        waiting[-1] -= 1
        last = waiting[waiting[-1]]
        waiting[where[v]] = last
        where[last] = where[v]


@njit(cache=True)
def note(put, members, count, log):
    """Write one line into the log."""
    row = log[-1, 0]
    log[row, 0], log[row, 1] = put, count
    for i in range(count):
        log[row, 2 + i] = members[i]
    log[-1, 0] += 1


@njit(cache=True)
def put_in(members, count, state, log, releases):
    """Choose a ring whose members are all in none."""
    ring, table, length, free = state[0], state[1], state[2], state[3]
    free[-1] -= 1
    slot = free[free[-1]]
    for i in range(count):
        table[slot, i] = members[i]
        ring[members[i]] = slot
        serve(members[i], state, releases)
    length[slot] = count
    note(1, members, count, log)


@njit(cache=True)
def take_out(slot, state, log, releases):
    """Give up a ring."""
    ring, table, length, free = state[0], state[1], state[2], state[3]
    note(0, table[slot], length[slot], log)
    for i in range(length[slot]):
        ring[table[slot, i]] = -1
        wait(table[slot, i], state, releases)
    length[slot] = 0
    free[free[-1]] = slot
    free[-1] += 1


@njit(cache=True)
def choose(path, count, state, log, releases):
    """Choose ``path``; rings in its way are broken, and of chains the beginnings kept."""
    ring, table, length = state[0], state[1], state[2]
    for i in range(count):
        slot = ring[path[i]]
        if slot >= 0:
            stays = keeps(slot, path, count, table, length, releases)
            take_out(slot, state, log, releases)
            if stays > 1:
                put_in(table[slot], stays, state, log, releases)
    put_in(path, count, state, log, releases)


@njit(cache=True)
def undo(state, log, releases):
    """Go back to where the step began."""
    rows = log[-1, 0]
    for row in range(rows - 1, -1, -1):
        if log[row, 0] == 1:
            take_out(state[0][log[row, 2]], state, log, releases)
        else:
            put_in(log[row, 2:], log[row, 1], state, log, releases)
        log[-1, 0] = rows
    log[-1, 0] = 0


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
