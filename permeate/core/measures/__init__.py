"""What placements bring, counted honestly: pure functions on plain values.

Every figure is a value with its 95% interval and ``n``, or says why there is none: not
enough data, suppressed, not defined. The worker and the command line compute; pages read a
stored cut and never load this package, whose parts need numpy and scipy.
"""

from permeate.core.measures.agreement import Kappa, kappa, kappa_of
from permeate.core.measures.bounds import Response, Retention, response, retention
from permeate.core.measures.competing import Incidence, aalen_johansen
from permeate.core.measures.concentration import Concentration, concentration
from permeate.core.measures.continuity import Continuity, continuity
from permeate.core.measures.differencing import Leak, Published, QueryLog
from permeate.core.measures.disclosure import Audience, round_half_up, shown_count, shown_share
from permeate.core.measures.engagement import senior_gap
from permeate.core.measures.figures import (
    Figure,
    NotCountableError,
    Status,
    not_defined,
    not_enough,
    suppressed,
)
from permeate.core.measures.flows import Balance, balance, expected_balance, reciprocity
from permeate.core.measures.intervals import (
    even_chance_p,
    garwood,
    newcombe,
    share_p,
    wilson,
)
from permeate.core.measures.mixing import Mixing, assortativity, mixing_p
from permeate.core.measures.needs import Coverage, coverage
from permeate.core.measures.networks import (
    Stability,
    betweenness,
    constraint,
    cut_off,
    stability,
)
from permeate.core.measures.openness import openness, openness_days
from permeate.core.measures.provenance import Provenance, Statement, placebo_lift, provenance
from permeate.core.measures.ratings import Gains, gains, mean_gains
from permeate.core.measures.reach import reach
from permeate.core.measures.resampling import bootstrap, share_of_sums
from permeate.core.measures.suppression import Protected, feasible, leaks, protect
from permeate.core.measures.survival import Survival, kaplan_meier
from permeate.core.measures.value import Audited, audited_ratio

__all__ = [
    "Audience",
    "Audited",
    "Balance",
    "Concentration",
    "Continuity",
    "Coverage",
    "Figure",
    "Gains",
    "Incidence",
    "Kappa",
    "Leak",
    "Mixing",
    "NotCountableError",
    "Protected",
    "Provenance",
    "Published",
    "QueryLog",
    "Response",
    "Retention",
    "Stability",
    "Statement",
    "Status",
    "Survival",
    "aalen_johansen",
    "assortativity",
    "audited_ratio",
    "balance",
    "betweenness",
    "bootstrap",
    "concentration",
    "constraint",
    "continuity",
    "coverage",
    "cut_off",
    "even_chance_p",
    "expected_balance",
    "feasible",
    "gains",
    "garwood",
    "kaplan_meier",
    "kappa",
    "kappa_of",
    "leaks",
    "mean_gains",
    "mixing_p",
    "newcombe",
    "not_defined",
    "not_enough",
    "openness",
    "openness_days",
    "placebo_lift",
    "protect",
    "provenance",
    "reach",
    "reciprocity",
    "response",
    "retention",
    "round_half_up",
    "senior_gap",
    "share_of_sums",
    "share_p",
    "shown_count",
    "shown_share",
    "stability",
    "suppressed",
    "wilson",
]
