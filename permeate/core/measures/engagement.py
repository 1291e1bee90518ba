"""Whether seniors take part as much as everybody else."""

from permeate.core.measures.figures import Figure
from permeate.core.measures.intervals import newcombe


def senior_gap(senior: int, seniors: int, other: int, others: int) -> Figure:
    """The share of seniors with a qualifying act minus that of others, with Newcombe's interval.

    Qualifying: hosting, a placement of one's own, a decision with a reason, an
    acknowledgement, a validated adoption; never a passive view.
    """
    return newcombe(senior, seniors, other, others)
