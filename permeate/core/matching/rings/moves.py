"""Compiled: rings put into an answer and taken out of it, so that a step can be undone.

An answer is arrays that these functions change, passed together as ``state``:

- ``ring[v]``: the slot of the ring that vertex v is in, or -1
- ``table[slot]``, ``length[slot]``: its members, a giver first, and how many
- ``free``: a stack of empty slots, its height in the last entry
- ``waiting``: the releases in no ring, their number in the last entry; ``where[v]``: v's
  place in that list
- ``log``: what was done since the step began, one row each: 1 put in or 0 taken out, how
  many members, the members; the number of rows in ``log[-1, 0]``
"""

from numba import njit


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
