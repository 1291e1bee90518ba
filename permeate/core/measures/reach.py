"""How far something came: different people who said so, of those it was meant for.

Views, opens and mail delivered are never used. A union, never a sum: who acknowledged
twice is one person.
"""

from collections.abc import Hashable, Iterable

from permeate.core.measures.figures import Figure
from permeate.core.measures.intervals import wilson


def reach(
    audiences: Iterable[Iterable[Hashable]], acknowledged: Iterable[Iterable[Hashable]]
) -> Figure:
    """The union of who acknowledged over the union of who it was meant for, with Wilson.

    Both are one group for each time it was shared. An acknowledgement by somebody it was
    not meant for does not count.
    """
    meant = set().union(*map(set, audiences))
    heard = set().union(*map(set, acknowledged)) & meant
    return wilson(len(heard), len(meant))
